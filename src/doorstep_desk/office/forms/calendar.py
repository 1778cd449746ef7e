"""What was typed into the form that adds a day to the calendar?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from doorstep.compliance.calendar import KINDS
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing.speech import say


@dataclass(frozen=True, slots=True)
class DayWish:
    """A day as far as it could be read.

    Attributes:
        on: The day, or None.
        kind: Its kind; empty when none was chosen.
        source: The announcement.
        state: What was typed and what is wrong.
    """

    on: date | None
    kind: str
    source: str
    state: FormState


def day_of(posted: Mapping[str, str]) -> DayWish:
    """Read the form; every fault is said at once, beside its field."""
    typed = {name: posted.get(name, "").strip()[:300] for name in ("on", "kind", "source")}
    errors: dict[str, str] = {}
    on = _day(typed["on"], errors)
    if typed["kind"] not in KINDS:
        errors["kind"] = say("请选择这一天的性质。", "Choose what kind of day it is.")
    if not typed["source"]:
        errors["source"] = say(
            "请写明发布的文件和文号。", "Name the announcement that says so, with its number."
        )
    return DayWish(on, typed["kind"], typed["source"], FormState(values=typed, errors=errors))


def _day(text: str, errors: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        errors["on"] = say("请填写日期，例如 2027-02-06。", "Give a day such as 2027-02-06.")
        return None
