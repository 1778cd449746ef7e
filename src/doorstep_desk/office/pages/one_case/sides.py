"""What stands beside a case: ways to reach the borrower, the account, promises, statements."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final

from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.cases.queries import flags_of, points_of
from doorstep_desk.office.presentation.case import LedgerLine, PointLine, PromiseLine
from doorstep_desk.office.presentation.parts import Statement
from doorstep_desk.office.presentation.words import person_of, said
from doorstep_desk.plumbing.speech import say
from doorstep_desk.visits.queries import reasons_of_case

_ROLES: Final = {"mobile": "self", "landline": "home", "contact_person": "other"}
"""Roles as kept, in the words of the page."""

_HISTORY: Final = "history"


def point_lines(borrower_id: int, shown: Mapping[int, str]) -> tuple[PointLine, ...]:
    """Return the ways to reach a borrower, the surest first.

    Args:
        borrower_id: Whose.
        shown: Those that may be shown in full, by identifier; all others are masked.
    """
    return tuple(_point(row, shown) for row in points_of(borrower_id))


def _point(row: Any, shown: Mapping[int, str]) -> PointLine:
    verified_at = row.last_verified_at
    return PointLine(
        point_id=row.pk, kind=row.kind, role=_ROLES.get(row.role, row.role),
        masked=shown.get(row.pk, row.masked),
        confidence=row.confidence, provenance=row.provenance, sourced_on=None,
        verified_at=verified_at.astimezone(BEIJING) if verified_at else None,
        is_valid=row.valid, place=" ".join(each for each in (row.county, row.town) if each),
        accuracy_metres=row.accuracy_metres, is_synthetic=row.is_synthetic,
        is_shown=row.pk in shown,
    )  # fmt: skip


def ledger_lines(accounts: Sequence[Any], payments: Iterable[Any]) -> tuple[LedgerLine, ...]:
    """Return what was placed and what was paid since, the newest first."""
    lines = [
        LedgerLine(
            account.placed_on, "placed",
            say("委案 ", "placed ") + (account.loan_no or account.contract_no or account.key),
            due_fen=account.owed_fen,
        )
        for account in accounts
    ]  # fmt: skip
    begins = min((account.placed_on for account in accounts), default=None)
    known = list(payments)
    back = {row.reverses_id for row in known}
    lines += [_payment(row, back) for row in known if begins is None or row.received_on >= begins]
    return tuple(sorted(lines, key=lambda line: line.on, reverse=True))


def _payment(row: Any, back: Container[int]) -> LedgerLine:
    if row.amount_fen < 0:
        text = say("冲正", "reversal")
        return LedgerLine(row.received_on, "reversal", text, paid_fen=row.amount_fen)
    text = row.paid_through or say("还款", "payment")
    receipt = None if row.pk in back else row.pk
    return LedgerLine(
        row.received_on, "payment", text, paid_fen=row.amount_fen, payment_id=receipt
    )


def promise_lines(promises: Iterable[Any], names: Mapping[str, str]) -> tuple[PromiseLine, ...]:
    """Return promises as lines, with the names for people of those who took them."""
    return tuple(_promise(row, names) for row in promises)


def _promise(row: Any, names: Mapping[str, str]) -> PromiseLine:
    outcome = getattr(row, "outcome", None)
    return PromiseLine(
        amount_fen=row.amount_fen,
        due_on=row.due_on,
        state="open" if outcome is None else outcome.state,
        paid_fen=0 if outcome is None else outcome.paid_fen,
        taken_by=taken_by(row.taken_by, names),
    )


def taken_by(name: str, names: Mapping[str, str]) -> str:
    """Return who took a promise; those of an imported history have nobody's name."""
    return say("历史资料", "earlier records") if name == _HISTORY else person_of(name, names)


def statements_of(case_id: int) -> tuple[Statement, ...]:
    """Return remarks to respect and what the borrower said, with days."""
    flags = [
        Statement(said(row.flag, "flag"), row.noted_on, "flag")
        for row in flags_of(case_id)
        if row.reviewed_at is None
    ]
    return (*flags, *_said(reasons_of_case(case_id)[:2]))


def _said(reasons: Iterable[tuple[str, Any]]) -> Iterable[Statement]:
    return [Statement(said(word, "late_reason"), local_day(at)) for word, at in reasons]
