"""Which decisions of a stored day would come out otherwise under the law of another day?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from doorstep.compliance.lawbook.diff import Flip, Weighed, diff
from doorstep.compliance.ruleset import Ruleset
from doorstep.terms.local_time import instant_number
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.decisions.facts import day_facts
from doorstep_desk.decisions.portfolio import NoticeSeen
from doorstep_desk.decisions.requests import CONTACTS, Workers, contact_requests

MOST_CASES: Final = 5_000
"""Cases that are compared at most, the first by number; whoever wants all asks the command."""


@dataclass(frozen=True, slots=True)
class OtherLaw:
    """What would change.

    Attributes:
        on: The day whose decisions are compared.
        compared: Cases that were compared.
        left_out: Cases beyond the bound.
        flips: Case, treatment and the change, by case; other reasons alone are none.
    """

    on: date
    compared: int
    left_out: int
    flips: tuple[tuple[int, str, Flip], ...]


@dataclass(frozen=True, slots=True)
class StoredDay:
    """A day as it was judged.

    Attributes:
        agency_id: Whose.
        on: The day.
        as_of: What became known later does not count.
        notices: Announcements of visits that cover the day, by case.
        workers: Who could visit, and what was declared about how.
    """

    agency_id: int
    on: date
    as_of: datetime
    notices: Mapping[int, NoticeSeen]
    workers: Workers


def under_other_law(
    day: StoredDay, old_on: date, new_on: date, most: int | None = MOST_CASES
) -> OtherLaw:
    """Compare a day's planned contacts under the law of two days; nothing is written.

    House policies of the organisation are left out of both, so that only the law differs.

    Args:
        day: The day.
        old_on: Judge by the law of this day, as it was known then,
        new_on: and by the law of this one.
        most: Compare so many cases at most; None is all.
    """
    facts = day_facts(day.agency_id, day.on, day.as_of, day.notices)
    cases = facts.cases[:most]
    weighed = Weighed(
        requests=contact_requests(cases, day.on, instant_number(day.as_of), day.workers),
        history=facts.facts.attempts,
        calendar=calendar_for_agency(day.agency_id, day.as_of),
        jurisdiction="CN",
        on=day.on,
    )
    found = diff(_law_of(old_on), _law_of(new_on), weighed) if cases else ()
    width = len(CONTACTS)
    return OtherLaw(
        on=day.on,
        compared=len(cases),
        left_out=len(facts.cases) - len(cases),
        flips=tuple(
            (cases[flip.row // width].case_id, CONTACTS[flip.row % width][0].word, flip)
            for flip in found
            if flip.old is not flip.new
        ),
    )


def _law_of(on: date) -> Ruleset:
    return Ruleset(on.isoformat(), law_on=on)
