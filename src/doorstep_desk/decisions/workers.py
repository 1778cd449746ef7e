"""Who could work the cases of an agency on a day, and what was declared about how?"""

from datetime import date, datetime

from doorstep_desk.decisions.practice import team_of
from doorstep_desk.decisions.requests import Workers
from doorstep_desk.declarations.facts import declared_facts
from doorstep_desk.staff.team import working_shifts


def workers_of(agency_id: int, on: date, as_of: datetime) -> Workers:
    """Return who could visit on a day, and what was declared about how."""
    people = [
        member
        for shift in working_shifts(on, agency_id)
        for member in (shift.pair.first, shift.pair.second)
    ]
    return Workers(team_of(people), declared_facts(agency_id, on, as_of))
