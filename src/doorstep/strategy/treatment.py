"""What does each treatment cost in money, minutes and harm, and what is it assumed to add?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Final

import yaml

from doorstep.terms.codes import Code, Treatment

_FIELDS: Final = frozenset(
    {
        "cost_fen",
        "agent_minutes",
        "harm_fen",
        "gain",
        "gain_low",
        "gain_high",
        "hardship_gain",
        "evidence",
    }
)
_TOP: Final = frozenset(
    {
        "question",
        "valid_from",
        "source",
        "note",
        "amounts",
        "harm_factor_in_hardship",
        "treatments",
    }
)
_AMOUNTS: Final = frozenset({"first_part_fen", "share_of_rest", "ceiling_fen"})


class Basis(Code):
    """How an effect is known; a larger number is stronger."""

    ASSUMED = 0
    OBSERVED = 1
    RANDOMISED = 2


@dataclass(frozen=True, slots=True)
class TreatmentCost:
    """One treatment's price and assumed effect.

    Attributes:
        cost_fen: Money out of pocket.
        agent_minutes: Minutes of an agent (of a pair, for a visit).
        harm_fen: Priced burden on the borrower and risk of a complaint.
        gain: Points by which the chance of paying within 14 days rises, given that the borrower
            is reached, can pay and would not have paid anyway; 0 to 1.
        gain_low: Lower end of what we would believe.
        gain_high: Upper end.
        hardship_gain: The same for a borrower in hardship, through an affordable arrangement.
        evidence: What the numbers lean on.
    """

    cost_fen: int
    agent_minutes: int
    harm_fen: int
    gain: float
    gain_low: float
    gain_high: float
    hardship_gain: float
    evidence: str

    def __post_init__(self) -> None:
        """Refuse numbers that no treatment can have.

        Raises:
            ValueError: A price is negative, or a gain lies outside its interval or outside 0 to 1.
        """
        if min(self.cost_fen, self.agent_minutes, self.harm_fen) < 0:
            raise ValueError("money, minutes and harm must not be negative")
        if not 0 <= self.gain_low <= self.gain <= self.gain_high <= 1:
            raise ValueError(f"gain {self.gain} must lie in its interval, between 0 and 1")
        if not 0 <= self.hardship_gain <= 1:
            raise ValueError(f"hardship gain must lie between 0 and 1; got {self.hardship_gain}")


@dataclass(frozen=True, slots=True)
class TreatmentCosts:
    """All treatments' prices and assumed effects, as valid from a day.

    Attributes:
        by_treatment: One per ``Treatment``, in its order.
        first_part_fen: Part of what is owed that counts in full.
        share_of_rest: Share of the rest that counts.
        ceiling_fen: Most that ever counts for one case.
        harm_factor_in_hardship: Factor on harm where hardship is certain.
        valid_from: First day of these numbers.
        source: Who stands behind them.
    """

    by_treatment: tuple[TreatmentCost, ...]
    first_part_fen: int
    share_of_rest: float
    ceiling_fen: int
    harm_factor_in_hardship: float
    valid_from: date
    source: str

    def __post_init__(self) -> None:
        """Refuse an incomplete list, and a "none" that costs or adds anything.

        Raises:
            ValueError: One of these holds.
        """
        if len(self.by_treatment) != len(Treatment):
            raise ValueError(f"need {len(Treatment)} treatments; got {len(self.by_treatment)}")
        none = self.by_treatment[Treatment.NONE]
        if none.cost_fen or none.harm_fen or none.agent_minutes or none.gain_high:
            raise ValueError("doing nothing costs nothing and adds nothing")
        if self.harm_factor_in_hardship < 1 or not 0 <= self.share_of_rest <= 1:
            raise ValueError("hardship never lessens harm; a share lies between 0 and 1")
        if min(self.first_part_fen, self.ceiling_fen) <= 0:
            raise ValueError("the first part and the ceiling must be above 0")

    def of(self, treatment: Treatment) -> TreatmentCost:
        """Return one treatment's numbers."""
        return self.by_treatment[treatment]


def house_costs() -> TreatmentCosts:
    """Return the numbers that come with the program: house estimates, dated."""
    text = files("doorstep.strategy").joinpath("costs.yaml").read_text(encoding="utf-8")
    return costs_from(yaml.safe_load(text))


def costs_from(document: Mapping[str, Any]) -> TreatmentCosts:
    """Return the numbers of a document with the shape of ``costs.yaml``.

    Raises:
        ValueError: A key is missing or unknown, or a number is impossible; the message names it.
    """
    _exactly(document, _TOP, "the document")
    amounts, treatments = document["amounts"], document["treatments"]
    _exactly(amounts, _AMOUNTS, "amounts")
    _exactly(treatments, frozenset(member.word for member in Treatment), "treatments")
    found = []
    for member in Treatment:
        _exactly(treatments[member.word], _FIELDS, member.word)
        found.append(TreatmentCost(**treatments[member.word]))
    return TreatmentCosts(
        by_treatment=tuple(found),
        first_part_fen=amounts["first_part_fen"],
        share_of_rest=amounts["share_of_rest"],
        ceiling_fen=amounts["ceiling_fen"],
        harm_factor_in_hardship=document["harm_factor_in_hardship"],
        valid_from=document["valid_from"],
        source=document["source"],
    )


def _exactly(given: Mapping[str, Any], wanted: frozenset[str], where: str) -> None:
    if missing := sorted(wanted - given.keys()):
        raise ValueError(f"{where} lacks {', '.join(missing)}")
    if unknown := sorted(given.keys() - wanted):
        raise ValueError(f"{where} has unknown keys: {', '.join(unknown)}")
