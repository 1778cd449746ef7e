"""What somebody speaks, can do and knows, as pairs are made of it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from django.db import transaction

from doorstep.terms.divisions.table import COUNTY_DIGITS, divisions_of
from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.staff.actions.own_people import held
from doorstep_desk.staff.skills import SKILLS

_MOST_TERRITORIES: Final = 12
_LONGEST: Final = 200
_LONGEST_LANGUAGES: Final = 40


@dataclass(frozen=True, slots=True)
class Profile:
    """What is written down about somebody's work.

    Attributes:
        display_name: For people.
        languages: Two-letter codes spoken with borrowers; at least one.
        skills: Words of ``SKILLS``.
        territories: Names of counties known well, without blanks.
    """

    display_name: str
    languages: frozenset[str]
    skills: frozenset[str]
    territories: frozenset[str]


@transaction.atomic
def change_profile(*, actor: Actor, staff_id: int, profile: Profile, at: datetime) -> None:
    """Write down what somebody speaks, can do and knows.

    Raises:
        Refused: The actor may not, or there is nobody of that key here.
        Malformed: Something cannot be; all problems at once.
    """
    actor.require("team.change")
    row = held(actor, staff_id)
    if problems := profile_problems(profile):
        raise Malformed(problems)
    row.display_name = profile.display_name.strip()
    row.languages = " ".join(sorted(profile.languages))
    row.skills = " ".join(sorted(profile.skills))
    row.territories = " ".join(sorted(profile.territories))
    row.save(update_fields=["display_name", "languages", "skills", "territories"])
    record(
        at=at, actor=actor, verb="staff.changed", subject=f"staff:{staff_id}",
        languages=sorted(profile.languages), skills=sorted(profile.skills),
        territories=len(profile.territories),
    )  # fmt: skip


def profile_problems(profile: Profile) -> list[str]:
    """Return everything about a profile that cannot be, one sentence each."""
    found = []
    if not profile.display_name.strip() or len(profile.display_name) > 60:
        found.append("the name is empty or longer than 60 marks")
    if not profile.languages or any(not re.fullmatch("[a-z]{2}", w) for w in profile.languages):
        found.append("languages are two-letter codes such as zh or ko, at least one")
    if len(" ".join(profile.languages)) > _LONGEST_LANGUAGES:
        found.append("these are too many languages")
    if unknown := sorted(profile.skills - set(SKILLS)):
        found.append(f"there is no skill {', '.join(unknown)}")
    places = profile.territories
    if len(places) > _MOST_TERRITORIES or len(" ".join(places)) > _LONGEST:
        found.append(f"at most {_MOST_TERRITORIES} counties, by their short names")
    if unknown := unknown_counties(places):
        found.append(f"there is no county {', '.join(unknown)}")
    return found


def unknown_counties(names: Collection[str]) -> list[str]:
    """Return the names that no county of the division table has, in order."""
    return sorted(set(names) - _county_names())


@cache
def _county_names() -> frozenset[str]:
    return frozenset(each.name for each in divisions_of(COUNTY_DIGITS))
