"""What can be said about one case or a few on a day, with nothing else of the portfolio read?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import numpy as np

from doorstep.compliance.history import Attempts
from doorstep.compliance.later import next_allowed
from doorstep.facts.columns import PortfolioFacts
from doorstep.probability.axes import Index, indices
from doorstep.probability.features import feature_matrix
from doorstep.probability.fit import FittedHead
from doorstep.probability.heads import Head
from doorstep.probability.reasons import Explanation, explain
from doorstep.terms.codes import Channel, Product
from doorstep.terms.local_time import beijing_instant, instant_number
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.appointments.facts import appointment_of, appointments_ahead
from doorstep_desk.arrangements.facts import promise_columns
from doorstep_desk.attempts.facts import attempts_of_borrower
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.cases.facts import (
    CasePoint,
    case_point,
    open_flags,
    time_wish_of,
    time_wishes,
)
from doorstep_desk.cases.lists import points_of_borrowers
from doorstep_desk.cases.queries import accounts_of, accounts_of_cases, flags_of, points_of
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.complaints.queries import live_stops, pause_reasons, running_pauses
from doorstep_desk.decisions.chances import CONTACT_HOUR
from doorstep_desk.decisions.portfolio import CaseRow, NoticeSeen, age_on
from doorstep_desk.decisions.requests import VISIT_COLUMN, Workers, contact_requests
from doorstep_desk.payments.facts import owed_columns, payment_columns
from doorstep_desk.payments.left import left_by_account
from doorstep_desk.payments.queries import outstanding_of_case
from doorstep_desk.policies.facts import rulebook_for_agency

_PRODUCTS: Final = {product.word: product for product in Product}


@dataclass(frozen=True, slots=True)
class CaseAsked:
    """Which case is asked about, and as of when.

    Attributes:
        case: The case with its borrower.
        on: The day.
        as_of: What became known later does not count.
        notice: Announcement of a visit that covers the day, or None.
        workers: Who could visit, and what was declared about how.
    """

    case: Any
    on: date
    as_of: datetime
    notice: NoticeSeen | None
    workers: Workers


def next_visit_allowed(asked: CaseAsked) -> datetime | None:
    """Return the earliest instant at which a visit would be allowed, all else unchanged."""
    row = case_row(asked)
    if row is None:
        return None
    known_at = instant_number(asked.as_of)
    requests = contact_requests([row], asked.on, known_at, asked.workers)
    history = Attempts.of(attempts_of_borrower(row.person_id, asked.as_of))
    rulebook = rulebook_for_agency(asked.case.agency_id, asked.on)
    calendar = calendar_for_agency(asked.case.agency_id)
    return next_allowed(requests, VISIT_COLUMN, history, rulebook, calendar)


def case_row(asked: CaseAsked) -> CaseRow | None:
    """Return a case as decisions see it, or None when nothing of it is worked any more."""
    case, on, as_of = asked.case, asked.on, asked.as_of
    pauses = running_pauses(case.agency_id, on).filter(case_id=case.pk)
    known = _Known(
        worked=[each for each in accounts_of(case.pk) if each.recalled_on is None],
        owed_fen=outstanding_of_case(case.pk, on).fen,
        flags={row.flag for row in flags_of(case.pk) if row.reviewed_at is None},
        pauses=pauses.values_list("reason", "starts_at"),
        stopped=live_stops(case.agency_id, as_of).get(case.borrower_id, ""),
        points=points_of(case.borrower_id),
        wish=time_wish_of(case.borrower_id, as_of),
        appointment=appointment_of(case.borrower_id, as_of, _begins(on, as_of)),
    )
    return _row(asked, known)


def case_rows(asked: Sequence[CaseAsked]) -> list[CaseRow | None]:
    """Return several cases of one agency as ``case_row`` does, in a constant number of queries.

    Args:
        asked: The cases, all about the same day as of the same instant.
    """
    if not asked:
        return []
    agency, on, as_of = asked[0].case.agency_id, asked[0].on, asked[0].as_of
    case_ids = [each.case.pk for each in asked]
    borrowers = {each.case.borrower_id for each in asked}
    worked: dict[int, list[Any]] = {}
    for row in accounts_of_cases(case_ids):
        worked.setdefault(row.case_id, []).append(row)
    left = left_by_account([row.pk for rows in worked.values() for row in rows], on)
    flags, stops = open_flags(agency, case_ids), live_stops(agency, as_of)
    pauses = pause_reasons(agency, on, case_ids)
    points = points_of_borrowers(borrowers)
    wishes = time_wishes(as_of, borrower_ids=borrowers)
    booked = appointments_ahead(as_of, _begins(on, as_of), borrower_ids=borrowers)
    found = []
    for each in asked:
        case, borrower = each.case.pk, each.case.borrower_id
        accounts = worked.get(case, [])
        known = _Known(
            accounts, sum(left[row.pk] for row in accounts), flags.get(case, ()),
            pauses.get(case, ()), stops.get(borrower, ""), points.get(borrower, ()),
            wishes.get(borrower), booked.get(borrower),
        )  # fmt: skip
        found.append(_row(each, known))
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one case: accounts that are worked, sums, and what limits contact."""

    worked: Sequence[Any]
    owed_fen: int
    flags: Iterable[str]
    pauses: Iterable[tuple[str, datetime]]
    stopped: str
    points: Sequence[Any]
    wish: WishedTime | None
    appointment: Appointment | None


