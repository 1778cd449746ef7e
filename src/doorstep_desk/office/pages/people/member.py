"""What is kept about one of the team?"""

from collections.abc import Mapping, Set
from datetime import date

from doorstep_desk.cases.lists import counties_of_agency
from doorstep_desk.dayplans.queries import NO_LOAD, Load
from doorstep_desk.office.pages.people.lines import (
    certificate_state,
    exclusion_line,
    longest,
    person_line,
    work_of,
)
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.office.presentation.people.team import (
    AwayLine,
    CertificateLine,
    MemberPage,
    Work,
)
from doorstep_desk.office.presentation.words import LANGUAGES, said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.errors import staff_unknown
from doorstep_desk.staff.queries import display_names
from doorstep_desk.staff.skills import SKILLS
from doorstep_desk.staff.team import CertificateSeen, absences, certificates_of
from doorstep_desk.workdays.team import DayTeam, day_team


def member_page(
    actor: Actor, staff_id: int, today: date, values: Mapping[str, str],
    errors: Mapping[str, str],
) -> MemberPage:  # fmt: skip
    """Return one of the team, in a constant number of queries.

    Args:
        actor: Who reads.
        staff_id: Whose page.
        today: The day.
        values: What was typed.
        errors: What was refused.

    Raises:
        Refused: There is nobody of that key in the reader's team.
    """
    agency = actor.agency_id
    found, names = day_team(agency, today), display_names(agency)
    member = found.members.get(staff_id)
    if member is None:
        raise staff_unknown(staff_id)
    away = absences(agency, today, staff_id)
    now = {each.staff_id: each for each in away if each.from_on <= today}
    spoken = set(values.get("languages", "").split()) or member.person.languages
    knows = set(values.get("territories", "").split()) or member.territories
    never = [each for each in found.never if staff_id in (each.first_id, each.second_id)]
    pairs = (each.pair for each in found.shifts)
    return MemberPage(
        line=person_line(member, found, now), username=member.person.username,
        languages=tuple(
            Option(code, said(code, "language"), is_chosen=code in spoken)
            for code in (*LANGUAGES, *sorted(member.person.languages - set(LANGUAGES)))
        ),
        skills=tuple(
            Option(word, said(word, "skill"), is_chosen=word in member.skills) for word in SKILLS
        ),
        counties=_counties(agency, knows),
        away=tuple(
            AwayLine(str(each.absence_id), each.kind, each.from_on, each.until_on,
                     is_now=each.from_on <= today)
            for each in away
        ),
        certificates=tuple(_certificate(each, today) for each in certificates_of(staff_id)),
        never_with=tuple(exclusion_line(each, found, names) for each in never),
        average=_average(found),
        pair=next((each.letter for each in pairs if staff_id in (each.first.id, each.second.id)),
                  ""),
        today=today, may_change=actor.may("team.change"), may_certify=actor.may("certificate.add"),
        may_call_in=actor.may("plan.change") and member.person.is_active
        and staff_id not in found.fit.away, values=values, errors=errors,
    )  # fmt: skip


def _counties(agency_id: int, known: Set[str]) -> tuple[Option, ...]:
    """Return the counties of the agency's cases and those known, the latter ticked."""
    names = sorted({*counties_of_agency(agency_id), *known})
    return tuple(Option(name, name, is_chosen=name in known) for name in names)


def _certificate(each: CertificateSeen, today: date) -> CertificateLine:
    state = "gone" if each.revoked_at is not None else certificate_state(each.last_day, today)
    return CertificateLine(
        str(each.certificate_id), each.kind, each.issued_on, each.last_day, each.source, state
    )


def _average(found: DayTeam) -> Work:
    """Return what one of those who stand in a pair did on average."""
    goes = {each for pair in found.pairs for each in (pair.first.id, pair.second.id)}
    loads = [found.loads.get(each, NO_LOAD) for each in goes]
    many = len(loads) or 1
    mean = Load(
        round(sum(each.stops for each in loads) / many),
        round(sum(each.minutes for each in loads) / many),
    )
    return work_of(mean, longest(found.loads.values()))
