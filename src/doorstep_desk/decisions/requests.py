"""Which contacts would each treatment be, and what does the law have to be told about them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import numpy as np

from doorstep.compliance.asked.tables import ConsentColumns, VulnerabilityColumns, WishColumns
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.request import BEIJING_ONLY, ContactRequests
from doorstep.compliance.words import (
    STOP_UNKNOWN,
    Answer,
    ArrangementStatus,
    ConsentKind,
    Delivery,
    FoundBy,
    Jurisdiction,
    Life,
    PlaceKind,
    ReviewState,
    Stopped,
    VulnerabilityKind,
)
from doorstep.terms.codes import Channel, Known, Purpose, Treatment
from doorstep.terms.local_time import (
    NO_DAY,
    NO_INSTANT,
    beijing_instant,
    day_number,
    instant_number,
    instant_of,
    local_day,
)
from doorstep_desk.cases.facts import CasePoint
from doorstep_desk.decisions.portfolio import CaseRow
from doorstep_desk.decisions.practice import OWN_DOING, Team, lender_columns
from doorstep_desk.declarations.facts import NOTHING_DECLARED, DeclaredFacts

CONTACTS: Final = (
    (Treatment.SMS, Channel.SMS, Purpose.REMIND, 10),
    (Treatment.EMAIL, Channel.EMAIL, Purpose.REMIND, 10),
    (Treatment.CALL, Channel.CALL, Purpose.COLLECT, 10),
    (Treatment.VISIT, Channel.VISIT, Purpose.COLLECT, 10),
    (Treatment.HARDSHIP_OFFER, Channel.SMS, Purpose.SERVICE, 10),
    (Treatment.LEGAL_REFERRAL, Channel.LEGAL_NOTICE, Purpose.LEGAL_REMEDY, 10),
)
"""Each treatment that reaches somebody, as the contact it would be and its hour in Beijing.

Where the borrower wishes other hours of that day, the first of those is judged instead.
"""

VISIT_COLUMN: Final = [treatment for treatment, *_ in CONTACTS].index(Treatment.VISIT)
VISIT_SECONDS: Final = 30 * 60
_OLD_DAYS: Final = 3 * 365
"""No limitation period of any rule is shorter, so below it the rules need not be asked."""
_NOT_NOTED: Final = -99
"""The case says nothing about it, so what its lender stated counts."""
_NOTED: Final = frozenset({"life", "is_represented"})
_PLACES: Final = {"home": PlaceKind.HOME, "registered": PlaceKind.HOME}
_FOUND_BY: Final = {
    "contract": FoundBy.CONTRACT, "borrower": FoundBy.BORROWER, "court": FoundBy.COURT,
}  # fmt: skip
_PHONE_KINDS: Final = ("mobile",)
_POINT_KINDS: Final = {
    Channel.SMS: _PHONE_KINDS,
    Channel.CALL: ("mobile", "landline"),
    Channel.EMAIL: ("email",),
    Channel.VISIT: ("address",),
    Channel.LEGAL_NOTICE: ("address",),
    Channel.LETTER: ("address",),
}


@dataclass(frozen=True, slots=True)
class Workers:
    """Who works the cases of a day, and what was declared about how.

    Attributes:
        team: Who could visit.
        declared: What agency and lenders declared.
    """

    team: Team
    declared: DeclaredFacts


def contact_requests(
    cases: Sequence[CaseRow], on: date, known_at: int, workers: Workers
) -> ContactRequests:
    """Return six planned contacts per case, case by case in the order of ``CONTACTS``.

    Args:
        cases: The portfolio.
        on: Day of the contacts.
        known_at: Attempts that became known after this instant do not count, seconds.
        workers: Who could visit, and what was declared.
    """
    rows = [
        _row(case, channel, purpose, _when(case, channel, on, hour))
        for case in cases
        for _, channel, purpose, hour in CONTACTS
    ]
    given = {
        "duration_seconds": VISIT_SECONDS, "delivery": int(Delivery.POST),
        **workers.team.columns(on),
    }  # fmt: skip
    return _build(cases, rows, known_at, workers.declared, given)


def notice_requests(
    cases: Sequence[CaseRow], at: Sequence[datetime], known_at: int, declared: DeclaredFacts
) -> ContactRequests:
    """Return one message per case that would announce a visit, each sent at its own instant."""
    rows = [
        _row(case, Channel.SMS, Purpose.VISIT_NOTICE, instant_number(sent))
        for case, sent in zip(cases, at, strict=True)
    ]
    return _build(cases, rows, known_at, declared, {})


def written_requests(
    cases: Sequence[CaseRow], channel: Channel, purpose: Purpose, at: datetime, known_at: int,
    workers: Workers, *, in_own_language: bool,
) -> ContactRequests:  # fmt: skip
    """Return one message per case that would go to the borrower's number or address."""
    given = {
        "delivery": int(Delivery.POST), "is_in_own_language": int(_known(in_own_language)),
        **workers.team.columns(local_day(at)),
    }  # fmt: skip
    rows = [_row(case, channel, purpose, instant_number(at)) for case in cases]
    return _build(cases, rows, known_at, workers.declared, given)


