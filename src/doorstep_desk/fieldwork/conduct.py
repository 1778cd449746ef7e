"""Did a visit go as visits should, as far as its record tells: private, clear, calm?

Never what was paid or promised: an agent who leaves without a promise when asked to has done well.
A question that did not arise has no answer, and counts neither way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

LEAVES_WITHIN: Final = timedelta(minutes=10)
_ABOUT_DEBT: Final = ("visit.purpose", "visit.reason", "visit.sheet", "visit.promise")


@dataclass(frozen=True, slots=True)
class Noted:
    """One record of a visit, as far as conduct is read from it."""

    kind: str
    body: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Conduct:
    """What the record says; None where the question did not arise.

    Attributes:
        is_private: Nothing about the debt came up before the right person was settled.
        is_clear: Rights were told, and an agreement was read back.
        is_calm: When asked to leave, or alone with children, they left soon and pressed on with
            nothing.
    """

    is_private: bool | None
    is_clear: bool | None
    is_calm: bool | None


def conduct_of(visit: Sequence[Noted]) -> Conduct:
    """Return how a visit went, its records in the order of their numbers."""
    return Conduct(_privacy(visit), _clarity(visit), _calm(visit))


def _privacy(visit: Sequence[Noted]) -> bool | None:
    settled = False
    answer: bool | None = None
    for each in visit:
        if each.kind == "visit.right_party" and each.body.get("settled") is True:
            settled = True
        if each.kind in _ABOUT_DEBT:
            answer = settled if answer is None else answer and settled
    return answer


def _clarity(visit: Sequence[Noted]) -> bool | None:
    purposes = [each for each in visit if each.kind == "visit.purpose"]
    if not purposes:
        return None
    is_told = any(each.body.get("told") for each in purposes)
    agreed = any(
        each.kind == "visit.promise" and each.body.get("choice") != "none" for each in visit
    )
    is_read_back = any(
        each.kind == "visit.summary" and each.body.get("read_back") is True for each in visit
    )
    return is_told and (is_read_back or not agreed)


def _calm(visit: Sequence[Noted]) -> bool | None:
    for place, each in enumerate(visit):
        if each.kind == "stop.requested" or each.body.get("who") == "minor_only":
            after = visit[place + 1 :]
            left = next((one for one in after if one.kind == "visit.left"), None)
            pressed = any(one.kind in _ABOUT_DEBT for one in after)
            return left is not None and left.at - each.at <= LEAVES_WITHIN and not pressed
    return None
