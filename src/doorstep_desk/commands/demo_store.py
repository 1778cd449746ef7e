"""How does an empty store become the demonstration, with people, pairs and history?"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
from django.db import transaction

from doorstep.compliance.rulebook import calendar_for
from doorstep.simulation.world import World, build_world
from doorstep.terms.codes import Known
from doorstep.terms.local_time import day_number, local_day
from doorstep.training.reading import courses
from doorstep_desk.commands.synthetic_practice import declare_synthetic
from doorstep_desk.intake.actions.load_world import load_world, notices_of_world
from doorstep_desk.notices.actions import NewNotice, keep_notices
from doorstep_desk.organisations.actions import add_organisation, mark_store
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM, Actor, day_runner
from doorstep_desk.staff.actions import (
    NewShift,
    add_demo_readers,
    add_demo_staff,
    add_pair,
    add_shift,
)
from doorstep_desk.staff.queries import StaffSeen, actor_with_id
from doorstep_desk.training.actions.needs import adopt_proposed_needs
from doorstep_desk.training.actions.sit_exam import Paper, sit_exam
from doorstep_desk.training.facts import ground_on
from doorstep_desk.workdays.announcements import DEMO_GATEWAY

SEED: Final = 20261125
ACCOUNTS: Final = 5_000
CERTIFICATE_DAYS: Final = 400
SHIFT_DAYS: Final = 28
SOURCE: Final = "演示：机构、贷款人、借款人均为虚构 · demonstration, all invented"


def first_visitable_day(today: date) -> date:
    """Return the first day from today on that is neither a weekend nor a holiday."""
    calendar = calendar_for().of("cn")
    for ahead in range(400):
        day = today + timedelta(days=ahead)
        number = np.array([day_number(day)], dtype=np.int32)
        if (
            calendar.is_rest_day(number)[0] == Known.NO
            and calendar.is_holiday(number)[0] == Known.NO
        ):
            return day
    raise ValueError(f"the calendar knows no working day within 400 days of {today}")


@transaction.atomic
def make_demo(*, on: date, at: datetime, accounts: int = ACCOUNTS) -> Actor:
    """Fill an empty store with the synthetic Yanbian, and return who runs its days.

    Before the day has begun it is furnished now: what is stated at six is missing at five, and
    whoever looked at the demonstration in the night would see every contact held.

    Raises:
        Refused: The store holds real data.
    """
    at = min(at, clock.now())
    mark_store(actor=SYSTEM, kind="demo", at=at)
    world = build_world(SEED, on, accounts)
    agency = next(o for o in world.organisations if o.kind == "agency")
    seen = add_organisation(
        actor=SYSTEM, kind="agency", name=agency.name, name_en=agency.name_en, at=at
    )
    runner = day_runner(seen.id)
    _crew(runner, world, at)
    load_world(actor=runner, world=world, at=at)
    lender = min(lenders_of(seen.id), key=lambda each: each.id)
    add_demo_readers(actor=runner, agency_id=seen.id, lender_id=lender.id, at=at)
    declare_synthetic(actor=runner, at=at, source=SOURCE)
    keep_notices(actor=runner, notices=list(_notices(world, runner)), gateway=DEMO_GATEWAY, at=at)
    return runner


def _crew(runner: Actor, world: World, at: datetime) -> None:
    until = world.day + timedelta(days=CERTIFICATE_DAYS)
    staff = add_demo_staff(
        actor=runner, organisation_id=runner.agency_id,
        certificate_valid_until=until, at=at,
    )  # fmt: skip
    _train(runner, staff, at)
    agents = [person for person in staff if person.username.startswith("agent")]
    for place, pair in enumerate(world.pairs[: len(agents) // 2]):
        seen = add_pair(
            actor=runner, letter=pair.letter, first_id=agents[2 * place].id,
            second_id=agents[2 * place + 1].id, at=at,
        )  # fmt: skip
        for shift in world.shifts:
            if shift.letter == pair.letter:
                add_shift(
                    actor=runner, at=at,
                    new=NewShift(
                        seen.id, shift.on, shift.starts_minute, shift.ends_minute,
                        pair.latitude, pair.longitude, pair.max_visits,
                    ),
                )  # fmt: skip


def _train(runner: Actor, staff: Sequence[StaffSeen], at: datetime) -> None:
    """Let everybody who makes contacts read the courses and pass, as they would themselves."""
    adopt_proposed_needs(actor=runner, from_on=local_day(at), at=at)
    ground = ground_on(runner.agency_id, local_day(at))
    papers = [
        Paper(key, course.edition, {n: each.right for n, each in enumerate(course.questions, 1)})
        for key, course in courses().items()
    ]
    for person in staff:
        actor = actor_with_id(person.id)
        if actor is not None and actor.may("training.take"):
            for paper in papers:
                sit_exam(actor=actor, paper=paper, at=at, ground=ground)


def _notices(world: World, runner: Actor) -> Iterator[NewNotice]:
    for row, person, case in notices_of_world(world, runner):
        yield NewNotice(
            case_id=case, borrower_id=person.borrower_id, point_id=None, body=row.text,
            visits_from_on=row.visit_from_on, visits_until_on=row.visit_until_on,
            sent_at=row.sent_at, declined_at=row.sent_at if row.was_declined else None,
        )  # fmt: skip
