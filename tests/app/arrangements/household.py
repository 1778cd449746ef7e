"""A household of Yanji whose month leaves something over, and terms that it could bear."""

from datetime import date, timedelta

from tests.app.portfolio import DAY, NOON, OWED_FEN

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Instalment
from doorstep.affordability.sheet import Figure, Household, Income, Sheet
from doorstep.ledger.components import NOTHING, parts_of
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.actions import (
    Proposed,
    agree_arrangement,
    approve_arrangement,
    follow_arrangements,
    propose_arrangement,
)
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as

SHEET = Sheet(Household(1, 0, "222401", is_urban=True), {Income.WAGES: Figure(500_000)})
FIRST = DAY + timedelta(days=10)
HALF = OWED_FEN // 2
PENALTY_FEN = 10_000
PARTS = {"principal_fen": OWED_FEN - PENALTY_FEN, "late_fee_fen": PENALTY_FEN}
"""Of 1,000 yuan owed, 100 are a late fee: what may be let off without asking the lender."""


def plan(*amounts: int, first: date = FIRST, apart: int = 30, **more) -> ArrangementTerms:
    """Return instalments, a month apart from the first day on."""
    days = [first + timedelta(days=apart * place) for place in range(len(amounts))]
    kind = more.pop("kind", ArrangementKind.INSTALMENTS)
    each = tuple(Instalment(on, fen) for on, fen in zip(days, amounts, strict=True))
    return ArrangementTerms(kind, each, **more)


def reduced(fen: int = PENALTY_FEN) -> ArrangementTerms:
    """Return a plan that lets a late fee off."""
    rest = OWED_FEN - fen
    return plan(
        rest // 2, rest - rest // 2, kind=ArrangementKind.REDUCTION,
        waived_fen=parts_of(late_fee=fen) if fen else NOTHING,
    )  # fmt: skip


def proposed(actor, case_id, terms=None, **more):
    """Propose terms on a case, by default two halves without anything let off."""
    half = OWED_FEN // 2
    wanted = Proposed(
        more.get("arrangement_id") or new_id(), case_id, terms or plan(half, half),
        more.get("sheet", SHEET), more.get("because", "said at the door"), more.get("replaces"),
    )  # fmt: skip
    with acting_as(actor):
        return propose_arrangement(actor=actor, proposed=wanted, at=more.get("at", NOON))


def agreed(actor, row, at=NOON, seal=None):
    """Have the borrower agree."""
    with acting_as(actor):
        return agree_arrangement(
            actor=actor, arrangement_id=row.pk, seal=seal or row.payload_hash, at=at
        )


def decided(actor, row, act=approve_arrangement, because="fits", seal=None):
    with acting_as(actor):
        return act(
            actor=actor, arrangement_id=row.pk, seal=seal or row.payload_hash, because=because,
            at=NOON,
        )  # fmt: skip


def followed(cast, on):
    at = beijing_instant(on, 6)
    rows = follow_arrangements(actor=day_runner(cast.agency_id), on=on, at=at)
    return [each.state for each in rows]


def paid(cast, known, fen, on, number):
    row = NewPayment(known.account_id, known.case_id, number, on, fen)
    at = beijing_instant(on, 12)
    record_payments(actor=day_runner(cast.agency_id), payments=[row], at=at, origin="test")
