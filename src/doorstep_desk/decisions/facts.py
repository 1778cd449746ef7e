"""What does the core see when it judges a portfolio?"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta

import numpy as np

from doorstep.facts.columns import PortfolioFacts
from doorstep.ledger.balance import balances
from doorstep.ledger.days_past_due import days_past_due
from doorstep.terms.codes import Product
from doorstep.terms.local_time import beijing_instant, day_number
from doorstep_desk.appointments.appointed import Appointment
from doorstep_desk.appointments.facts import appointments_ahead
from doorstep_desk.arrangements.facts import promise_columns
from doorstep_desk.attempts.facts import attempt_columns
from doorstep_desk.cases.facts import (
    CaseHeader,
    case_headers,
    open_account_ids,
    open_flags,
    points_by_borrower,
    time_wishes,
)
from doorstep_desk.complaints.queries import live_stops, pause_reasons
from doorstep_desk.decisions.portfolio import CaseRow, NoticeSeen, age_on
from doorstep_desk.declarations.facts import DeclaredFacts, declared_facts
from doorstep_desk.payments.facts import owed_columns, payment_columns


@dataclass(frozen=True, slots=True)
class DayFacts:
    """Everything known about a portfolio when a day begins.

    Attributes:
        on: The day.
        facts: Money and contact, as columns, for training and scoring.
        cases: Open cases with something overdue, in the order of their ids.
        declared: What agency and lenders declared about how they work.
        digest: Hash of all of it; equal digests mean that nothing changed.
    """

    on: date
    facts: PortfolioFacts
    cases: tuple[CaseRow, ...]
    declared: DeclaredFacts
    digest: str


def day_facts(
    agency_id: int, on: date, as_of: datetime, notices: Mapping[int, NoticeSeen]
) -> DayFacts:
    """Return what is known of an agency's portfolio at an instant of a day.

    Args:
        agency_id: Whose portfolio.
        on: The day; payments count when their value date lies before it.
        as_of: Attempts and promises count up to here.
        notices: Announcements of visits that cover the day, by case.
    """
    accounts = owed_columns(agency_id, on)
    headers = case_headers(agency_id, np.unique(accounts.case_id))
    persons = {header.person_key: header.borrower_id for header in headers.values()}
    facts = PortfolioFacts(
        as_of=as_of,
        accounts=accounts,
        attempts=attempt_columns(agency_id, persons, as_of),
        payments=payment_columns(agency_id, on),
        promises=promise_columns(agency_id, as_of),
    )
    cases = _cases(agency_id, on, facts, notices)
    declared = declared_facts(agency_id, on, as_of)
    return DayFacts(on, facts, cases, declared, _digest(on, facts, cases, declared))


def _cases(
    agency_id: int, on: date, facts: PortfolioFacts, notices: Mapping[int, NoticeSeen]
) -> tuple[CaseRow, ...]:
    sums = _sums(facts, on, open_account_ids(agency_id, on))
    headers = case_headers(agency_id, np.array(list(sums), dtype=np.int64))
    flags, pauses = open_flags(agency_id), pause_reasons(agency_id, on)
    stops = live_stops(agency_id, facts.as_of)
    wishes = time_wishes(facts.as_of, agency_id=agency_id)
    points = points_by_borrower(agency_id, on)
    since = max(facts.as_of, beijing_instant(on, 0))
    booked = appointments_ahead(facts.as_of, since, agency_id=agency_id)
    leads = _lead_cases({case: headers[case].borrower_id for case in sums}, sums)
    leads = _booked_lead(leads, [each for each in booked.values() if each.on == on], headers, sums)
    return tuple(
        CaseRow(
            case_id=case, person_id=headers[case].borrower_id, account_id=oldest.account_id,
            creditor_id=headers[case].creditor_id, product=oldest.product,
            outstanding_fen=oldest.outstanding_fen, days_past_due=oldest.days_past_due,
            age=age_on(headers[case].birth_on, on), language=headers[case].language,
            flags=frozenset(flags.get(case, ())), pauses=tuple(pauses.get(case, ())),
            stopped=stops.get(headers[case].borrower_id, ""),
            points=tuple(points.get(headers[case].borrower_id, ())),
            notice=notices.get(case), is_lead=case in leads,
            wish=wishes.get(headers[case].borrower_id),
            appointment=booked.get(headers[case].borrower_id),
        )
        for case, oldest in sorted(sums.items())
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sums:
    account_id: int
    product: Product
    outstanding_fen: int
    days_past_due: int | None


def _sums(facts: PortfolioFacts, on: date, worked: set[int]) -> dict[int, _Sums]:
    """Return the overdue cases: what is owed, and the account that has been due the longest."""
    accounts = facts.accounts
    today = day_number(on)
    owed = balances(accounts, facts.payments, today).owed_fen
    late = days_past_due(accounts.due_day, today)
    found: dict[int, _Sums] = {}
    for row in np.flatnonzero(owed > 0):
        days = int(late[row])
        if days == 0 or int(accounts.account_id[row]) not in worked:
            continue  # not due yet, or not ours to work any more
        case = int(accounts.case_id[row])
        mine = _Sums(
            int(accounts.account_id[row]), Product(int(accounts.product[row])), int(owed[row]),
            days if days > 0 else None,
        )  # fmt: skip
        found[case] = _longest(found[case], mine) if case in found else mine
    return found


def _longest(one: _Sums, other: _Sums) -> _Sums:
    older = one if (one.days_past_due or 0) >= (other.days_past_due or 0) else other
    return _Sums(
        older.account_id, older.product, one.outstanding_fen + other.outstanding_fen,
        older.days_past_due,
    )  # fmt: skip


def _lead_cases(borrower_of: Mapping[int, int], sums: Mapping[int, _Sums]) -> set[int]:
    """Return for each borrower the case with the largest debt: one treatment a day and person."""
    best: dict[int, int] = {}
    for case, borrower in borrower_of.items():
        held = best.get(borrower)
        if held is None or (sums[case].outstanding_fen, -case) > (
            sums[held].outstanding_fen, -held
        ):  # fmt: skip
            best[borrower] = case
    return set(best.values())


def _booked_lead(
    leads: set[int],
    booked: Sequence[Appointment],
    headers: Mapping[int, CaseHeader],
    sums: Mapping[int, _Sums],
) -> set[int]:
    """Return the leading cases of a day on which a booked visit comes before the larger debt."""
    about = {each.borrower_id: each.case_id for each in booked if each.case_id in sums}
    others = {case for case in leads if headers[case].borrower_id not in about}
    return others | set(about.values())


def _digest(
    on: date, facts: PortfolioFacts, cases: tuple[CaseRow, ...], declared: DeclaredFacts
) -> str:
    seal = hashlib.sha256(on.isoformat().encode())
    for group in (facts.accounts, facts.attempts, facts.payments, facts.promises):
        for field in fields(group):
            seal.update(np.ascontiguousarray(getattr(group, field.name)).tobytes())
    for case in cases:
        seal.update(repr((sorted(case.flags), replace(case, flags=frozenset()))).encode())
    lenders = sorted((key, sorted(row.items())) for key, row in declared.lenders.items())
    seal.update(repr((sorted(declared.agency.items()), lenders)).encode())
    return seal.hexdigest()


def whole_history(agency_id: int, until: date) -> PortfolioFacts:
    """Return everything in the store up to the end of a day, for measuring what came of it."""
    as_of = beijing_instant(until + timedelta(days=1), 0)
    accounts = owed_columns(agency_id, until)
    return PortfolioFacts(
        as_of=as_of,
        accounts=accounts,
        attempts=attempt_columns(agency_id, {}, as_of),
        payments=payment_columns(agency_id, until + timedelta(days=1)),
        promises=promise_columns(agency_id, as_of),
    )
