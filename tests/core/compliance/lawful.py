"""A contact that nothing forbids, to be spoiled one fact at a time.

On Wednesday 2026-03-04 at 10:00 in Beijing; the borrower was called and written to in vain long
ago, and the visit was announced thirty hours before.
"""

from dataclasses import replace
from datetime import date, datetime
from functools import cache

import numpy as np

from doorstep.compliance.asked.columns import NOT_IN_QUESTION
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.request import BEIJING_ONLY, ContactRequests
from doorstep.compliance.rulebook import Rulebook, calendar_for, rulebook_on
from doorstep.compliance.words import (
    Answer,
    ArrangementStatus,
    CreditorKind,
    Dress,
    FoundBy,
    Jurisdiction,
    Life,
    OrgKind,
    PlaceKind,
    ReviewState,
)
from doorstep.terms.codes import Channel, Disposition, Known, Product, Provenance, Purpose
from doorstep.terms.local_time import BEIJING, NO_DAY, day_number, instant_number

BORROWER = 7
TODAY = "2026-03-04"
YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN

FACTS = {
    "person_id": BORROWER,
    "creditor_id": 1,
    "account_id": 1,
    "point_id": 3,
    "jurisdictions": int(Jurisdiction.CN),
    "channel": Channel.CALL,
    "purpose": Purpose.COLLECT,
    "provenance": Provenance.CONTRACT,
    "org_kind": OrgKind.AGENCY,
    "product": Product.CONSUMER_LOAN,
    "creditor_kind": CreditorKind.CONSUMER_FINANCE_COMPANY,
    "life": Life.ALIVE,
    "has_capacity": YES,
    "is_reachable": YES,
    "has_invalid_reserved_point": NO,
    "age": 41,
    "target_age": NOT_IN_QUESTION,
    "is_represented": NO,
    "stop_channels": 0,
    "is_vulnerability_known": True,
    "is_lawful": YES,
    "arrangement": ArrangementStatus.NONE,
    "has_open_complaint": NO,
    "is_paused": NO,
    "review": ReviewState.NONE,
    "has_no_contact_order": NO,
    "previous_cycle_ended_day": int(NO_DAY),
    "has_outsourcing_notice": YES,
    "is_listed_agency": YES,
    "agency_tier": 1,
    "has_violent_record": NO,
    "notice_sent": YES,
    "notice_seconds_before": 30 * 3600,
    "notice_may_decline": YES,
    "is_confirmed": NO,
    "place": PlaceKind.HOME,
    "is_inside": NO,
    "found_by": FoundBy.CONTRACT,
    "team_size": 2,
    "certified_until_day": day_number(date(2030, 1, 1)),
    "first_certificate_ends_day": day_number(date(2030, 1, 1)),
    "agents_have_violent_record": NO,
    "longest_since_training_days": 100,
    "dress": Dress.DECENT,
    "has_id_documents": YES,
    "has_authority_letter": YES,
    "has_loan_sheet": YES,
    "has_working_recorder": YES,
    "matches_faces": NO,
    "mentions_debt": NO,
    "names_institution": YES,
    "poses_as_other": NO,
    "has_invented_consequence": NO,
    "matches_ledger": YES,
    "has_threat_or_insult": NO,
    "urges_new_borrowing": NO,
    "is_in_own_language": YES,
    "uses_private_device": NO,
    "has_registered_number": YES,
}

RULEBOOK = rulebook_on(date(2026, 3, 4))
CALENDAR = calendar_for()


def at(clock: str, day: str = TODAY) -> int:
    """Return the instant at which Beijing clocks show ``HH:MM`` or ``HH:MM:SS``."""
    return instant_number(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BEIJING))


def day(text: str) -> int:
    """Return a day number."""
    return day_number(datetime.fromisoformat(text).date())


def contact(clock: str = "10:00", on: str = TODAY, **changes) -> ContactRequests:
    """Return one lawful call, with some facts changed."""
    facts = {**FACTS, "zone_sets": BEIJING_ONLY, "at": at(clock, on), **changes}
    tables = {
        key: facts.pop(key)
        for key in ("consents", "wishes", "vulnerabilities", "occasions", "zone_sets")
        if key in facts
    }
    columns = {key: np.array([value]) for key, value in facts.items()}
    return ContactRequests.build(1, **tables, **columns)


def visit(clock: str = "10:00", on: str = TODAY, **changes) -> ContactRequests:
    """Return one lawful visit, with some facts changed."""
    return contact(clock, on, **{"channel": Channel.VISIT, **changes})


def attempt(clock: str, on: str = TODAY, **changes) -> dict:
    """Return one past call, with some facts changed."""
    moment = at(clock, on)
    return {
        "person_id": BORROWER,
        "point_id": 3,
        "account_id": 1,
        "creditor_id": 1,
        "at": moment,
        "received_at": moment,
        "channel": Channel.CALL,
        "purpose": Purpose.COLLECT,
        "disposition": Disposition.NO_ANSWER,
        "is_own": True,
        "is_reserved": True,
        **changes,
    }


TRIED_IN_VAIN = (
    attempt("10:00", "2026-01-10"),
    attempt("10:00", "2026-01-12", channel=Channel.SMS, disposition=Disposition.DELIVERED),
)


def history(*attempts: dict) -> Attempts:
    """Return these attempts, after two old ones that failed."""
    rows = [*TRIED_IN_VAIN, *attempts]
    keys = {key for row in rows for key in row}
    columns = {key: [row.get(key, 0) for row in rows] for key in keys}
    return Attempts.build(len(rows), **columns)


def judged(request: ContactRequests, *attempts: dict) -> Judgement:
    """Judge a request after these attempts."""
    return judge(request, history(*attempts), RULEBOOK, CALENDAR)


def answer(rule_id: str, request: ContactRequests, *attempts: dict) -> Answer:
    """Return what one rule says."""
    return Answer(int(_by_family(rule_id, request, attempts).answer(rule_id)[0]))


def is_law(rule_id: str, request: ContactRequests, *attempts: dict) -> bool:
    """Say whether one rule's refusal or hold is shown as law."""
    judgement = _by_family(rule_id, request, attempts)
    return bool(judgement.is_law[judgement.rules.index(rule_id), 0])


def _by_family(rule_id: str, request: ContactRequests, attempts: tuple[dict, ...]) -> Judgement:
    """Judge by one rule and its neighbours only, so that tables of single rules run quickly."""
    return judge(request, history(*attempts), _family(rule_id), CALENDAR)


@cache
def _family(rule_id: str) -> Rulebook:
    prefix = rule_id.rsplit("-", 1)[0] if rule_id.startswith("CN") else rule_id
    related = {"CN-PI": ("CN-OUT",), "HP-QUIET-TZ": ("CN-TIME",)}.get(prefix, ())
    entries = {
        name: entry
        for name, entry in RULEBOOK.entries.items()
        if name.startswith((prefix, *related))
    }
    return replace(RULEBOOK, entries=entries)
