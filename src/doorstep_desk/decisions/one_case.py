"""What can be said about one case or a few on a day, with nothing else of the portfolio read?"""

from collections.abc import Mapping, Sequence
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
from doorstep_desk.appointments.facts import appointments_ahead
from doorstep_desk.arrangements.facts import promise_columns
from doorstep_desk.attempts.facts import attempts_of_borrower
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.cases.facts import (
    CasePoint,
    case_point,
    open_flags,
    time_wishes,
)
from doorstep_desk.cases.lists import points_of_borrowers
from doorstep_desk.cases.queries import accounts_of_cases
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.complaints.queries import live_stops, pause_reasons
from doorstep_desk.decisions.chances import CONTACT_HOUR
from doorstep_desk.decisions.portfolio import CaseRow, NoticeSeen, age_on
from doorstep_desk.decisions.requests import VISIT_COLUMN, Workers, contact_requests
from doorstep_desk.payments.facts import owed_columns, payment_columns
from doorstep_desk.payments.left import left_by_account
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
    return case_rows([asked])[0]


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
    begins = max(as_of, beijing_instant(on, 0))  # a booked visit that is over does not count
    known = _Known(
        worked,
        left_by_account([row.pk for rows in worked.values() for row in rows], on),
        open_flags(agency, case_ids),
        pause_reasons(agency, on, case_ids),
        live_stops(agency, as_of),
        points_of_borrowers(borrowers),
        time_wishes(as_of, borrower_ids=borrowers),
        appointments_ahead(as_of, begins, borrower_ids=borrowers),
    )
    return [_row(each, known) if each.case.pk in worked else None for each in asked]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of some cases.

    Attributes:
        worked: Accounts that are worked, by case.
        left_fen: What is left, by account.
        flags: Not reviewed yet, by case.
        pauses: Running, by case.
        stops: Channels that a borrower does not want.
        points: Of each borrower, the surest first.
        wishes: Of each borrower about times.
        booked: Visits of each borrower.
    """

    worked: Mapping[int, Sequence[Any]]
    left_fen: Mapping[int, int]
    flags: Mapping[int, set[str]]
    pauses: Mapping[int, Sequence[tuple[str, datetime]]]
    stops: Mapping[int, str]
    points: Mapping[int, Sequence[Any]]
    wishes: Mapping[int, WishedTime]
    booked: Mapping[int, Appointment]


def _row(asked: CaseAsked, known: _Known) -> CaseRow:
    case, on = asked.case, asked.on
    worked, borrower = known.worked[case.pk], case.borrower_id
    oldest = min(worked, key=lambda each: (each.due_on is None, each.due_on or on, each.pk))
    return CaseRow(
        case_id=case.pk, person_id=borrower, account_id=oldest.pk,
        creditor_id=case.creditor_id, product=_PRODUCTS.get(oldest.product, Product.OTHER),
        outstanding_fen=sum(known.left_fen[row.pk] for row in worked),
        days_past_due=max(0, (on - oldest.due_on).days) if oldest.due_on else None,
        age=age_on(case.borrower.birth_on, on), language=case.borrower.language,
        flags=frozenset(known.flags.get(case.pk, ())),
        pauses=tuple(known.pauses.get(case.pk, ())),
        stopped=known.stops.get(borrower, ""),
        points=usable_points(known.points.get(borrower, ()), on), notice=asked.notice,
        is_lead=True, wish=known.wishes.get(borrower), appointment=known.booked.get(borrower),
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
