"""How is drawn how well a model has foretold since it was learned?"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from doorstep.probability.catalogue import BY_NAME
from doorstep.terms.local_time import day_of
from doorstep_desk.office.presentation import formats
from doorstep_desk.office.presentation.odds.parts import Drift
from doorstep_desk.plumbing.speech import language, say

_ONCE_IN: Final = 10_000


def drift_of(watch: Mapping[str, Any]) -> Drift | None:
    """Return the timeline of a night's look; None while too little came since."""
    stretches = watch.get("stretches") or []
    if not stretches:
        return None
    first, last = stretches[0]["from_day"], stretches[-1]["to_day"]
    losses = [value for each in stretches for value in (each["log_loss"], each["base_loss"])]
    low, high = min(losses), max(losses)
    low, high = low - 0.1 * (high - low or 0.1), high + 0.1 * (high - low or 0.1)

    def y(loss: float) -> float:
        return float(round(100 - 100 * (loss - low) / (high - low), 2))

    def x(at: int) -> float:
        return round(100 * (at + 0.5) / len(stretches), 2)

    span = max(last - first, 1)
    alarms = watch.get("alarms") or []
    return Drift(
        line=" ".join(f"{x(at):g},{y(e['log_loss']):g}" for at, e in enumerate(stretches)),
        base=" ".join(f"{x(at):g},{y(e['base_loss']):g}" for at, e in enumerate(stretches)),
        ticks=tuple(
            (f"{loss:.2f}", round(6 + 1.3 * y(loss), 1))
            for loss in (high, (low + high) / 2, low)
        ),
        begins_on=day_of(first),
        ends_on=day_of(last),
        alarms=tuple(
            (round(100 * (each["raised_day"] - first) / span, 2), _alarm(each)) for each in alarms
        ),
        columns=tuple(_column(each) for each in watch.get("columns") or []),
        rows=tuple(
            (day_of(e["from_day"]), day_of(e["to_day"]), e["rows"], f"{e['log_loss']:.3f}",
             f"{e['base_loss']:.3f}")
            for e in stretches
        ),
        sentence=_sentence(stretches, len(alarms)),
    )  # fmt: skip


def _alarm(alarm: Mapping[str, Any]) -> str:
    began = formats.full_day(day_of(alarm["began_day"]), language())
    raised = formats.full_day(day_of(alarm["raised_day"]), language())
    if alarm["is_too_low"]:
        return say(
            f"{raised} 报警：自 {began} 起实际多于所说",
            f"{raised}: since {began} more happens than was said",
        )
    return say(
        f"{raised} 报警：自 {began} 起实际少于所说",
        f"{raised}: since {began} less happens than was said",
    )


def _column(column: Mapping[str, Any]) -> tuple[str, str, str, bool]:
    name = column["feature"]
    if name:
        feature = BY_NAME[name]
        label = say(feature.label_zh, feature.label_en)
    else:
        label = say("几率本身", "The chance itself")
    once = column["by_chance"]
    often = (
        say("万分之一以下", "1 in 10,000 or less") if once <= 1 / _ONCE_IN
        else f"{100 * once:.3g}%"
    )  # fmt: skip
    return label, f"{column['index']:.3f}", often, column["is_alarm"]


def _sentence(stretches: Sequence[Mapping[str, Any]], alarms: int) -> str:
    rows = sum(each["rows"] for each in stretches)
    own = sum(each["rows"] * each["log_loss"] for each in stretches) / rows
    base = sum(each["rows"] * each["base_loss"] for each in stretches) / rows
    better = base - own
    zh = f"{rows} 个结果：每个比只报总体比例{'好' if better >= 0 else '差'} {abs(better):.3f}；"
    en = (
        f"{rows} outcomes: each foretold {abs(better):.3f} "
        f"{'better' if better >= 0 else 'worse'} than by the base rate; "
    )
    many_zh = f"{alarms} 次报警。" if alarms else "没有报警。"
    many_en = f"{alarms} alarms." if alarms else "no alarm."
    return say(zh + many_zh, en + many_en)
