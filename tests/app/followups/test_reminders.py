"""Is a reminder made only where the borrower asked for one, and once?"""

from datetime import timedelta

import numpy as np
import pytest
from tests.app.arrangements.household import PARTS, agreed, paid, plan, proposed
from tests.app.portfolio import DAY, NOON, OWED_FEN, account, assign, mandate, publish

from doorstep.affordability.reminders import Wish
from doorstep.terms.local_time import beijing_instant
from doorstep.terms.money import Money
from doorstep_desk.arrangements.actions import PromiseTerms, record_promise
from doorstep_desk.arrangements.actions.reminders import About, wish_reminder
from doorstep_desk.arrangements.models import ReminderWish
from doorstep_desk.arrangements.reminders import reminders_due
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.followups.jobs import follow_reminders
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

pytestmark = pytest.mark.django_db
SMS = Wish(True, "sms", 2)


@pytest.fixture
def known(cast):
    publish(cast, [account(cast, mandate(cast), 1, "L1", **PARTS)])
    (only,) = accounts_on_file(cast.agency_id)
    assign(cast, (only.case_id, cast.agent.staff_id))
    return only


def promised(cast, case_id, due_on, fen=100):
    with acting_as(cast.agent):
        return record_promise(
            actor=cast.agent, promise_id=new_id(),
            terms=PromiseTerms(case_id, Money(fen), due_on), outstanding=Money(OWED_FEN),
            is_paused=False, at=NOON,
        )  # fmt: skip


def wished(cast, case_id, wish, **about):
    with acting_as(cast.agent):
        return wish_reminder(actor=cast.agent, about=About(case_id, **about), wish=wish, at=NOON)


def tasks(cast, on):
    follow_reminders(actor=day_runner(cast.agency_id), on=on, at=beijing_instant(on, 6))
    return list(FollowUp.objects.filter(kind="remind"))


@pytest.mark.parametrize(
    ("wish", "code"),
    [(Wish(True, "fax", 1), "reminder-channel"), (Wish(True, "sms", 9), "reminder-days")],
)
def test_a_wish_that_says_nothing_is_not_written_down(cast, known, wish, code):
    row = promised(cast, known.case_id, DAY + timedelta(days=5))
    with pytest.raises(Refused) as refused:
        wished(cast, known.case_id, wish, promise_id=row.pk)
    assert refused.value.code == code
    assert not ReminderWish.objects.exists()


def test_a_wish_is_about_one_thing_of_this_case(cast, known):
    row = promised(cast, known.case_id, DAY + timedelta(days=5))
    for about in ({}, {"promise_id": new_id()}, {"arrangement_id": new_id()},
                  {"promise_id": row.pk, "arrangement_id": row.pk}):  # fmt: skip
        with pytest.raises(Refused, match="no such promise"):
            wished(cast, known.case_id, SMS, **about)


def test_who_may_not_writes_no_wish_down(cast, known):
    row = promised(cast, known.case_id, DAY + timedelta(days=5))
    with pytest.raises(Refused, match="role"), acting_as(cast.compliance):
        wish_reminder(
            actor=cast.compliance, about=About(known.case_id, promise_id=row.pk), wish=SMS,
            at=NOON,
        )  # fmt: skip


def test_a_wanted_one_becomes_a_task_on_its_day_and_once(cast, known):
    row = promised(cast, known.case_id, DAY + timedelta(days=5))
    wished(cast, known.case_id, SMS, promise_id=row.pk)
    assert tasks(cast, DAY + timedelta(days=2)) == []
    for _ in range(2):
        found = tasks(cast, DAY + timedelta(days=3))
        assert [(task.case_id, task.details["channel"]) for task in found] == [
            (known.case_id, "sms")
        ]
    assert len(tasks(cast, DAY + timedelta(days=4))) == 1


def test_the_newest_word_counts(cast, known):
    row = promised(cast, known.case_id, DAY + timedelta(days=5))
    wished(cast, known.case_id, SMS, promise_id=row.pk)
    wished(cast, known.case_id, Wish(False), promise_id=row.pk)
    assert reminders_due(cast.agency_id, DAY + timedelta(days=3)) == []


def test_an_instalment_is_reminded_of_until_it_is_paid(cast, known):
    due = DAY + timedelta(days=10)
    row = proposed(cast.agent, known.case_id, plan(OWED_FEN // 2, OWED_FEN // 2, first=due))
    agreed(cast.agent, row)
    wished(cast, known.case_id, SMS, arrangement_id=row.pk)
    (found,) = reminders_due(cast.agency_id, due - timedelta(days=2))
    assert (found.due_on, found.channel) == (due, "sms")
    paid(cast, known, OWED_FEN // 2, DAY + timedelta(days=1), "T1")
    assert reminders_due(cast.agency_id, due - timedelta(days=2)) == []
    assert len(reminders_due(cast.agency_id, due + timedelta(days=28))) == 1


@pytest.mark.parametrize("seed", range(3))
def test_without_a_wish_no_task_is_ever_made(cast, known, seed):
    chance = np.random.default_rng(seed)
    for _ in range(5):
        row = promised(cast, known.case_id, DAY + timedelta(days=int(chance.integers(0, 12))))
        if chance.random() < 0.5:
            wished(cast, known.case_id, Wish(False), promise_id=row.pk)
    made = {day: tasks(cast, DAY + timedelta(days=day)) for day in range(14)}
    assert {day: found for day, found in made.items() if found} == {}
