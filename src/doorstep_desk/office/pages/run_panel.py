"""How far is the day that is being run, and what stopped the last one?"""

from datetime import datetime, timedelta
from typing import Final

from doorstep.terms.local_time import BEIJING
from doorstep_desk.office.presentation.board import RunPanel, RunStep
from doorstep_desk.office.presentation.refusal_words import refusal_sentence
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import language
from doorstep_desk.workdays.queries import STAGES, RunSeen, newest_run

_TOLD_FOR: Final = timedelta(hours=12)
"""How long a run that failed is still told of."""


def run_panel(actor: Actor, now: datetime) -> RunPanel | None:
    """Return what is to be said about the newest run, or None when it went well or is long past.

    Only those who may run a day hear of it; for them it takes two queries at most.
    """
    if not actor.may("day.run"):
        return None
    seen = newest_run(actor.agency_id, now)
    if seen is None or seen.state == "done":
        return None
    if not seen.is_open and now > seen.asked_at + _TOLD_FOR:
        return None
    is_chinese = language() == "zh"
    return RunPanel(
        on=seen.on,
        state=seen.state,
        steps=_steps(seen),
        asked_at=seen.asked_at.astimezone(BEIJING),
        because=refusal_sentence(seen.failed_code, seen.failed_because, in_chinese=is_chinese),
    )


def _steps(seen: RunSeen) -> tuple[RunStep, ...]:
    at = STAGES.index(seen.stage) if seen.stage in STAGES else -1
    return tuple(
        RunStep(name, "done" if place < at else "now" if place == at else "ahead")
        for place, name in enumerate(STAGES)
    )
