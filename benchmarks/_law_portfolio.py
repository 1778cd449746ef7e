"""A drawn portfolio of planned contacts in China, with the oddities of a real one.

Nobody in it exists. Most facts are in order; each odd one occurs in about one row of a hundred, so
that no column is the same throughout a block.
"""

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.tables import ConsentColumns, WishColumns
from doorstep.compliance.history import Attempts
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.words import (
    ArrangementStatus,
    ConsentKind,
    CreditorKind,
    Dress,
    FoundBy,
    Jurisdiction,
    Life,
    OrgKind,
    PlaceKind,
    Relation,
    ReviewState,
)
from doorstep.terms.codes import (
    Channel,
    Direction,
    Disposition,
    Known,
    Product,
    Provenance,
    Purpose,
)
from doorstep.terms.local_time import NO_DAY, day_number

DAY = 86_400
TODAY = date(2026, 3, 4)
MIDNIGHT = day_number(TODAY) * DAY - 8 * 3600
ZONES = (("Asia/Shanghai",), ("Asia/Shanghai", "Asia/Urumqi"))
ODD = 0.01
"""Share of rows in which a fact is out of order or unknown."""

Rng = np.random.Generator


def requests_for(
    rng: Rng, n: int, persons: int, channel: Channel | None = None
) -> ContactRequests:
    """Return ``n`` planned contacts with borrowers 0 to ``persons - 1``."""
    person = np.arange(n, dtype=np.int64) % persons
    at = MIDNIGHT + rng.integers(6 * 3600, 23 * 3600, n)
    channels = _channels(rng, n) if channel is None else np.full(n, channel, dtype=np.int8)
    medium = np.where(channels == Channel.THIRD_PARTY, Channel.CALL, channels)
    target = np.where(channels == Channel.THIRD_PARTY, person + persons, person)
    return ContactRequests.build(
        n,
        zone_sets=ZONES,
        zone_set=(rng.random(n) < 0.03).astype(np.int8),
        person_id=person,
        target_id=target,
        at=at,
        channel=channels,
        medium=medium,
        relation=np.where(channels == Channel.THIRD_PARTY, Relation.PARENT, Relation.SELF),
        jurisdictions=int(Jurisdiction.CN),
        consents=_consents(rng, persons),
        wishes=WishColumns.build(0),
        **_claims(rng, n),
        **_contacts(rng, n),
        **_visits(rng, n),
    )


def _channels(rng: Rng, n: int) -> NDArray[np.int8]:
    kinds = [Channel.CALL, Channel.SMS, Channel.VISIT, Channel.LETTER, Channel.THIRD_PARTY]
    return rng.choice(kinds, n, p=[0.45, 0.27, 0.2, 0.06, 0.02]).astype(np.int8)


def _odd(rng: Rng, n: int, usual: int, *odd: int) -> NDArray[np.int8]:
    """Return a column that is usual but for a few rows."""
    column = np.full(n, usual, dtype=np.int8)
    rows = np.flatnonzero(rng.random(n) < ODD)
    column[rows] = rng.choice(odd, len(rows))
    return column


def _claims(rng: Rng, n: int) -> dict[str, Any]:
    products = [Product.CONSUMER_LOAN, Product.BUSINESS_LOAN, Product.CARD]
    creditors = [CreditorKind.BANK, CreditorKind.CONSUMER_FINANCE_COMPANY]
    creditors.append(CreditorKind.MICRO_LOAN_COMPANY)
    kept, none = ArrangementStatus.GOOD_STANDING, ArrangementStatus.NONE
    return {
        "product": rng.choice(products, n, p=[0.7, 0.2, 0.1]),
        "creditor_kind": rng.choice(creditors, n, p=[0.5, 0.4, 0.1]),
        "account_id": np.arange(n, dtype=np.int64),
        "creditor_id": rng.integers(0, 3, n),
        "days_past_due": rng.integers(1, 400, n),
        "is_lawful": _odd(rng, n, Known.YES, Known.UNKNOWN),
        "arrangement": _odd(rng, n, none, kept, ArrangementStatus.UNKNOWN),
        "has_open_complaint": _odd(rng, n, Known.NO, Known.YES, Known.UNKNOWN),
        "is_paused": _odd(rng, n, Known.NO, Known.YES),
        "review": _odd(rng, n, ReviewState.NONE, ReviewState.OPEN),
        "has_no_contact_order": _odd(rng, n, Known.NO, Known.YES),
        "has_outsourcing_notice": _odd(rng, n, Known.YES, Known.NO, Known.UNKNOWN),
        "is_listed_agency": _odd(rng, n, Known.YES, Known.NO),
        "agency_tier": _odd(rng, n, 1, 2),
        "has_violent_record": _odd(rng, n, Known.NO, Known.UNKNOWN),
        "limitation_from_day": day_number(TODAY) - rng.integers(1, 1400, n),
        "previous_cycle_ended_day": NO_DAY,
        "is_assigned": rng.random(n) < ODD,
        "has_assignment_notice": Known.YES,
        "has_transfer_basis": Known.YES,
    }


