"""What does the page about chances show of one head?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import exp
from typing import Any, Final

from doorstep.probability.causal.lots import Answer, Effect
from doorstep.probability.heads import Head
from doorstep.probability.rolling import Rolling
from doorstep_desk.decisions.outlook.effects import effects_known
from doorstep_desk.decisions.outlook.recovery import recovery_of
from doorstep_desk.decisions.registry import Version, newest_rolling, newest_watch, versions_of
from doorstep_desk.office.pages.odds.drift import drift_of
from doorstep_desk.office.pages.odds.registry import HEADS, figures_of, model_row, rivals_of
from doorstep_desk.office.presentation.odds.charts import (
    between,
    curve_square,
    lift_square,
    whiskers,
)
from doorstep_desk.office.presentation.odds.parts import (
    GroupLine,
    OddsPage,
    Recovery,
    RecoveryDay,
    Square,
    Step,
    Whisker,
)
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say

_NINETY: Final = 1.645
_FEWEST_STEPS: Final = 12
_NOT_KEPT: Final = {"value": None, "low": None, "high": None}
"""Models that were proved earlier kept no calibration of each group."""


def odds_page(actor: Actor, head: Head, on: date, error: str) -> OddsPage:
    """Return the page of one head, in a constant number of queries."""
    agency = actor.agency_id
    versions = versions_of(agency, head)
    used = next((each for each in versions if each.state == "in_use"), None)
    state, watch = newest_rolling(agency, head), newest_watch(agency, head)
    moved = None if state is None else Rolling.from_dict(state.state)
    may_promote = actor.may("model.promote") and actor.staff_id is not None
    metrics: Mapping[str, Any] = {} if used is None else used.metrics
    return OddsPage(
        head=head.value,
        heads=tuple(each.value for each in HEADS),
        used=None if used is None else model_row(used, may_promote),
        judged_rows=metrics.get("judged_rows", 0),
        figures=() if used is None else figures_of(used),
        curve=curve_of(used),
        lift=_lift(metrics.get("lift") or []),
        rivals=() if used is None else rivals_of(used),
        groups=tuple(_group(line) for line in metrics.get("groups") or []),
        drift=None if watch is None else drift_of(watch.watch),
        steps=() if moved is None else _steps(moved),
        outcomes=0 if moved is None else moved.outcomes,
        recovery=_recovery(agency) if head is Head.PAID_WITHIN_14_DAYS else None,
        effects=_effects(effects_known(agency, on)),
        models=tuple(model_row(each, may_promote) for each in versions),
        may_promote=may_promote,
        error=error,
    )


def curve_of(version: Version | None) -> Square | None:
    """Return what a model said against what came."""
    points = [] if version is None else version.metrics.get("curve") or []
    outside = sum(not point["low"] <= point["said"] <= point["high"] for point in points)
    sentence = say(
        f"{len(points)} 组里 {len(points) - outside} 组的区间含有所说的几率。",
        f"In {len(points) - outside} of {len(points)} parts the interval holds what was said.",
    )
    return curve_square(points, sentence)


def _recovery(agency_id: int) -> Recovery | None:
    found = recovery_of(agency_id)
    if found is None:
        return None
    days = tuple(
        RecoveryDay(
            each.by_day, each.expected_fen, each.low_fen, each.high_fen,
            f"{100 * each.expected_fen / max(found.owed_fen, 1):.1f}%",
        )
        for each in found.days
    )  # fmt: skip
    return Recovery(found.cases, found.owed_fen, found.payments, found.mean_share, days)


def _lift(points: Sequence[Mapping[str, Any]]) -> Square | None:
    if not points:
        return None
    third = min(points, key=lambda point: abs(point["rows_share"] - 0.3))
    rows, found = round(100 * third["rows_share"]), round(100 * third["found_share"])
    sentence = say(
        f"几率最高的 {rows}% 里有全部结果的 {found}%。",
        f"The {rows}% with the highest chances hold {found}% of all outcomes.",
    )
    return lift_square(points, sentence)


def _group(line: Mapping[str, Any]) -> GroupLine:
    gap, burden = line["gap"], line["burden"]
    miss = line.get("miss", _NOT_KEPT)
    return GroupLine(
        attribute=line["attribute"],
        group=line["group"],
        rows=line["rows"],
        miss=_points(miss["value"]),
        miss_between=""
        if miss["value"] is None
        else between(_points(miss["low"]), _points(miss["high"])),
        gap=_points(gap["value"]),
        gap_between=between(_points(gap["low"]), _points(gap["high"])),
        gap_standing=line["gap_standing"],
        burden=_times(burden["value"]),
        burden_between=between(_times(burden["low"]), _times(burden["high"])),
        burden_standing=line["burden_standing"],
    )


def _points(share: float | None) -> str:
    if share is None:
        return "—"
    points = round(100 * share, 1)
    return f"{'−' if points < 0 else '+' if points > 0 else ''}{abs(points):.1f}"


def _times(factor: float | None) -> str:
    return "∞" if factor is None else f"×{factor:.2f}"


def _steps(moved: Rolling) -> tuple[Step, ...]:
    """Return the moves that matter most, the general one first."""
    names = sorted(
        (name for name in moved.beliefs if name not in ("offset", "slope")),
        key=lambda name: -abs(moved.mean(name)),
    )
    return tuple(
        _step(name, *moved.beliefs[name])
        for name in ["offset", *names[:_FEWEST_STEPS]]
        if name in moved.beliefs
    )


def _step(name: str, mean: float, variance: float) -> Step:
    half = _NINETY * variance**0.5
    low, high = exp(mean - half), exp(mean + half)
    return Step(mark_said(name), _times(exp(mean)), between(_times(low), _times(high)))


def mark_said(name: str) -> str:
    """Return a mark in the reader's language."""
    kind, _, word = name.partition(":")
    if kind == "offset":
        return say("全部案件", "All cases")
    if kind == "layer":
        return said(word, "layer")
    return said(word, "product") if kind == "product" else word