def _begins(on: date, as_of: datetime) -> datetime:
    """Return since when a booked visit must not be over to count on a day."""
    return max(as_of, beijing_instant(on, 0))


def _row(asked: CaseAsked, known: _Known) -> CaseRow | None:
    case, on = asked.case, asked.on
    if not known.worked:
        return None
    oldest = min(known.worked, key=lambda each: (each.due_on is None, each.due_on or on, each.pk))
    return CaseRow(
        case_id=case.pk, person_id=case.borrower_id, account_id=oldest.pk,
        creditor_id=case.creditor_id, product=_PRODUCTS.get(oldest.product, Product.OTHER),
        outstanding_fen=known.owed_fen,
        days_past_due=max(0, (on - oldest.due_on).days) if oldest.due_on else None,
        age=age_on(case.borrower.birth_on, on), language=case.borrower.language,
        flags=frozenset(known.flags), pauses=tuple(known.pauses), stopped=known.stopped,
        points=usable_points(known.points, on), notice=asked.notice, is_lead=True,
        wish=known.wish, appointment=known.appointment,
    )  # fmt: skip


def usable_points(rows: Sequence[Any], on: date) -> tuple[CasePoint, ...]:
    """Return the contact points by which the borrower may be reached, as they stand on a day."""
    return tuple(
        case_point(row, on)
        for row in rows
        if row.valid is not False and row.role != "contact_person"
    )


def contact_reasons(
    head: FittedHead, asked: CaseAsked, facts: PortfolioFacts, channel: Channel
) -> Explanation:
    """Return why the chance of reaching somebody is what it is."""
    channels = np.array([int(channel)], dtype=np.int8)
    matrix = feature_matrix(facts, Head.CONTACT, *_instant(asked), channels)
    return explain(head.model, matrix, 0)


def payment_reasons(head: FittedHead, asked: CaseAsked, facts: PortfolioFacts) -> Explanation:
    """Return why the chance of a payment within 14 days is what it is."""
    matrix = feature_matrix(facts, Head.PAID_WITHIN_14_DAYS, *_instant(asked))
    return explain(head.model, matrix, 0)


def two_axes(head: FittedHead, asked: CaseAsked, facts: PortfolioFacts) -> tuple[Index, ...]:
    """Return how able and how willing somebody seems to pay, each with its own reasons."""
    matrix = feature_matrix(facts, Head.PAID_WITHIN_14_DAYS, *_instant(asked))
    return indices(head.model, matrix, 0)


def _instant(asked: CaseAsked) -> tuple[np.ndarray, np.ndarray]:
    at = instant_number(beijing_instant(asked.on, CONTACT_HOUR))
    return np.array([asked.case.pk], dtype=np.int64), np.array([at], dtype=np.int64)


def facts_of(asked: CaseAsked) -> PortfolioFacts:
    """Return what was known of the borrower; read once for all chances of a case."""
    return facts_of_borrower(asked.case, asked.on, asked.as_of)


def facts_of_borrower(case: Any, on: date, as_of: datetime) -> PortfolioFacts:
    """Return what was known of the borrower of a case at an instant of a day."""
    agency, borrower = case.agency_id, case.borrower_id
    return PortfolioFacts(
        as_of=as_of,
        accounts=owed_columns(agency, on, borrower),
        attempts=attempts_of_borrower(borrower, as_of),
        payments=payment_columns(agency, on, borrower),
        promises=promise_columns(agency, as_of, borrower),
    )