def _build(
    cases: Sequence[CaseRow], rows: list[dict[str, Any]], known_at: int, declared: DeclaredFacts,
    given: dict[str, Any],
) -> ContactRequests:  # fmt: skip
    columns = {name: np.array([row[name] for row in rows]) for name in rows[0]} if rows else {}
    if not rows:
        columns = {"at": np.empty(0, dtype=np.int64)}
    lenders = lender_columns(declared, [row["creditor_id"] for row in rows])
    for name in _NOTED & columns.keys():  # what a case itself says goes before its lender
        noted = columns.pop(name)
        lenders[name] = np.where(noted != _NOT_NOTED, noted, lenders[name])
    filled: dict[str, Any] = {
        "jurisdictions": int(Jurisdiction.CN), "known_at": known_at,
        **OWN_DOING, **declared.agency, **given, **columns, **lenders,
    }  # fmt: skip
    return ContactRequests.build(
        len(rows), zone_sets=BEIJING_ONLY, vulnerabilities=_vulnerabilities(cases),
        wishes=_wishes(cases), consents=_consents(cases), **filled,
    )  # fmt: skip


def visit_requests(
    cases: Sequence[CaseRow], at: Sequence[datetime], known_at: int, workers: Sequence[Workers]
) -> ContactRequests:
    """Return one visit per case, each at its own instant and with those who work on its day.

    Args:
        cases: The cases, one per visit; the same may come again with another appointment.
        at: When each visit would begin.
        known_at: Attempts that became known after this instant do not count, seconds.
        workers: Who could make each, all with the same declarations.
    """
    rows = [
        {
            **_row(case, Channel.VISIT, Purpose.COLLECT, instant_number(begins)),
            **who.team.columns(local_day(begins)),
        }
        for case, begins, who in zip(cases, at, workers, strict=True)
    ]
    declared = workers[0].declared if workers else NOTHING_DECLARED
    given = {"duration_seconds": VISIT_SECONDS, "delivery": int(Delivery.POST)}
    return _build(cases, rows, known_at, declared, given)


def _when(case: CaseRow, channel: Channel, on: date, hour: int) -> int:
    """Return the instant that is judged: as a booked visit begins, else an hour that is wished."""
    booked = case.booked_on(on) if channel is Channel.VISIT else None
    if booked is not None:
        return instant_number(booked.starts_at)
    return instant_number(beijing_instant(on, case.hour_near(on, hour)))


def _row(case: CaseRow, channel: Channel, purpose: Purpose, at: int) -> dict[str, Any]:
    point = case.point_for(_POINT_KINDS[channel])
    return {
        "case_id": case.case_id,
        "person_id": case.person_id,
        "account_id": case.account_id,
        "creditor_id": case.creditor_id,
        "point_id": point.point_id if point else -1,
        "provenance": int(case.usable_provenance(point)),
        "channel": int(channel),
        "purpose": int(purpose),
        "at": at,
        **_place(point),
        **_people(case),
        **_claim(case, at),
        **_notice(case),
    }


def _place(point: CasePoint | None) -> dict[str, Any]:
    """Return where a visit would be and how that place was found; unknown without an address."""
    if point is None or point.kind != "address":
        return {"place": int(PlaceKind.UNKNOWN), "found_by": int(FoundBy.UNKNOWN)}
    return {
        "place": int(_PLACES.get(point.role, PlaceKind.UNKNOWN)),
        "found_by": int(_FOUND_BY.get(point.provenance, FoundBy.UNKNOWN)),
    }


def _people(case: CaseRow) -> dict[str, Any]:
    has_lawyer = "represented_by_lawyer" in case.flags or case.has("lawyer")
    return {
        "life": int(Life.DECEASED) if "deceased" in case.flags else _NOT_NOTED,
        "age": -1 if case.age is None else case.age,
        "is_represented": int(Known.YES) if has_lawyer else _NOT_NOTED,
        "stop_channels": _stopped(case.stopped),
    }


def _claim(case: CaseRow, at: int) -> dict[str, Any]:
    has_plan = "arrangement_active" in case.flags or case.has("arrangement")
    status = ArrangementStatus.GOOD_STANDING if has_plan else ArrangementStatus.NONE
    return {
        "product": int(case.product),
        "days_past_due": -1 if case.days_past_due is None else case.days_past_due,
        "limitation_from_day": _limitation_from(case, at),
        "arrangement": int(status),
        "has_open_complaint": int(_known("complaint_open" in case.flags or case.has("complaint"))),
        "has_open_dispute": int(_known(case.has("dispute"))),
        "is_in_hardship": int(_known(case.has("hardship"))),
        "is_paused": int(_known(bool(case.pauses))),
        "review": int(ReviewState.NONE),
    }


