"""Today's treatment of a case: what was compared, what was chosen, and why."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, Protocol

from doorstep.strategy.allocation import Why
from doorstep.strategy.explain import NAMES
from doorstep.strategy.treatment import house_costs
from doorstep.terms.codes import Treatment
from doorstep.terms.local_time import BEIJING
from doorstep_desk.office.pages.law import Law
from doorstep_desk.office.pages.not_visited import OTHER_CASE, reason_words
from doorstep_desk.office.presentation import formats
from doorstep_desk.office.presentation.case import Candidate, Today
from doorstep_desk.office.presentation.parts import Fact, Reason
from doorstep_desk.plumbing.speech import language, say

_WORDS: Final = {each.word: each for each in Treatment}


class Decided(Protocol):
    """What is asked of a stored decision."""

    treatment: str
    runner_up: str
    reason: str
    value_fen: int
    runner_up_value_fen: int
    propensity: float
    candidates: dict[str, Any]
    findings: dict[str, str]
    days_past_due: int | None
    unvisited: dict[str, Any] | None
    assessment: Any


def today_of(decision: Decided, law: Law, *, is_paused: bool, permit: str, stop: Any) -> Today:
    """Return today's treatment.

    Args:
        decision: What was kept.
        law: The rules of the day on which it was made.
        is_paused: A pause began since.
        permit: State of a permit: ``issued`` or empty.
        stop: The stop of the day plan about it, or None.
    """
    decided_at = decision.assessment.created_at.astimezone(BEIJING)
    return Today(
        treatment=decision.treatment,
        headline=headline(decision),
        decided_at=decided_at,
        verdict="pause" if is_paused else "allow",
        has_permit=permit == "issued" and not is_paused,
        reasons=_reasons(decision),
        facts=_facts(decision, stop),
        talking_points=_talking_points(decision.treatment),
        candidates=_candidates(decision, law),
        is_drawn=decision.propensity < 1,
        propensity=decision.propensity,
    )


def headline(decision: Decided) -> str:
    """Return the choice with its runner-up in one sentence."""
    chosen = NAMES[_WORDS[decision.treatment]]
    if not decision.runner_up:
        return say(
            f"今日{chosen.zh}；规则不允许其他方式",
            f"Today: {chosen.en}; the rules allow nothing else",
        )
    second = NAMES[_WORDS[decision.runner_up]]
    more = decision.value_fen - decision.runner_up_value_fen
    worth = formats.rounded(abs(more))
    if more < 0:
        return say(
            f"今日{chosen.zh}；{second.zh}预计多 {worth}，但由名额或抽签决定",
            f"Today: {chosen.en}; {second.en} is worth {worth} more, but a limit or a lot decided",
        )
    return say(
        f"今日{chosen.zh}；比次选{second.zh}预计多 {worth}",
        f"Today: {chosen.en}; worth {worth} more than the runner-up, {second.en}",
    )


def _reasons(decision: Decided) -> tuple[Reason, ...]:
    found = []
    mine = decision.candidates.get(decision.treatment, {})
    if decision.treatment != "none":
        worth = formats.rounded(int(mine.get("value_fen", 0)))
        origin = say("相对暂不联系", "over no contact")
        found.append(Reason(say(f"净增 {worth}", f"worth {worth}"), origin, is_strongest=True))
    if decision.treatment != "visit" and decision.reason:
        words = reason_words(decision.reason, decision.treatment)
        if decision.reason != OTHER_CASE:
            words = say(f"不上门：{words}", f"no visit: {words}")
        origin = decision.reason if "-" in decision.reason else ""
        left = decision.unvisited
        facts = (Fact(say("排程", "The routes"), left[language()]),) if left else ()
        found.append(Reason(words, origin, decision.treatment == "none", facts))
    if decision.days_past_due is not None:
        days = decision.days_past_due
        found.append(Reason(say(f"逾期 {days:,} 天", f"{days:,} days past due")))
    return tuple(found)


def _facts(decision: Decided, stop: Any) -> tuple[Fact, ...]:
    if stop is None:
        return ()
    window = formats.clock_range(stop.opens_minute, stop.closes_minute)
    pair = stop.plan.pair
    people = f"{pair.first.display_name} · {pair.second.display_name}"
    return (
        Fact(say("时段", "Window"), window),
        Fact(say("预计到达", "About"), formats.clock(stop.arrives_minute)),
        Fact(say("外访小组", "Pair"), f"{pair.letter} · {people}"),
    )


def _talking_points(treatment: str) -> tuple[str, ...]:
    if treatment not in ("visit", "call", "hardship_offer"):
        return ()
    return (
        say("先确认身份，再说来意", "Be sure who it is before saying what it is about"),
        say("请对方说明情况，先听", "Ask how things are, and listen first"),
        say("只谈对方负担得起的安排", "Only speak of what can be afforded"),
        say("被要求离开就离开，不争辩", "Leave when asked, without a word"),
    )


def _candidates(decision: Decided, law: Law) -> tuple[Candidate, ...]:
    found = [
        _candidate(word, stored, decision, law)
        for word, stored in decision.candidates.items()
        if word in _WORDS
    ]
    return tuple(sorted(found, key=_rank))


def _rank(each: Candidate) -> tuple[bool, bool, int]:
    return not each.is_chosen, each.verdict != "allow", -(each.value_fen or 0)


def _candidate(word: str, stored: Mapping[str, Any], decision: Decided, law: Law) -> Candidate:
    is_open = bool(stored["open"])
    gain, low, high = (float(each) / 100 for each in stored["points"])
    has_gain = word != "none" and is_open
    return Candidate(
        treatment=word,
        value_fen=int(stored["value_fen"]) if is_open else None,
        gain=gain if has_gain else None,
        gain_low=low if has_gain else None,
        gain_high=high if has_gain else None,
        cost_fen=int(stored["cost_fen"]),
        minutes=_minutes(word),
        verdict="allow" if is_open else verdict_of(decision, word),
        because=_because(word, stored, decision, law),
        is_chosen=word == decision.treatment,
        is_runner_up=word == decision.runner_up,
    )


@cache
def _minutes(word: str) -> int:
    return house_costs().by_treatment[_WORDS[word]].agent_minutes


def verdict_of(decision: Decided, word: str) -> str:
    """Return how the rules answer a treatment: ``deny`` over ``hold`` over ``allow``."""
    letters = decision.findings.get(word, "")
    if "d" in letters:
        return "deny"
    return "hold" if "h" in letters or "u" in letters else "deny"


def first_against(decision: Decided, word: str) -> str:
    """Return the rule to name against a treatment: a refusal, then a missing fact, then a hold."""
    order: Sequence[str] = decision.assessment.rules["order"]
    letters = decision.findings.get(word, "")
    for wanted in ("d", "u", "h"):
        if wanted in letters:
            return order[letters.index(wanted)]
    return ""


def _because(word: str, stored: Mapping[str, Any], decision: Decided, law: Law) -> str:
    if word == decision.treatment:
        return ""
    if not stored["open"]:
        return _refused_because(word, decision, law)
    return _WHY[stored["why"]][language()] if stored["why"] in _WHY else ""


def _refused_because(word: str, decision: Decided, law: Law) -> str:
    if rule := first_against(decision, word):
        missing = law.missing_of(rule)
        is_known = "d" in decision.findings[word] or not missing
        return law.sentence_of(rule) if is_known else say(f"缺：{missing}", f"Missing: {missing}")
    if decision.reason == OTHER_CASE:
        return reason_words(decision.reason, word)
    if word == Treatment.LEGAL_REFERRAL.word:
        return say("逾期未满 90 天", "Not yet 90 days past due")
    return ""


_WHY: Final = {
    Why.WORTH_LESS_THAN_NOTHING.word: {"zh": "不如暂不联系", "en": "Worth less than no contact"},
    Why.PRICE_TOO_HIGH.word: {
        "zh": "名额紧张，占用过多",
        "en": "Takes too much of a scarce limit",
    },
    Why.LESS_THAN_CHOSEN.word: {"zh": "不及所选方式", "en": "Worth less than the choice"},
    Why.LIMIT_REACHED.word: {"zh": "今日名额已满", "en": "Today's limit is reached"},
    Why.DRAWN_BY_LOT.word: {"zh": "相差无几，由抽签决定", "en": "Nearly the same; a lot decided"},
    Why.DOES_NOT_FIT_ROUTES.word: {"zh": "今日路线排不下", "en": "Fits no route today"},
}
