"""How is one arrangement shown, wherever it stands?"""

from collections.abc import Mapping
from datetime import date

from doorstep.affordability.budget import Budget
from doorstep.affordability.hardship import Sign, signs_of_hardship
from doorstep.ledger.components import Component
from doorstep.terms.local_time import BEIJING
from doorstep_desk.arrangements.facts import budget_on
from doorstep_desk.arrangements.queries import ArrangementSeen, sheet_of
from doorstep_desk.documents.contents.arrangement import KEPT, TO_SIGN
from doorstep_desk.office.presentation.arranging.parts import (
    ArrangementCard,
    MonthFigures,
    StepLine,
)
from doorstep_desk.office.presentation.words import person_of
from doorstep_desk.plumbing.actor import Actor

_OFFERED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "proposed": (("agree", "arrangement.agree"), ("withdraw", "arrangement.propose")),
    "waiting": (("approve", "arrangement.approve"), ("withdraw", "arrangement.propose")),
    "approved": (("agree", "arrangement.agree"), ("withdraw", "arrangement.propose")),
    "agreed": (("contest", "arrangement.contest"),),
    "in_force": (("contest", "arrangement.contest"),),
    "contested": (("uphold", "arrangement.approve"), ("withdraw", "case.resume")),
}
_BY_ANOTHER = frozenset({"approve", "uphold"})


def card_of(actor: Actor, seen: ArrangementSeen, names: Mapping[str, str]) -> ArrangementCard:
    """Return an arrangement as a card, with what the reader may do about it."""
    row, terms = seen.row, seen.terms
    is_own = row.proposed_by == actor.name
    return ArrangementCard(
        arrangement_id=str(row.pk), case_id=row.case_id, number=seen.number,
        borrower=seen.borrower, kind=str(terms.kind), state=str(seen.state),
        total_fen=terms.total_fen, waived_fen=row.waived_fen,
        waived=tuple(
            (component.word, fen)
            for component, fen in zip(Component, terms.waived_fen, strict=True)
            if fen
        ),
        instalments=terms.instalments,
        may_skip=terms.may_skip, pauses_until=terms.pauses_until, currency=terms.currency,
        because=row.because, proposed_by=person_of(row.proposed_by, names),
        proposed_at=row.proposed_at.astimezone(BEIJING), seal=row.payload_hash,
        month=_month(seen),
        steps=tuple(
            StepLine(
                step.step, person_of(step.taken_by, names),
                step.taken_at.astimezone(BEIJING), step.because,
            )
            for step in seen.steps
        ),
        may=frozenset(
            act
            for act, word in _OFFERED.get(str(seen.state), ())
            if actor.may(word) and not (is_own and act in _BY_ANOTHER)
        ),
        is_own=is_own, papers=papers_of(seen),
    )  # fmt: skip


def papers_of(seen: ArrangementSeen) -> tuple[str, ...]:
    """Return which papers an arrangement can have where it stands."""
    plan_states = KEPT if seen.terms.instalments else frozenset()
    states = {"agreement": TO_SIGN, "plan": plan_states}
    return tuple(kind for kind, where in states.items() if seen.state in where)


def _month(seen: ArrangementSeen) -> MonthFigures:
    sheet = sheet_of(seen.row)
    proposed_on: date = seen.row.proposed_at.astimezone(BEIJING).date()
    budget = budget_on(sheet, proposed_on)
    return month_of(budget, signs_of_hardship(sheet, budget))


def month_of(budget: Budget, signs: tuple[Sign, ...]) -> MonthFigures:
    """Return a budget as its page shows it."""
    return MonthFigures(
        income_fen=budget.income_fen, protected_fen=budget.protected_fen,
        other_debts_fen=budget.other_debts_fen, surplus_fen=budget.surplus_fen,
        most_fen=budget.most_fen, signs=tuple(str(sign) for sign in signs),
        source=budget.minimum.standard.source,
    )  # fmt: skip
