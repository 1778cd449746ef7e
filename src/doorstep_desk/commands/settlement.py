"""Give real loans that live in the synthetic Yanbian their invented past, for one day."""

import secrets
from datetime import date, datetime
from typing import Final

import numpy as np

from doorstep.simulation.settle import with_synthetic_contacts
from doorstep.simulation.yanbian.crew import draw_crew
from doorstep.terms.local_time import day_number, local_day
from doorstep_desk.attempts.actions import NewAttempt, record_attempts
from doorstep_desk.cases.queries import accounts_on_file, persons_on_file
from doorstep_desk.commands.synthetic_practice import declare_synthetic
from doorstep_desk.intake.actions.import_loans import book_on_file
from doorstep_desk.intake.queries import settling_seed
from doorstep_desk.notices.actions import NewNotice, keep_notices
from doorstep_desk.notices.queries import any_notice
from doorstep_desk.payments.queries import transactions_on_file
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.actions import NewShift, NewStaff, add_pair, add_shift, add_staff
from doorstep_desk.staff.actions.add_demo_staff import CHECKED_DAYS_AGO, TRAINED_DAYS_AGO
from doorstep_desk.staff.queries import pairs
from doorstep_desk.workdays.announcements import DEMO_GATEWAY

SOURCE: Final = "合成：联系方式和人员均为虚构 · synthetic, contacts and crew invented"


def settle_day(*, actor: Actor, on: date, at: datetime) -> int:
    """Give the borrowers overdue on a day attempts and announcements, once.

    Does nothing unless a book of loans was imported with synthetic contacts, or when this was
    done before. A store without pairs gets an invented crew too, whose passwords nobody knows.
    Returns the number of announcements.

    Raises:
        Refused: The actor may not.
    """
    agency = actor.agency_id
    seed = settling_seed(agency)
    if seed is None or any_notice(agency):
        return 0
    declare_synthetic(actor=actor, at=at, source=SOURCE)
    if not pairs(agency):
        _invent_crew(actor, seed, on, at)
    accounts = accounts_on_file(agency)
    book = book_on_file(accounts, transactions_on_file(agency))
    settled = with_synthetic_contacts(book, seed, on)
    people = persons_on_file(agency)
    case_of = {account.reference: account for account in accounts}
    record_attempts(
        actor=actor, at=at, subject=f"settled:{on.isoformat()}",
        attempts=[
            NewAttempt(
                borrower_id=people[a.person_key].borrower_id,
                case_id=case_of[a.person_key].case_id,
                creditor_id=case_of[a.person_key].creditor_id, point_id=None,
                person_key=people[a.person_key].person_key, at=a.at, channel=a.channel,
                purpose=a.purpose, disposition=a.disposition, direction=a.direction,
                asked_to_leave=a.asked_to_leave, note=a.note, recorded_by="synthetic",
            )
            for a in settled.attempts
        ],
    )  # fmt: skip
    return keep_notices(
        actor=actor, gateway=DEMO_GATEWAY, at=at,
        notices=[
            NewNotice(
                case_id=case_of[n.person_key].case_id,
                borrower_id=people[n.person_key].borrower_id, point_id=None, body=n.text,
                visits_from_on=n.visit_from_on, visits_until_on=n.visit_until_on,
                sent_at=n.sent_at, declined_at=n.sent_at if n.was_declined else None,
            )
            for n in settled.notices
        ],
    )  # fmt: skip


def _invent_crew(actor: Actor, seed: int, on: date, at: datetime) -> None:
    crew = draw_crew(on, np.random.default_rng([abs(seed), day_number(on)]))
    staff = {}
    for person in crew.staff:
        if person.role == "agent":
            seen = add_staff(
                actor=actor, at=at,
                new=NewStaff(
                    username=f"synthetic-{person.username}", display_name=person.display_name,
                    role=person.role, organisation_id=actor.agency_id,
                    password=secrets.token_urlsafe(24), must_change_password=True,
                    languages=frozenset(person.languages),
                    certificate_valid_until=person.certificate_valid_until,
                    trained_on=local_day(at) - TRAINED_DAYS_AGO,
                    record_checked_on=local_day(at) - CHECKED_DAYS_AGO,
                ),
            )  # fmt: skip
            staff[person.username] = seen.id
    for pair in crew.pairs:
        made = add_pair(
            actor=actor, letter=pair.letter, first_id=staff[pair.first],
            second_id=staff[pair.second], at=at,
        )  # fmt: skip
        for shift in crew.shifts:
            if shift.letter == pair.letter and shift.on == on:
                add_shift(
                    actor=actor, at=at,
                    new=NewShift(
                        made.id, on, shift.starts_minute, shift.ends_minute, pair.latitude,
                        pair.longitude, pair.max_visits,
                    ),
                )  # fmt: skip
