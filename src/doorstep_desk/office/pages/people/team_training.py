"""Who of the team holds what until when, and what does each kind of contact need?"""

from collections.abc import Mapping
from datetime import date

from doorstep.training.needs import proposed_needs
from doorstep.training.reading import courses
from doorstep_desk.office.forms.training import NEEDING
from doorstep_desk.office.pages.people.training import held_as, told
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.office.presentation.people.training import (
    NeedLine,
    TeamTrainingLine,
    TeamTrainingPage,
)
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.actions.add_pair import VISITING_ROLES
from doorstep_desk.staff.team import NeedSeen, fitness_on, needs_seen, team
from doorstep_desk.training.standings import NOTHING, team_standings


def team_training_page(
    actor: Actor, today: date, values: Mapping[str, str], errors: Mapping[str, str]
) -> TeamTrainingPage:
    """Return the overview by name, in a constant number of queries; nobody is ranked."""
    agency = actor.agency_id
    standings, needs = team_standings(agency, today), needs_seen(agency, today)
    fit = fitness_on(agency, today)
    people = [
        each.person
        for each in team(agency)
        if each.person.is_active and each.person.role in VISITING_ROLES
    ]
    visitors = [each for each in people if each.role == "agent"]
    return TeamTrainingPage(
        titles=tuple(told(course.title) for course in courses().values()),
        people=tuple(
            TeamTrainingLine(
                each.id, each.display_name, each.role,
                tuple(
                    (told(one.title), held_as(standings.get(each.id, {}).get(key, NOTHING), today))
                    for key, one in courses().items()
                ),
            )
            for each in sorted(people, key=lambda one: one.display_name)
        ),
        needs=tuple(_need(each) for each in needs),
        kinds=tuple(
            Option(each.certificate, told(each.title), values.get("kind") == each.certificate)
            for each in courses().values()
        ),
        channels=tuple(
            Option(each.word, said(each.word, "channel"), values.get("channel") == each.word)
            for each in NEEDING
        ),
        proposed_count=_not_yet(needs, today),
        ready=sum(not fit.lacks(each.id, "visit") for each in visitors), visitors=len(visitors),
        may_need=actor.may("certificate.need"), today=today, values=values, errors=errors,
    )  # fmt: skip


def _not_yet(needs: list[NeedSeen], today: date) -> int:
    standing = {(each.channel, each.kind) for each in needs}
    return sum((channel.word, kind) not in standing for channel, kind in proposed_needs(today))


def _need(each: NeedSeen) -> NeedLine:
    titles = {course.certificate: told(course.title) for course in courses().values()}
    return NeedLine(
        str(each.need_id), titles.get(each.kind, each.kind), each.channel, each.from_on,
        each.noted_by,
    )  # fmt: skip