def _contacts(rng: Rng, n: int) -> dict[str, Any]:
    purposes = [Purpose.COLLECT, Purpose.REMIND, Purpose.NOTIFY, Purpose.SERVICE]
    return {
        "purpose": rng.choice(purposes, n, p=[0.6, 0.2, 0.1, 0.1]),
        "point_id": rng.integers(0, 3 * n, n),
        "org_kind": rng.choice([OrgKind.AGENCY, OrgKind.CREDITOR], n, p=[0.8, 0.2]),
        "is_ai": rng.random(n) < 0.05,
        "is_ai_checked": Known.YES,
        "provenance": _odd(rng, n, Provenance.CONTRACT, Provenance.UNKNOWN, Provenance.BOUGHT),
        "life": _odd(rng, n, Life.ALIVE, Life.DECEASED, Life.UNKNOWN),
        "has_capacity": _odd(rng, n, Known.YES, Known.UNKNOWN),
        "is_reachable": Known.YES,
        "has_invalid_reserved_point": _odd(rng, n, Known.NO, Known.YES),
        "age": rng.integers(20, 78, n),
        "is_represented": _odd(rng, n, Known.NO, Known.YES, Known.UNKNOWN),
        "stop_channels": np.where(rng.random(n) < 0.02, rng.integers(0, 255, n), 0),
        "is_vulnerability_known": rng.random(n) >= ODD,
        "is_agreed_contact": Known.YES,
        "mentions_debt": _odd(rng, n, Known.NO, Known.YES),
        "names_institution": _odd(rng, n, Known.YES, Known.NO, Known.UNKNOWN),
        "poses_as_other": _odd(rng, n, Known.NO, Known.YES),
        "has_invented_consequence": _odd(rng, n, Known.NO, Known.YES),
        "matches_ledger": _odd(rng, n, Known.YES, Known.NO),
        "has_threat_or_insult": _odd(rng, n, Known.NO, Known.YES),
        "urges_new_borrowing": _odd(rng, n, Known.NO, Known.YES),
        "is_in_own_language": Known.YES,
        "uses_private_device": _odd(rng, n, Known.NO, Known.YES),
        "has_registered_number": _odd(rng, n, Known.YES, Known.NO, Known.UNKNOWN),
        "tactics": np.where(rng.random(n) < ODD, 1 << rng.integers(0, 20, n), 0),
    }


def _visits(rng: Rng, n: int) -> dict[str, Any]:
    later = day_number(date(2030, 1, 1))
    return {
        "matches_faces": _odd(rng, n, Known.NO, Known.YES),
        "has_working_recorder": _odd(rng, n, Known.YES, Known.NO, Known.UNKNOWN),
        "agents_have_violent_record": _odd(rng, n, Known.NO, Known.UNKNOWN),
        "longest_since_training_days": rng.integers(0, 370, n),
        "notice_sent": _odd(rng, n, Known.YES, Known.NO, Known.UNKNOWN),
        "notice_seconds_before": rng.integers(20, 72, n) * 3600,
        "notice_may_decline": _odd(rng, n, Known.YES, Known.NO),
        "is_confirmed": _odd(rng, n, Known.NO, Known.YES),
        "is_requested": rng.random(n) < 0.1,
        "place": _odd(rng, n, PlaceKind.HOME, PlaceKind.WORK, PlaceKind.UNKNOWN),
        "is_inside": _odd(rng, n, Known.NO, Known.YES),
        "found_by": _odd(rng, n, FoundBy.CONTRACT, FoundBy.TRACKING),
        "team_size": _odd(rng, n, 2, 1, 3),
        "certified_until_day": later,
        "first_certificate_ends_day": later,
        "dress": _odd(rng, n, Dress.DECENT, Dress.UNKNOWN),
        "has_id_documents": _odd(rng, n, Known.YES, Known.NO),
        "has_authority_letter": Known.YES,
        "has_loan_sheet": Known.YES,
    }


def _consents(rng: Rng, persons: int) -> ConsentColumns:
    n = persons // 20
    kinds = [ConsentKind.QUIET_HOURS, ConsentKind.ENTRY, ConsentKind.REMINDERS]
    return ConsentColumns.build(
        n,
        person_id=rng.integers(0, persons, n),
        kind=rng.choice(kinds, n),
        given_at=MIDNIGHT - rng.integers(0, 300 * DAY, n),
        from_second=21 * 3600,
        to_second=23 * 3600,
    )


def attempts_for(rng: Rng, n: int, persons: int) -> Attempts:
    """Return ``n`` past attempts of the last hundred days, unsorted."""
    at = MIDNIGHT + 6 * 3600 - (rng.random(n) ** 2 * 100 * DAY).astype(np.int64)
    kinds = [Channel.CALL, Channel.SMS, Channel.VISIT, Channel.LETTER]
    ends = [Disposition.NO_ANSWER, Disposition.RIGHT_PARTY_CONTACT, Disposition.BUSY]
    ends += [Disposition.DELIVERED, Disposition.NOBODY_MET, Disposition.CONNECTED_SHORT]
    return Attempts.build(
        n,
        person_id=rng.integers(0, persons, n),
        point_id=rng.integers(0, 3 * persons, n),
        account_id=rng.integers(0, persons, n),
        creditor_id=rng.integers(0, 3, n),
        at=at,
        received_at=at + 60,
        channel=rng.choice(kinds, n, p=[0.6, 0.3, 0.05, 0.05]),
        purpose=rng.choice([Purpose.COLLECT, Purpose.REMIND, Purpose.NOTIFY], n),
        direction=Direction.OUTBOUND,
        disposition=rng.choice(ends, n, p=[0.45, 0.15, 0.1, 0.2, 0.05, 0.05]),
        is_own=True,
        is_reserved=True,
    )
