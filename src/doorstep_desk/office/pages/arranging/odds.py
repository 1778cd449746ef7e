"""How likely is a plan kept, as its page says it?"""

from doorstep.affordability.arrangement import ArrangementTerms
from doorstep.affordability.completion import FEWEST, Completion, completion
from doorstep_desk.decisions.kept import KeptOdds
from doorstep_desk.office.presentation.parts import Odds
from doorstep_desk.plumbing.speech import say


def completion_of(terms: ArrangementTerms, kept: KeptOdds) -> Completion | None:
    """Return how likely a plan is kept, or None where nothing is due or too little is known."""
    found = completion(terms, kept.chance, kept.correlation)
    return found if isinstance(found, Completion) else None


def odds_shown(found: Completion | None, kept: KeptOdds) -> Odds | None:
    """Return that chance as it is drawn, with its interval and what stands behind it."""
    if found is None:
        return None
    return Odds(found.value, found.low, found.high, found.support, kept.is_base_rate)


def odds_note(kept: KeptOdds) -> str:
    """Say what the chances of plans rest on, or why there are none."""
    support = kept.chance.support
    if support < FEWEST:
        return say(
            f"没有给出履约几率：过去的承诺只有 {support} 笔可作依据，至少要 {FEWEST} 笔。",
            f"No chances of being kept: only {support} promises of the past stand behind them, "
            f"and {FEWEST} are needed.",
        )
    return say(
        "履约几率由过去单笔承诺的兑现推算，不含每期金额的轻重，因此不用来排序，也不用来选更重的计划。",
        "The chances are carried over from single promises of the past. How heavy an instalment "
        "is, is not in them, so they sort nothing and never speak for a heavier plan.",
    )
