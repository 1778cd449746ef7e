"""How likely is a plan kept, as its page says it?"""

from doorstep.affordability.arrangement import ArrangementTerms
from doorstep.affordability.completion import FEWEST, Completion, completion
from doorstep.affordability.weight import FEWEST_PLANS, Weight, weighed
from doorstep_desk.decisions.kept import KeptOdds
from doorstep_desk.office.presentation.parts import Odds
from doorstep_desk.plumbing.speech import say


def completion_of(
    terms: ArrangementTerms, burden: float | None, kept: KeptOdds
) -> Completion | None:
    """Return how likely a plan is kept, or None where nothing is due or too little is known.

    Args:
        terms: What would be agreed.
        burden: How heavy it is; None where the month does not bear it.
        kept: What is known of the household's dues and of the weight of plans.
    """
    found = completion(terms, kept.chance, kept.correlation)
    if not isinstance(found, Completion):
        return None
    if burden is None or not isinstance(kept.weight, Weight):
        return found
    return weighed(found, burden, kept.weight)


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
    said = say(
        "履约几率由过去单笔承诺的兑现推算，不用来排序，也不用来选更重的计划。",
        "The chances are carried over from single promises of the past. They sort nothing and "
        "never speak for a heavier plan.",
    )
    return f"{said} {_weight_note(kept)}"


def _weight_note(kept: KeptOdds) -> str:
    """Say whether the weight of an instalment is in the chances, and on what that rests."""
    if isinstance(kept.weight, Weight):
        return say(
            f"每期金额的轻重已计入：依据 {kept.weight.plans} 笔已走完全程的安排，"
            "越重的越少能履行完。",
            f"How heavy an instalment is, is in them: of {kept.weight.plans} plans whose course "
            "is over, heavier ones were kept less often.",
        )
    if kept.weight.code == "weight-not-shown":
        return say(
            "每期金额的轻重没有计入：已走完全程的安排没有显示出差别。这是假设，不是结论。",
            "How heavy an instalment is, is not in them: plans whose course is over do not show a "
            "difference. That is an assumption, not a finding.",
        )
    return say(
        f"每期金额的轻重没有计入：已走完全程的安排还不够（至少 {FEWEST_PLANS} 笔，"
        "其中履行和未履行的都要有）。这是假设，不是结论。",
        f"How heavy an instalment is, is not in them: too few plans have run their course "
        f"({FEWEST_PLANS} are needed, kept and broken ones among them). That is an assumption, "
        "not a finding.",
    )
