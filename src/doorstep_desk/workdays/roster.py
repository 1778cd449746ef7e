"""Did anything change about who works on a day, or about the law it is judged by?"""

import hashlib
from dataclasses import replace

from doorstep.terms.codes import Channel
from doorstep_desk.calendars.queries import approved_days
from doorstep_desk.decisions.facts import DayFacts
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.staff.queries import StaffSeen, staff_seen
from doorstep_desk.staff.team import fitness_on, working_shifts


def with_roster(day: DayFacts, agency_id: int) -> DayFacts:
    """Return the same facts under a digest that covers roster and law of the day too.

    A pair that was added, an agent who dropped out, a house number that was made stricter, or a
    day that was added to the calendar, is
    new input like a payment.
    """
    shifts = [
        (
            shift.id, shift.pair.id, shift.starts_minute, shift.ends_minute, shift.latitude,
            shift.longitude, shift.max_visits, _member(shift.pair.first),
            _member(shift.pair.second),
        )
        for shift in working_shifts(day.on, agency_id)
    ]  # fmt: skip
    fit = fitness_on(agency_id, day.on)
    agents = [
        (_member(each), fit.lacks(each.id, Channel.CALL.word))
        for each in staff_seen(agency_id, "agent")
        if each.id not in fit.away
    ]
    seal = hashlib.sha256(day.digest.encode())
    seal.update(repr((shifts, agents)).encode())
    seal.update(rulebook_for_agency(agency_id, day.on).digest.encode())
    added = [(row.country, row.on, row.kind) for row in approved_days(agency_id)]
    seal.update(repr(added).encode())
    return replace(day, digest=seal.hexdigest())


def _member(person: StaffSeen) -> tuple[object, ...]:
    return (
        person.id, person.is_active, person.certificate_valid_until, sorted(person.languages),
        person.trained_on, person.has_violent_record,
    )  # fmt: skip
