"""Which plans of the past say something about how heavy a plan may be?"""

from datetime import timedelta

import pytest
from tests.app.arrangements.household import FIRST, HALF, SHEET, agreed, followed, plan, proposed
from tests.app.portfolio import DAY, OWED_FEN, account, assign, mandate, publish

from doorstep.affordability.arrangement import ArrangementKind
from doorstep.affordability.lifecycle import ArrangementState as State
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.facts import budget_on
from doorstep_desk.arrangements.settled import settled_plans
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.payments.actions import NewPayment, record_payments
from doorstep_desk.plumbing.scope import acting_as

pytestmark = pytest.mark.django_db

SECOND = FIRST + timedelta(days=30)
OVER = SECOND + timedelta(days=4)
"""The first day on which the days of grace of the last instalment are over."""


@pytest.fixture
def case_id(cast) -> int:
    publish(cast, [account(cast, mandate(cast), 1, "L1", principal_fen=OWED_FEN)])
    (only,) = accounts_on_file(cast.agency_id)
    assign(cast, (only.case_id, cast.agent.staff_id))
    return only.case_id


def seen(cast, on):
    with acting_as(day_runner(cast.agency_id)):
        return [
            (each.dues, each.skips, each.burden, each.is_kept)
            for each in settled_plans(cast.agency_id, on)
        ]


def in_force(cast, case_id, terms=None):
    agreed(cast.agent, proposed(cast.agent, case_id, terms or plan(HALF, HALF)))
    followed(cast, DAY + timedelta(days=8))


def paid_whole(cast, case_id, on):
    (only,) = accounts_on_file(cast.agency_id)
    row = NewPayment(only.account_id, case_id, "P1", on, OWED_FEN)
    record_payments(
        actor=day_runner(cast.agency_id), payments=[row], at=beijing_instant(on, 12), origin="t"
    )


def test_a_plan_that_still_runs_or_was_only_proposed_says_nothing(cast, case_id):
    proposed(cast.agent, case_id)
    assert seen(cast, OVER) == []


def test_a_plan_that_broke_says_nothing_before_its_whole_course_is_over(cast, case_id):
    in_force(cast, case_id)
    assert followed(cast, FIRST + timedelta(days=4)) == [State.BROKEN]
    burden = HALF / budget_on(SHEET, DAY).most_fen
    assert seen(cast, OVER - timedelta(days=1)) == []
    assert seen(cast, OVER) == [(2, 0, burden, False)]


def test_a_plan_that_was_kept_counts_once_its_like_that_broke_would(cast, case_id):
    in_force(cast, case_id, plan(HALF, HALF, may_skip=1))
    paid_whole(cast, case_id, FIRST)
    assert followed(cast, FIRST + timedelta(days=1)) == [State.COMPLETED]
    over = OVER + timedelta(days=31)  # a skipped one moves to the month after
    assert seen(cast, over - timedelta(days=1)) == []
    assert [(dues, skips, kept) for dues, skips, _, kept in seen(cast, over)] == [(2, 1, True)]


def test_a_payment_at_once_is_paid_from_savings_and_says_nothing_about_months(cast, case_id):
    in_force(cast, case_id, plan(OWED_FEN, kind=ArrangementKind.SETTLEMENT))
    paid_whole(cast, case_id, FIRST)
    followed(cast, FIRST + timedelta(days=1))
    assert seen(cast, OVER + timedelta(days=99)) == []