def _effects(effects: Sequence[Effect]) -> tuple[Whisker, ...]:
    rows = []
    for each in effects:
        own, other = said(each.treatment, "treatment"), said(each.against, "treatment")
        name = say(f"{own} 对比 {other}", f"{own} against {other}")
        says, kind = _effect_said(each, own, other)
        scale = 100.0
        value = None if each.value is None else scale * each.value
        rows.append(
            (name, value, scale * (each.low or 0.0), scale * (each.high or 0.0), says, kind, 1)
        )
    return tuple(
        replace(shown, parts=_parts(each))
        for shown, each in zip(whiskers(rows), effects, strict=True)
    )


def _parts(effect: Effect) -> tuple[tuple[str, str, str], ...]:
    """Return the effect in each part of the portfolio, drawn to the mean of all."""
    return tuple(
        (
            _segment_said(each.segment),
            _points(each.shrunk),
            between(_points(each.low), _points(each.high)),
        )
        for each in effect.by_segment
    )


def _segment_said(segment: str) -> str:
    match segment:
        case "to 30":
            return say("逾期 30 天以内", "to 30 days late")
        case "31 to 90":
            return say("逾期 31–90 天", "31 to 90 days late")
        case "over 90":
            return say("逾期 90 天以上", "over 90 days late")
        case _:
            return say("逾期天数未知", "days late unknown")


def _differs_said(effect: Effect) -> str:
    match effect.differs:
        case None:
            return ""
        case True:
            return say("；因人而异", "; it differs by person")
        case False:
            return say("；没有证据表明因人而异", "; no evidence that it differs by person")


def _effect_said(effect: Effect, own: str, other: str) -> tuple[str, str]:
    drawn = effect.rows + effect.others
    many = say(f"抽签 {drawn} 件", f"{drawn} drawn by lot") + _differs_said(effect)
    match effect.answer:
        case Answer.TOO_FEW:
            return say(
                f"没有证据：只有{many}，每组至少要 30 件",
                f"no evidence: only {many}, 30 of each are needed",
            ), ""
        case Answer.NO_EVIDENCE:
            return say(
                f"没有证据表明{own}比{other}更好；{many}",
                f"no evidence that this beats {other}; {many}",
            ), ""
        case Answer.MORE:
            return say(
                f"比{other}更多还款；{many}", f"more pay than with {other}; {many}"
            ), "allow"
        case Answer.LESS:
            return say(
                f"比{other}更少还款；{many}", f"fewer pay than with {other}; {many}"
            ), "refuse"
