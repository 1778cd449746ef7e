"""For what is no leave ever given, whatever was judged before?

The rules judge a contact by what they are told. Here the store is asked once more, when a permit
is about to be signed, whether it is what it says: the borrower in person, on a point from their
own file and from a lawful source, at home, by two people at most, who are there that day and hold
what their work needs, and never a child.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep.terms.codes import Channel, Provenance
from doorstep.terms.identity import MAJORITY, age_on
from doorstep_desk.cases.queries import CaseOf, PointSeen, born_after, points_seen
from doorstep_desk.staff.team import Fitness, fitness_on

AWAY: Final = "away"
"""Why leave is withheld from somebody who is on leave or ill that day."""

CERTIFICATE: Final = "certificate"
"""Why leave is withheld from somebody whose certificate is over, or who lacks a needed one."""

_REFUSED_SOURCES: Final = frozenset(
    source.word
    for source in (
        Provenance.BOUGHT, Provenance.ADDRESS_BOOK, Provenance.SOCIAL_MEDIA,
        Provenance.SEEN_ON_PARCEL,
    )
)  # fmt: skip
_VISITED: Final = frozenset({"home", "registered"})
_ADDRESS: Final = "address"
_SOMEBODY_ELSE: Final = "contact_person"
_MOST_VISITORS: Final = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A contact for which leave is asked.

    Attributes:
        case: Whose case it is.
        person_id: Who would be reached.
        point_id: Where; 0 for a contact that has no point.
        channel: How.
        agents: Who would make it.
        on: On which day.
    """

    case: CaseOf
    person_id: int
    point_id: int
    channel: Channel
    agents: tuple[int, ...]
    on: date


def beyond(asked: Sequence[Asked], agency_id: int) -> list[str | None]:
    """Return for each contact what no leave may be given against, or None.

    Args:
        asked: The contacts.
        agency_id: Whose people would make them.

    Returns:
        The rule, ``AWAY`` or ``CERTIFICATE``.
    """
    points = points_seen(each.point_id for each in asked if each.point_id)
    keys = {each.case.person_key for each in asked}
    first = min((each.on for each in asked), default=date.max)
    births = born_after(keys, date(first.year - MAJORITY - 1, 12, 31))
    days = {each.on for each in asked if each.agents}
    fit = {on: fitness_on(agency_id, on) for on in sorted(days)}
    return [_line(each, points, births) or _unfit(each, fit.get(each.on)) for each in asked]


def _unfit(asked: Asked, fit: Fitness | None) -> str | None:
    """Return why those who would make a contact may not, or None; a machine has no agents."""
    if fit is None:
        return None
    if fit.away.intersection(asked.agents):
        return AWAY
    lacking = any(fit.lacks(each, asked.channel.word) for each in asked.agents)
    return CERTIFICATE if lacking else None


def _line(
    asked: Asked, points: Mapping[int, PointSeen], births: Mapping[bytes, date]
) -> str | None:
    if asked.person_id != asked.case.borrower_id:
        return "RL-05"
    birth_on = births.get(asked.case.person_key)
    if birth_on is not None and age_on(birth_on, asked.on) < MAJORITY:
        return "RL-06"
    if asked.channel is Channel.VISIT and len(asked.agents) > _MOST_VISITORS:
        return "HP-VISIT-TEAM-MAX"
    return _line_of_point(asked, points.get(asked.point_id)) if asked.point_id else None


def _line_of_point(asked: Asked, point: PointSeen | None) -> str | None:
    if point is None or point.borrower_id != asked.case.borrower_id:
        return "RL-05"
    if point.role == _SOMEBODY_ELSE:
        return "RL-05"
    if point.provenance in _REFUSED_SOURCES:
        return "HP-ADDR"
    if point.kind == _ADDRESS and point.role not in _VISITED:
        return "HP-WORKPLACE"
    return None
