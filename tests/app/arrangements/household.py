"""A household of Yanji whose month leaves something over, and terms that it could bear."""

from datetime import date, timedelta

from tests.app.portfolio import DAY, NOON, OWED_FEN

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Instalment
from doorstep.affordability.sheet import Figure, Household, Income, Sheet
from doorstep.ledger.components import NOTHING, parts_of
from doorstep_desk.arrangements.actions import Proposed, agree_arrangement, propose_arrangement
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as

SHEET = Sheet(Household(1, 0, "222401", is_urban=True), {Income.WAGES: Figure(500_000)})
FIRST = DAY + timedelta(days=10)
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
