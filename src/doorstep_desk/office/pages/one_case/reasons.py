"""What stands behind today's chances of a case, and when could a visit be lawful?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from doorstep.probability.reasons import Explanation
from doorstep.terms.codes import Channel
from doorstep_desk.decisions.one_case import (
    CaseAsked,
    contact_reasons,
    facts_of,
    next_visit_allowed,
    payment_reasons,
)
from doorstep_desk.decisions.registry import model_named
from doorstep_desk.office.pages.chances import odds_of
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.office.presentation.case import Step, Waterfall
from doorstep_desk.plumbing.speech import say

_LEARNED: Final = "learned"
_TINY: Final = 0.0005
"""Points below which a step is not worth a line."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What was worked out about one case.

    Attributes:
        waterfalls: How its chances came about; empty for base rates.
        next_visit_at: Earliest lawful visit, or None when allowed or not known.
    """

    waterfalls: tuple[Waterfall, ...]
    next_visit_at: datetime | None


def reasons_behind(decision: Any, case: Any) -> Reasons:
    """Return what stands behind a decision, from the facts it was made from."""
    asked = case_asked(case, decision.assessment.on, decision.assessment.created_at)
    is_refused = not decision.candidates["visit"]["open"]
    return Reasons(
        waterfalls=_waterfalls(decision, asked),
        next_visit_at=next_visit_allowed(asked) if is_refused else None,
    )


def _waterfalls(decision: Any, asked: CaseAsked) -> tuple[Waterfall, ...]:
    used, agency = decision.assessment.models_used, decision.agency_id
    found: list[Waterfall] = []
    if not any(decision.chances[name]["basis"] == _LEARNED for name in ("paid", "visit")):
        return ()
    facts = facts_of(asked)
    if decision.chances["paid"]["basis"] == _LEARNED:
        head = model_named(agency, used["paid"])
        if head is not None:
            found.append(
                _waterfall("paid_14_days", payment_reasons(head, asked, facts), decision, "paid")
            )
    if decision.chances["visit"]["basis"] == _LEARNED:
        head = model_named(agency, used["contact"])
        if head is not None:
            reasons = contact_reasons(head, asked, facts, Channel.VISIT)
            found.append(_waterfall("met", reasons, decision, "visit"))
    return tuple(found)


def _waterfall(name: str, reasons: Explanation, decision: Any, chance: str) -> Waterfall:
    steps = [
        Step(say(f"{each.label_zh}：{each.value_zh}", f"{each.label_en}: {each.value_en}"),
             each.points)
        for each in reasons.reasons
    ]  # fmt: skip
    if abs(reasons.rest_points) > _TINY:
        steps.append(Step(say("其他各项", "Everything else"), reasons.rest_points))
    return Waterfall(name, reasons.base, tuple(steps), odds_of(decision.chances[chance]))
