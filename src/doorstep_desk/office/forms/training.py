"""What was typed into an exam, and into the form of what work needs?"""

import re
from datetime import date
from typing import Final

from doorstep.terms.codes import Channel
from doorstep.training.reading import CERTIFICATE_WORD
from doorstep_desk.office.forms.people import Errors, Typed, day_in
from doorstep_desk.plumbing.speech import say
from doorstep_desk.training.actions.sit_exam import Paper

NEEDING: Final = (Channel.VISIT, Channel.CALL)
"""What people do themselves; messages and letters are sent by machines."""

_QUESTION: Final = re.compile(r"q([1-9]\d?)")
_PLACE: Final = re.compile(r"[1-9]\d?")


def paper_of(key: str, typed: Typed) -> Paper:
    """Read an exam; an answer that is no number is none."""
    answers = {
        int(found[1]): int(text)
        for name, text in typed.items()
        if (found := _QUESTION.fullmatch(name)) and _PLACE.fullmatch(text)
    }
    return Paper(key, day_in(typed, "edition", {}), answers)


def need_starts_on(typed: Typed, today: date, errors: Errors) -> date:
    """Read from which day on a need holds; never from one that is over."""
    first = day_in(typed, "from_on", errors, today)
    if not errors and first < today:
        errors["from_on"] = say("请选择今天或以后。", "Choose today or a later day.")
    return first


def need_of(typed: Typed, errors: Errors) -> tuple[Channel, str]:
    """Read which kind of contact needs which certificate."""
    channel, kind = typed.get("channel", ""), typed.get("kind", "")
    if channel not in {each.word for each in NEEDING}:
        errors["channel"] = say("请选择一种联系方式。", "Choose a kind of contact.")
        channel = NEEDING[0].word
    if not CERTIFICATE_WORD.fullmatch(kind):
        errors["kind"] = say("请选择一门课程。", "Choose a course.")
    return Channel.of(channel), kind