def _limitation_from(case: CaseRow, at: int) -> int:
    """Return the day on which a debt fell due that may be past its limitation; else none.

    What could have restarted the period, nobody has proved here, so an old debt is held until a
    lawyer has looked. A younger one raises no question.
    """
    if case.days_past_due is None or case.days_past_due < _OLD_DAYS:
        return int(NO_DAY)
    return day_number(local_day(instant_of(at))) - case.days_past_due


def _notice(case: CaseRow) -> dict[str, Any]:
    notice = case.notice
    return {
        "notice_sent": int(_known(notice is not None and not notice.was_declined)),
        "notice_at": int(NO_INSTANT) if notice is None else instant_number(notice.sent_at),
        "notice_may_decline": int(_known(notice is not None and notice.offers_decline)),
        "is_confirmed": int(_known(notice is not None and notice.was_confirmed)),
    }


def _known(truth: bool) -> Known:
    return Known.YES if truth else Known.NO


def _stopped(channels: str) -> int:
    if not channels:
        return 0
    words = channels.split()
    known = {word.lower() for word in Stopped.__members__}
    return int(Stopped.of(*words)) if set(words) <= known else STOP_UNKNOWN


def _vulnerabilities(cases: Sequence[CaseRow]) -> VulnerabilityColumns:
    kinds = {
        "illness": VulnerabilityKind.ILLNESS,
        "bereavement": VulnerabilityKind.BEREAVEMENT,
        "hospitalised": VulnerabilityKind.HOSPITAL,
    }
    notes = [
        (case.person_id, kinds[reason], day_number(local_day(at)))
        for case in cases
        for reason, at in case.pauses
        if reason in kinds
    ]
    return VulnerabilityColumns.build(
        len(notes),
        person_id=[note[0] for note in notes],
        kind=[int(note[1]) for note in notes],
        noted_day=[note[2] for note in notes],
    )


def _wishes(cases: Sequence[CaseRow]) -> WishColumns:
    said = {case.person_id: case.wish for case in cases if case.wish is not None}
    return WishColumns.build(
        len(said), is_only=True, person_id=list(said),
        from_second=[wish.from_hour * 3600 for wish in said.values()],
        to_second=[wish.to_hour * 3600 for wish in said.values()],
        weekdays=[wish.weekdays for wish in said.values()],
    )  # fmt: skip


def _consents(cases: Sequence[CaseRow]) -> ConsentColumns:
    """Return each booked visit as the consent to it: it begins so that its stay fits as well."""
    booked = {
        (each.borrower_id, each.starts_at, each.ends_at)
        for each in (case.appointment for case in cases)
        if each is not None
    }
    rows = sorted(booked)
    return ConsentColumns.build(
        len(rows), kind=int(ConsentKind.APPOINTMENT), channels=1 << int(Channel.VISIT),
        person_id=[person for person, _, _ in rows],
        given_at=[instant_number(starts) for _, starts, _ in rows],
        ends_at=[instant_number(ends) - VISIT_SECONDS + 1 for _, _, ends in rows],
    )  # fmt: skip


def treatment_mask(
    judgement: Judgement, cases: Sequence[CaseRow], legal_after_days: int, on: date
) -> np.ndarray:
    """Return which treatments are open to each case, shape ``(n, 7)``; "none" always is.

    A paused case is left in peace altogether, even where the law would let a letter pass; and
    of several cases of one borrower only one is treated on a day. Who booked a visit gets that
    one and no other before it.

    Args:
        judgement: What the law says about the six requests of each case.
        cases: The portfolio.
        legal_after_days: House policy: a case goes to the lawyers after so many days at least,
            and, as with a visit, only when other channels were tried in vain.
        on: The day.
    """
    mask = np.zeros((len(cases), len(Treatment)), dtype=bool)
    mask[:, Treatment.NONE] = True
    table = judgement.is_allowed.reshape(len(cases), len(CONTACTS))
    for column, (treatment, *_rest) in enumerate(CONTACTS):
        mask[:, treatment] = table[:, column]
    late = np.array([(case.days_past_due or 0) >= legal_after_days for case in cases], dtype=bool)
    visits = np.arange(len(cases)) * len(CONTACTS) + VISIT_COLUMN
    tried = judgement.answer("HP-VISIT-LAST")[visits] == Answer.ALLOW
    mask[:, Treatment.LEGAL_REFERRAL] &= late & tried
    waits = np.array([case.waits_on(on) for case in cases], dtype=bool)
    mask[:, Treatment.VISIT] &= ~waits
    free = np.array([case.is_lead and not case.pauses for case in cases], dtype=bool)
    mask[:, Treatment.NONE + 1 :] &= free[:, None]
    return mask
