"""Which arrangements could be offered, the gentlest first?

Every proposal passes the same check that an agreement has to pass, so nothing is offered that
would be refused. Where nothing is left after living, the only offer is a pause.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from doorstep.affordability.arrangement import (
    ArrangementKind,
    ArrangementTerms,
    Authority,
    Debt,
    Instalment,
    longest_months,
    refuse_arrangement,
)
from doorstep.affordability.budget import Budget
from doorstep.affordability.due_days import SHORTEST_NOTICE, income_days
from doorstep.affordability.hardship import Sign
from doorstep.affordability.sheet import Sheet
from doorstep.ledger.components import NOTHING, Parts
from doorstep.terms.refusal import Refusal

PAUSE: Final = timedelta(days=90)
"""House policy: a pause is looked at again after three months."""
DEFERRAL: Final = timedelta(days=60)
SHARES_PERCENT: Final = (50, 75, 100)
"""House policy: the shares of what is left that three plans would take."""
SKIPS: Final = 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """One arrangement that could be offered.

    Attributes:
        terms: What would be agreed.
        monthly_fen: The usual instalment; nothing for a pause or a single payment.
        takes_percent: Share of what is left each month, 0 to 100; how gentle it is.
        left_fen: What stays for living and the unforeseen each month after an instalment.
    """

    terms: ArrangementTerms
    monthly_fen: int
    takes_percent: int
    left_fen: int


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom arrangements are looked for.

    Attributes:
        debt: What is owed.
        sheet: The household's month.
        budget: The same, added up.
        signs: Signs of hardship.
        today: The day it is said, in the case's zone.
        authority: What may be let off without asking the lender.
    """

    debt: Debt
    sheet: Sheet
    budget: Budget
    signs: tuple[Sign, ...]
    today: date
    authority: Authority


def propose(asked: Asked) -> list[Proposal]:
    """Return the arrangements that may be offered, the gentlest first.

    Gentle is what takes the smallest share of what is left each month; of two alike, the one that
    costs the borrower less in all.
    """
    if not asked.debt.total_fen:
        return []
    offers = {
        offer.terms: offer for offer in _candidates(asked) if _refusal(asked, offer.terms) is None
    }
    return sorted(
        offers.values(),
        key=lambda offer: (
            offer.terms.kind == ArrangementKind.SETTLEMENT,
            offer.takes_percent,
            offer.terms.total_fen,
            len(offer.terms.instalments),
        ),
    )


def what_if(asked: Asked, monthly_fen: int) -> Proposal | Refusal:
    """Return the plain plan of one monthly sum, or why nobody may agree to it.

    Args:
        asked: For whom.
        monthly_fen: What would be paid each month; the last one takes what is left over.
    """
    if monthly_fen <= 0:
        return Refusal("instalment-not-positive", "Every instalment is more than nothing.")
    begins = asked.today + SHORTEST_NOTICE
    most = longest_months(asked.debt.product)
    if -(-asked.debt.total_fen // monthly_fen) + SKIPS > most:
        return Refusal("plan-too-long", f"At most {most} monthly instalments, skips included.")
    plan = _spread(asked, ArrangementKind.INSTALMENTS, monthly_fen, NOTHING, begins)
    if plan is None:
        return Refusal("nothing-owed", "Nothing is owed, so nothing has to be arranged.")
    return _refusal(asked, plan.terms) or plan


def _candidates(asked: Asked) -> Iterator[Proposal]:
    if asked.signs or not asked.budget.most_fen:
        until = asked.today + PAUSE
        yield _proposal(asked, ArrangementTerms(ArrangementKind.PAUSE, (), pauses_until=until))
    for share in SHARES_PERCENT:
        monthly = asked.budget.most_fen * share // 100
        yield from _plans(asked, monthly)
    yield from _settlements(asked)


def _plans(asked: Asked, monthly_fen: int) -> Iterator[Proposal]:
    """Yield plans of one monthly sum: with everything owed, and with the waiver in authority."""
    if monthly_fen <= 0:
        return
    begins = asked.today + SHORTEST_NOTICE
    plain = _spread(asked, ArrangementKind.INSTALMENTS, monthly_fen, NOTHING, begins)
    if plain is not None:
        yield plain
        if asked.signs:
            later = asked.today + DEFERRAL
            deferred = _spread(asked, ArrangementKind.DEFERRAL, monthly_fen, NOTHING, later)
            if deferred is not None:
                yield deferred
    waived = asked.authority.most_fen(asked.debt.parts_fen)
    if any(waived):
        reduced = _spread(asked, ArrangementKind.REDUCTION, monthly_fen, waived, begins)
        if reduced is not None:
            yield reduced


def _spread(
    asked: Asked, kind: ArrangementKind, monthly_fen: int, waived: Parts, begins: date
) -> Proposal | None:
    total = asked.debt.total_fen - sum(waived)
    if total <= 0:
        return None
    amount = min(monthly_fen, total)
    count = -(-total // amount)
    if count + SKIPS > longest_months(asked.debt.product):
        return None
    amount = _whole_yuan(-(-total // count), monthly_fen)
    count = -(-total // amount)
    amounts = [amount] * (count - 1) + [total - amount * (count - 1)]
    days = income_days(asked.sheet.income_day, begins, count)
    return _proposal(
        asked,
        ArrangementTerms(
            kind,
            tuple(Instalment(day, each) for day, each in zip(days, amounts, strict=True)),
            waived,
            may_skip=SKIPS,
            pauses_until=begins if kind == ArrangementKind.DEFERRAL else None,
            currency=asked.debt.currency,
        ),
    )


def _whole_yuan(amount_fen: int, most_fen: int) -> int:
    """Return the sum in whole yuan, as people pay it, where that stays bearable."""
    whole = -(-amount_fen // 100) * 100
    return whole if whole <= most_fen else amount_fen


def _settlements(asked: Asked) -> Iterator[Proposal]:
    """Yield one payment that ends the debt, if savings reach so far with what may be let off."""
    most = asked.authority.most_fen(asked.debt.parts_fen)
    needed = asked.debt.total_fen - asked.sheet.savings_fen
    waived = _as_much_as(max(needed, 0), most)
    total = asked.debt.total_fen - sum(waived)
    if not 0 < total <= asked.sheet.savings_fen:
        return
    once = Instalment(asked.today + SHORTEST_NOTICE, total)
    terms = ArrangementTerms(
        ArrangementKind.SETTLEMENT, (once,), waived, currency=asked.debt.currency
    )
    yield replace(_proposal(asked, terms), monthly_fen=0, takes_percent=0)


def _as_much_as(needed_fen: int, most: Parts) -> Parts:
    taken = []
    for part in most:
        taken.append(min(part, needed_fen))
        needed_fen -= taken[-1]
    return tuple(taken)


def _refusal(asked: Asked, terms: ArrangementTerms) -> Refusal | None:
    return refuse_arrangement(
        terms,
        asked.debt,
        asked.budget,
        today=asked.today,
        authority=asked.authority,
        has_active=False,
    )


def _proposal(asked: Asked, terms: ArrangementTerms) -> Proposal:
    monthly = terms.largest_fen
    surplus = asked.budget.most_fen
    return Proposal(
        terms=terms,
        monthly_fen=monthly,
        takes_percent=-(-monthly * 100 // surplus) if surplus and monthly else 0,
        left_fen=asked.budget.surplus_fen + asked.budget.protected_fen - monthly,
    )
