"""Who is there on a day, who should go with whom, and how much did each do of late?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from doorstep.planning.pairs import Pairing
from doorstep_desk.dayplans.queries import NO_LOAD
from doorstep_desk.office.pages.people.lines import exclusion_line, person_line
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.office.presentation.people.team import PairLine, TeamPage
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.actions.add_pair import VISITING_ROLES
from doorstep_desk.staff.queries import display_names
from doorstep_desk.staff.team import Member, absences
from doorstep_desk.workdays.team import DayTeam, day_team, proposed

FREE_LINES: Final = 2
"""Empty lines under the proposed pairs, to choose others in."""

Couple = tuple[str, str]


def team_page(
    actor: Actor,
    on: date,
    values: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    is_choosing: bool = False,
) -> TeamPage:
    """Return the team of a day, in a constant number of queries.

    Args:
        actor: Who reads.
        on: Which day.
        values: What was typed; without pairs in it the proposed ones are shown.
        errors: What was refused.
        is_choosing: The reader wants to choose others than proposed.
    """
    agency = actor.agency_id
    found, names = day_team(agency, on), display_names(agency)
    away = {each.staff_id: each for each in absences(agency, on) if each.from_on <= on}
    people = [person_line(each, found, away) for each in found.members.values()]
    standing = _standing(found)
    pairing, typed = proposed(found), typed_couples(values)
    may_approve = actor.may("pair.approve") and on >= clock.today()
    choosing = may_approve and (is_choosing or bool(typed))
    best = {frozenset((each.first_id, each.second_id)) for each in pairing.pairs}
    return TeamPage(
        on=on, is_past=on < clock.today(),
        people=tuple(sorted(people, key=lambda each: (not each.is_active, each.name))),
        pairs=_pairs(found, pairing, typed, standing) if not choosing
        else _to_choose(found, _pairs(found, pairing, typed, standing)),
        left_over=tuple(found.members[key].person.display_name
                        for key in pairing.left_over),
        standing=tuple(
            (shift.pair.letter, f"{shift.pair.first.display_name} · "
             f"{shift.pair.second.display_name}")
            for shift in found.going
        ),
        is_standing=bool(best) and best == standing,
        exclusions=tuple(exclusion_line(each, found, names) for each in found.never),
        choices=tuple(Option(str(each.person.id), each.person.display_name)
                      for each in _visitors(found)),
        away_count=len(found.fit.away), may_approve=may_approve, is_choosing=choosing,
        may_change=actor.may("team.change"), may_add=actor.may("staff.add"), values=values,
        errors=errors,
    )  # fmt: skip


def typed_couples(values: Mapping[str, str]) -> list[Couple]:
    """Return the couples of a form as typed, empty lines left out; one of two may be missing."""
    found = []
    number = 1
    while f"first_{number}" in values or f"second_{number}" in values:
        couple = (values.get(f"first_{number}", ""), values.get(f"second_{number}", ""))
        if any(couple):
            found.append(couple)
        number += 1
    return found


def _standing(found: DayTeam) -> set[frozenset[int]]:
    return {frozenset((each.pair.first.id, each.pair.second.id)) for each in found.going}


def _visitors(found: DayTeam) -> list[Member]:
    rows = [
        each
        for each in found.members.values()
        if each.person.is_active and each.person.role in VISITING_ROLES
    ]
    return sorted(rows, key=lambda each: each.person.display_name)


def _pairs(
    found: DayTeam, pairing: Pairing, typed: Sequence[Couple], standing: set[frozenset[int]]
) -> tuple[PairLine, ...]:
    couples = list(typed) or [(str(each.first_id), str(each.second_id)) for each in pairing.pairs]
    return tuple(_line(found, n, each, standing) for n, each in enumerate(couples, start=1))


def _to_choose(found: DayTeam, lines: Sequence[PairLine]) -> tuple[PairLine, ...]:
    """Return the lines with everybody to choose from, and free lines under them."""
    free = [PairLine(len(lines) + n, "", ("", "")) for n in range(1, FREE_LINES + 1)]
    return tuple(
        replace(
            each, first=_options(found, each.couple[0]), second=_options(found, each.couple[1])
        )
        for each in (*lines, *free)
    )


def _line(found: DayTeam, number: int, couple: Couple, standing: set[frozenset[int]]) -> PairLine:
    keys = [int(each) for each in couple if each.isdecimal() and int(each) in found.members]
    if len(keys) != 2:
        return PairLine(number, "", couple)
    one, other = (found.members[key] for key in keys)
    loads = [found.loads.get(key, NO_LOAD) for key in keys]
    known = (each.letter for each in found.pairs if {each.first.id, each.second.id} == set(keys))
    return PairLine(
        number=number, letter=next(known, ""), couple=couple,
        names=(one.person.display_name, other.person.display_name),
        languages=tuple(sorted(one.person.languages | other.person.languages)),
        skills=tuple(sorted(one.skills | other.skills)),
        territories=tuple(sorted(one.territories | other.territories)),
        stops=sum(each.stops for each in loads),
        hours=round(sum(each.minutes for each in loads) / 60),
        goes_now=frozenset(keys) in standing,
    )  # fmt: skip


def _options(found: DayTeam, chosen: str) -> tuple[Option, ...]:
    return tuple(
        Option(str(each.person.id), each.person.display_name,
               is_chosen=str(each.person.id) == chosen)
        for each in _visitors(found)
        if found.fit.may_visit([each.person.id]) or str(each.person.id) == chosen
    )  # fmt: skip
