"""Is what a payment completed taken up again when that payment is taken back?"""

from datetime import timedelta

import pytest
from tests.app.arrangements.household import (
    FIRST,
    PARTS,
    PENALTY_FEN,
    agreed,
    decided,
    followed,
    paid,
    plan,
    proposed,
    reduced,
)
from tests.app.portfolio import OWED_FEN, account, mandate, publish

from doorstep.affordability.lifecycle import ArrangementState as State
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.models import ActiveArrangement
from doorstep_desk.arrangements.queries import state_of
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.models import Pause
from doorstep_desk.ledger.queries import owed_by_account, waiting_events
from doorstep_desk.payments.actions import NewPayment, record_payments

REST = OWED_FEN - PENALTY_FEN
AFTER = FIRST + timedelta(days=1)
LATER = FIRST + timedelta(days=10)


@pytest.fixture
def completed(cast):
    """Return the account and the reduction that its payment completed."""
    publish(cast, [account(cast, mandate(cast), 1, "L1", **PARTS)])
    (known,) = accounts_on_file(cast.agency_id)
    row = proposed(cast.lead, known.case_id, reduced())
    decided(cast.compliance, row)
    agreed(cast.lead, row)
    paid(cast, known, REST, FIRST, "T1")
    assert followed(cast, AFTER) == [State.COMPLETED]
    return known, row


def back(cast, known, on):
    row = NewPayment(known.account_id, known.case_id, "R1", on, -REST, reverses="T1")
    record_payments(
        actor=day_runner(cast.agency_id), payments=[row], at=beijing_instant(on, 12), origin="test"
    )


def owed(known) -> int:
    return owed_by_account([known.account_id])[known.account_id].total_fen


def test_while_nothing_is_taken_back_it_stays_completed(cast, completed):
    known, row = completed
    assert followed(cast, LATER) == []
    assert state_of(row.pk) == State.COMPLETED
    assert owed(known) == 0


def test_it_is_in_force_again_and_nobody_collects(cast, completed):
    known, row = completed
    back(cast, known, LATER)
    followed(cast, LATER + timedelta(days=1))
    assert state_of(row.pk) == State.IN_FORCE
    assert ActiveArrangement.objects.get().arrangement_id == row.pk
    assert Pause.objects.filter(case_id=known.case_id, ended_at=None).exists()
    assert owed(known) == REST


def test_paid_again_it_is_completed_and_let_off_once(cast, completed):
    known, row = completed
    back(cast, known, LATER)
    followed(cast, LATER + timedelta(days=1))
    paid(cast, known, REST, LATER + timedelta(days=1), "T2")
    assert followed(cast, LATER + timedelta(days=2)) == [State.COMPLETED]
    assert state_of(row.pk) == State.COMPLETED
    assert owed(known) == 0
    assert waiting_events(cast.agency_id) == []
    assert followed(cast, LATER + timedelta(days=3)) == []
    assert state_of(row.pk) == State.COMPLETED


def test_who_does_not_pay_anew_within_the_days_of_grace_has_not_kept_it(cast, completed):
    known, row = completed
    back(cast, known, LATER)
    again = LATER + timedelta(days=1)
    for days, state in [(0, State.IN_FORCE), (3, State.IN_FORCE), (4, State.BROKEN)]:
        followed(cast, again + timedelta(days=days))
        assert state_of(row.pk) == state


def test_where_another_one_is_active_by_now_that_one_stands(cast, completed):
    known, row = completed
    back(cast, known, LATER)
    terms = plan(REST // 2, REST // 2, first=LATER + timedelta(days=20))
    newer = proposed(cast.lead, known.case_id, terms, at=beijing_instant(LATER, 13))
    agreed(cast.lead, newer, at=beijing_instant(LATER, 14))
    followed(cast, LATER + timedelta(days=1))
    assert state_of(row.pk) == State.COMPLETED
    assert ActiveArrangement.objects.get().arrangement_id == newer.pk
