"""What stands behind today's chances of a case, and when could a visit be lawful?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from doorstep.probability.axes import Index
from doorstep.probability.reasons import Explanation, Reason
from doorstep.terms.codes import Channel
from doorstep_desk.decisions.one_case import (
    CaseAsked,
    contact_reasons,
    facts_of,
    next_visit_allowed,
    payment_reasons,
    two_axes,
)
from doorstep_desk.decisions.registry import model_named
from doorstep_desk.office.pages.chances import odds_of
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.office.presentation.case import AxisLine, Step, Waterfall
from doorstep_desk.plumbing.speech import say

_LEARNED: Final = "learned"
_TINY: Final = 0.0005
"""Points below which a step is not worth a line."""


_SHOWN: Final = 3
"""Reasons of an axis that are shown."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What was worked out about one case.

    Attributes:
        waterfalls: How its chances came about; empty for base rates.
        axes: How able and how willing; empty for base rates.
        next_visit_at: Earliest lawful visit, or None when allowed or not known.
    """

    waterfalls: tuple[Waterfall, ...]
    axes: tuple[AxisLine, ...]
    next_visit_at: datetime | None


def reasons_behind(decision: Any, case: Any, notices: Sequence[Any]) -> Reasons:
    """Return what stands behind a decision, from the facts it was made from."""
    asked = case_asked(case, decision.assessment.on, decision.assessment.created_at, notices)
    is_refused = not decision.candidates["visit"]["open"]
    waterfalls, axes = _learned_reasons(decision, asked)
    return Reasons(waterfalls, axes, next_visit_allowed(asked) if is_refused else None)


def _learned_reasons(
    decision: Any, asked: CaseAsked
) -> tuple[tuple[Waterfall, ...], tuple[AxisLine, ...]]:
    used, agency = decision.assessment.models_used, decision.agency_id
    is_learned = {name: _is_said(decision.chances[name]) for name in ("paid", "visit")}
    if not any(is_learned.values()):
        return (), ()
    facts = facts_of(asked)
    falls: list[Waterfall] = []
    axes: tuple[AxisLine, ...] = ()
    if is_learned["paid"] and (head := model_named(agency, used["paid"])) is not None:
        reasons = payment_reasons(head, asked, facts)
        falls.append(_waterfall("paid_14_days", reasons, decision, "paid"))
        axes = tuple(map(_axis, two_axes(head, asked, facts)))
    if is_learned["visit"] and (head := model_named(agency, used["contact"])) is not None:
        reasons = contact_reasons(head, asked, facts, Channel.VISIT)
        falls.append(_waterfall("met", reasons, decision, "visit"))
    return tuple(falls), axes


def _is_said(chance: Mapping[str, Any]) -> bool:
    """Return whether a chance was learned and is shown: what is not said has no reasons."""
    return chance["basis"] == _LEARNED and odds_of(chance).is_said


def _waterfall(name: str, reasons: Explanation, decision: Any, chance: str) -> Waterfall:
    steps = [_step(each) for each in reasons.reasons]
    if abs(reasons.rest_points) > _TINY:
        steps.append(Step(say("其他各项", "Everything else"), reasons.rest_points))
    odds = odds_of(decision.chances[chance])
    if abs(moved := odds.value - reasons.prediction) > _TINY:
        steps.append(Step(say("近期结果与周围情况", "Latest outcomes and surroundings"), moved))
    return Waterfall(name, reasons.base, tuple(steps), odds)


def _step(reason: Reason) -> Step:
    words = say(f"{reason.label_zh}：{reason.value_zh}", f"{reason.label_en}: {reason.value_en}")
    return Step(words, reason.points)


def _axis(index: Index) -> AxisLine:
    return AxisLine(index.axis.value, index.value, tuple(map(_step, index.reasons[:_SHOWN])))
