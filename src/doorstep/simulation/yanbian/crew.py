"""Who works for the synthetic agency?"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from numpy.random import Generator

from doorstep.simulation.rows import WorldPair, WorldShift, WorldStaff
from doorstep.simulation.yanbian.people import draw_name
from doorstep.simulation.yanbian.towns import TOWNS

SHIFT_DAYS: Final = 28
CERTIFICATE_DAYS: Final = 240

_LETTERS: Final = "甲乙丙丁戊己"
_STARTS: Final = ("延吉市", "延吉市", "珲春市", "敦化市", "龙井市", "汪清县")
_HOURS: Final = ((9 * 60, 18 * 60), (10 * 60 + 30, 19 * 60 + 30))
_MAX_VISITS: Final = 14
_CALLERS: Final = 4
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Crew:
    """Staff, pairs and shifts of the agency."""

    staff: tuple[WorldStaff, ...]
    pairs: tuple[WorldPair, ...]
    shifts: tuple[WorldShift, ...]


def draw_crew(day: date, chance: Generator) -> Crew:
    """Return six pairs of agents, four callers and one of each other role.

    In every pair one agent speaks Korean, except in Dunhua where hardly anybody asks for it.
    """
    staff: list[WorldStaff] = []
    pairs = []
    for index, (letter, start) in enumerate(zip(_LETTERS, _STARTS, strict=True)):
        town = next(town for town in TOWNS if town.name == start)
        first, second = f"agent{2 * index + 1:02d}", f"agent{2 * index + 2:02d}"
        other = ("zh",) if start == "敦化市" else ("zh", "ko")
        staff.append(_member(first, "agent", ("zh",), day, chance))
        staff.append(_member(second, "agent", other, day, chance))
        pairs.append(
            WorldPair(letter, first, second, start, town.latitude, town.longitude, _MAX_VISITS)
        )
    staff += [
        _member(
            f"caller{index + 1:02d}", "agent", ("zh", "ko") if index % 2 else ("zh",), day, chance
        )
        for index in range(_CALLERS)
    ]
    staff += [
        _member(role, role, ("zh",), day, chance)
        for role in ("lead", "analyst", "compliance", "admin")
    ]
    return Crew(tuple(staff), tuple(pairs), _shifts(day))


def _member(
    username: str, role: str, languages: tuple[str, ...], day: date, chance: Generator
) -> WorldStaff:
    name, _ = draw_name(languages[-1], chance)
    until = day + timedelta(days=CERTIFICATE_DAYS)
    return WorldStaff(username, name, role, "zh", languages, until)


def _shifts(day: date) -> tuple[WorldShift, ...]:
    days = (day + timedelta(days=number) for number in range(SHIFT_DAYS))
    return tuple(
        WorldShift(letter, on, *_HOURS[index % len(_HOURS)])
        for on in days
        if on.weekday() < _SATURDAY
        for index, letter in enumerate(_LETTERS)
    )
