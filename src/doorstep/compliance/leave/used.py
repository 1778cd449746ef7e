"""How much of each limit on contacts is used up, and how much is left?

The counting is that of the rules themselves: what is shown here as full is what they refuse.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.counting.definitions import COUNTERS, DAY, Counter, Subject
from doorstep.compliance.leave.contacts import (
    Contact,
    Happened,
    as_running,
    history_of,
    limits_only,
    requests_of,
)
from doorstep.compliance.readings.limits import counted
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.scope import Legs, legs_of
from doorstep.compliance.situation import Mask, Situation, yes

_ONLY_WHEN: Final[Mapping[str, Callable[[Situation], Mask]]] = {
    "HP-HOLIDAY": lambda now: yes(now.calendar.of("cn").is_holiday(now.day)),
    "HP-US-PERSON": lambda now: now.is_in_us,
}
"""Rules of the house whose limit counts on some days or in some places alone."""


@dataclass(frozen=True, slots=True)
class LimitUse:
    """How far one limit is used up.

    Attributes:
        rule: The rule that limits.
        threshold: Name of its number, such as ``per_week``.
        days: Length of the window in days that end with today; 1 is today alone.
        subject: Whose contacts are added up.
        point_id: The contact point, where contacts with each are added up apart; else -1.
        made: Contacts made that count; what may have been one counts.
        out: Contacts more for which leave is out.
        limit: The next one after so many is refused.
    """

    rule: str
    threshold: str
    days: int
    subject: Subject
    point_id: int
    made: int
    out: int
    limit: int

    @property
    def left(self) -> int:
        """Return how many more are lawful under this limit."""
        return max(0, self.limit - self.made - self.out)


def limits_used(
    asked: Contact,
    points: Sequence[int],
    happened: Sequence[Happened],
    outstanding: Sequence[Contact],
    rulebook: Rulebook,
    calendar: Calendar,
) -> list[LimitUse]:
    """Return how far each limit in force is used up for one person, in the order of the table.

    Args:
        asked: Who, on whose behalf and when; its contact point and channel do not matter.
        points: Contact points that are of interest, for limits that count each point apart.
        happened: All contacts of this person by anyone that are known.
        outstanding: Contacts of this person for which leave is out.
        rulebook: The law; only its limits are asked.
        calendar: Holidays.
    """
    limits = limits_only(rulebook)
    held = [as_running(each, asked) for each in outstanding if each.person == asked.person]
    made = [each for each in happened if each.contact.person == asked.person]

    def seen(point: int, past: list[Happened]) -> Situation:
        requests = requests_of([replace(asked, point_id=point)])
        return Situation(requests, history_of(past, {asked.person: 0}), calendar, limits)

    situations = {point: (seen(point, made), seen(point, made + held)) for point in (-1, *points)}
    return [
        _use(counter, point, *situations[point])
        for counter in COUNTERS
        if _is_in_force(counter, situations[-1][0])
        for point in (points if counter.subject is Subject.POINT else (-1,))
    ]


def _is_in_force(counter: Counter, now: Situation) -> bool:
    if counter.rule_id not in now.rulebook.entries or not now.take_part(counter.rule_id)[0]:
        return False
    only = _ONLY_WHEN.get(counter.rule_id)
    return only is None or bool(only(now)[0])


def _use(counter: Counter, point: int, now: Situation, later: Situation) -> LimitUse:
    legs = _legs(counter, now)
    made = int(counted(now, legs, counter)[0])
    days = 1 if counter.window == DAY else int(legs.most(counter.window)[0])
    return LimitUse(
        rule=counter.rule_id, threshold=counter.threshold, days=days, subject=counter.subject,
        point_id=point, made=made, out=int(counted(later, legs, counter)[0]) - made,
        limit=int(legs.least(counter.threshold)[0]),
    )  # fmt: skip


def _legs(counter: Counter, now: Situation) -> Legs:
    return legs_of(now.rulebook.entries[counter.rule_id], now.kinds)
