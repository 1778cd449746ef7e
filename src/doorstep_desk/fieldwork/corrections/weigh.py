"""May a correction have effect at once, only when a second person agrees, or never?

At once is what can harm nobody: another wording, a smaller promise, a later day, a promise that
was none. What weighs on the borrower, or stands beside a wish of theirs, needs a second person.
A wish to be left alone, a call for help and a complaint have no field in a correction, so nothing
here can take them back; words of that kind that would vanish from a note are looked at as well.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from doorstep.terms.local_time import local_day
from doorstep_desk.fieldwork.corrections.said import Told

AT_ONCE: Final = ""
NEVER: Final = (
    "correction-unreadable", "correction-of-nothing", "correction-of-other", "correction-empty",
    "correction-late", "correction-confirmed", "outcome-does-not-fit",
)  # fmt: skip
"""For these a correction has no effect, whoever agrees."""

_NO: Final = re.compile(
    "投诉|举报|报警|律师|起诉|拒绝|不愿|不同意|不要|不想|别再|停止|离开|"
    "complain|report|police|lawyer|refus|unwilling|does not want|do not want|stop|leave|"
    "불만|신고|거부|거절|그만|오지",
    re.IGNORECASE,
)
"""Words of a no, a complaint or a wish; whether a correction drops one, a person judges."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else is known of the visit that is corrected.

    Attributes:
        ended_on: The day on which it ended.
        held_wish: Somebody asked to be left alone, said no to a recording, called for help, or
            only a child was there.
        is_confirmed: A person had decided about the visit when the correction was made.
        is_doubtful: The phone's clocks contradict each other.
    """

    ended_on: date
    held_wish: bool
    is_confirmed: bool
    is_doubtful: bool


def weigh(was: Told, now: Told, visit: Circumstances, made_at: datetime) -> str:
    """Return ``AT_ONCE``, or the word for why not; whether it is one of ``NEVER`` decides who may.

    Args:
        was: What is told of the visit.
        now: What the correction says instead.
        visit: What else is known of it.
        made_at: When the correction was made.
    """
    return _never(was, now, visit, made_at) or _second_person(was, now, visit)


def _never(was: Told, now: Told, visit: Circumstances, made_at: datetime) -> str:
    if now == was:
        return "correction-empty"
    if local_day(made_at) != visit.ended_on:
        return "correction-late"
    if visit.is_confirmed:
        return "correction-confirmed"
    if now.promise_fen is not None and now.disposition != "met_borrower":
        return "outcome-does-not-fit"
    return AT_ONCE


def _second_person(was: Told, now: Told, visit: Circumstances) -> str:
    if visit.held_wish:
        return "correction-after-wish"
    if now.disposition != was.disposition:
        return "correction-outcome"
    if _weighs_more(was, now):
        return "correction-promise"
    if set(_NO.findall(was.note.lower())) - set(_NO.findall(now.note.lower())):
        return "correction-softens"
    return "clock" if visit.is_doubtful else AT_ONCE


def _weighs_more(was: Told, now: Told) -> bool:
    """Say whether more is promised than was written down, or sooner."""
    if now.promise_fen is None or now.promise_due_on is None:
        return False
    if was.promise_fen is None or was.promise_due_on is None:
        return True
    return now.promise_fen > was.promise_fen or now.promise_due_on < was.promise_due_on
