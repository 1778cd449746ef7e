"""How is the reason for a visit, or for none, said in Chinese and English?"""

from collections.abc import Mapping
from typing import Final

from doorstep.routing.explain import StopReason, UnvisitedReason, WhyNot
from doorstep.strategy.explain import Sentence
from doorstep.terms.money import Money

_WHY_NOT: Final = {
    WhyNot.NO_LAWFUL_WINDOW: Sentence(
        "在班时间内没有可上门的时段", "No lawful time for it falls into a shift today"
    ),
    WhyNot.NO_PAIR_ON_SHIFT: Sentence("今日没有外访小组在班", "No pair is on shift"),
    WhyNot.NO_PAIR_SPEAKS: Sentence(
        "在班小组无人会所需语言", "No pair on shift speaks the language"
    ),
    WhyNot.WORTH_NOTHING: Sentence(
        "上门不比其他方式更好", "A visit is worth no more than the alternative"
    ),
    WhyNot.OUT_OF_REACH: Sentence(
        "往返车程 {minutes} 分钟，时段内到不了",
        "There and back takes {minutes} minutes; no pair can be there in time",
    ),
    WhyNot.WORTH_LESS_THAN_DETOUR: Sentence(
        "价值 {value}，绕路成本 {price}", "Worth {value}; the detour costs {price}"
    ),
    WhyNot.NO_VISIT_LEFT: Sentence(
        "价值 {value}；小组{pair}次数已满，已排最低 {price}",
        "Worth {value}; pair {pair} has no visit left, the least made is worth {price}",
    ),
    WhyNot.NO_TIME_LEFT: Sentence(
        "价值 {value}；各组余下时间都排不下，已排最低 {price}",
        "Worth {value}; no pair has the time left, the least visit made is worth {price}",
    ),
    WhyNot.NOT_TRIED: Sentence(
        "价值 {value}；每分钟价值未进今日候选",
        "Worth {value}; its value per minute is below today's candidates",
    ),
    WhyNot.BETTER_USED: Sentence(
        "价值 {value}；本次排程未选用", "Worth {value}; this search did not take it"
    ),
}


def clock(minute: int) -> str:
    """Return a minute of the day as people write it, such as ``09:05``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def stop_sentence(reason: StopReason) -> Sentence:
    """Return why a visit stands where it stands."""
    window = f"{clock(reason.early_minute)}–{clock(reason.late_minute)}"
    kilometres, worth = f"{reason.detour_metres / 1000:.1f}", Money(reason.value_fen)
    return Sentence(
        f"比次选方式多 {worth}；绕行 {kilometres} 公里、{reason.detour_minutes} 分钟；"
        f"可到时段 {window}",
        f"Worth {worth} more than the alternative; {kilometres} km and "
        f"{reason.detour_minutes} minutes off the route; may begin {window}",
    )


def unplanned_sentence(reason: UnvisitedReason, letters: Mapping[int, str]) -> Sentence:
    """Return why a candidate has no visit.

    Args:
        reason: The reason in numbers.
        letters: Name of each pair by its identifier.
    """
    words = _WHY_NOT[reason.why]
    numbers = {
        "minutes": reason.detour_minutes,
        "value": Money(reason.value_fen),
        "price": Money(reason.price_fen),
        "pair": letters.get(reason.pair_id, ""),
    }
    return Sentence(words.zh.format(**numbers), words.en.format(**numbers))
