"""What was asked of "may I?"?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from doorstep.terms.codes import Channel
from doorstep.terms.local_time import BEIJING
from doorstep_desk.decisions.may_i import CHANNELS
from doorstep_desk.plumbing.speech import say

FURTHEST: Final = timedelta(days=400)
"""How far ahead one may ask; later, nobody knows the calendar."""

_CHANNELS: Final = {channel.word: channel for channel in CHANNELS}


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as far as it could be read.

    Attributes:
        case_id: The case, or None when it is still to be chosen.
        text: What was searched for.
        channel: The channel.
        at: The instant, in Beijing; None when it could not be read.
        on: Day as typed.
        clock: Clock time as typed.
        errors: Field name to what is wrong and what to do.
    """

    case_id: int | None
    text: str
    channel: Channel
    at: datetime | None
    on: str
    clock: str
    errors: Mapping[str, str]


def question_of(asked: Mapping[str, str], now: datetime) -> Question:
    """Read the address of the page; what is not given is a visit, now.

    Args:
        asked: The query of the address.
        now: The present instant, in Beijing.
    """
    case = asked.get("case", "")
    on = asked.get("on", "").strip() or now.date().isoformat()
    clock = asked.get("clock", "").strip() or f"{now:%H:%M}"
    errors: dict[str, str] = {}
    day, hour = _day(on, now.date(), errors), _clock(clock, errors)
    return Question(
        case_id=int(case) if case.isdecimal() and len(case) < 19 else None,
        text=asked.get("q", "").strip()[:100],
        channel=_CHANNELS.get(asked.get("channel", ""), Channel.VISIT),
        at=None if day is None or hour is None else datetime.combine(day, hour, BEIJING),
        on=on,
        clock=clock,
        errors=errors,
    )


def _day(text: str, today: date, errors: dict[str, str]) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        errors["on"] = say("请填写日期，例如 2026-11-30。", "Give a day such as 2026-11-30.")
        return None
    if not today <= day <= today + FURTHEST:
        errors["on"] = say(
            "请选择今天到 400 天之内的一天；过去的联系看案件记录。",
            "Choose a day from today to 400 days ahead; for the past, read the case's record.",
        )
        return None
    return day


def _clock(text: str, errors: dict[str, str]) -> time | None:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        errors["clock"] = say("请填写时间，例如 10:30。", "Give a time such as 10:30.")
        return None
