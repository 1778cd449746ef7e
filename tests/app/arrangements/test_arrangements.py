"""Is an arrangement only what can be borne, agreed on by all it needs, and stops it the rest?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from tests.app.arrangements.household import (
    FIRST,
    HALF,
    PENALTY_FEN,
    SHEET,
    agreed,
    decided,
    followed,
    paid,
    plan,
    proposed,
    reduced,
)
from tests.app.portfolio import (
    DAY,
    NOON,
    OWED_FEN,
    place,
    point_of,
)

from doorstep.affordability.lifecycle import ArrangementState as State
from doorstep.affordability.lifecycle import Step
from doorstep.affordability.sheet import Household
from doorstep.compliance.rulebook import rulebook_on
from doorstep.ledger.components import parts_of
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.arrangements.actions import (
    contest_arrangement,
    refuse_proposal,
    uphold_arrangement,
    withdraw_arrangement,
)
from doorstep_desk.arrangements.actions.step import Wanted, write_step
from doorstep_desk.arrangements.models import ActiveArrangement, Arrangement, ArrangementStep
from doorstep_desk.arrangements.queries import arrangements_to_decide, state_of
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.ledger.queries import owed_by_account
from doorstep_desk.payments.queries import outstanding_of_case
from doorstep_desk.permits.actions import WantedPermit, issue_permits
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

AFTER_WEEK = DAY + timedelta(days=7)


def leave(cast, known) -> Permit:
    ends = NOON + timedelta(hours=1)
    wanted = WantedPermit(
        case_id=known.case_id, person_id=known.borrower_id, point_id=point_of(known),
        channel=Channel.CALL, purpose=Purpose.COLLECT, starts_at=NOON, ends_at=ends,
        expires_at=ends,
    )  # fmt: skip
    (issued,) = issue_permits(
        actor=day_runner(cast.agency_id), rulebook=rulebook_on(DAY), at=NOON, wanted=[wanted]
    )
    return Permit.objects.get(pk=issued.permit_id)


def expect_refused(code, act, *args, **more):
    with pytest.raises(Refused) as refusal:
        act(*args, **more)
    assert refusal.value.code == code


def ended(actor, row, act, because="asked for"):
    with acting_as(actor):
        return act(actor=actor, arrangement_id=row.pk, because=because, at=NOON)


@pytest.mark.parametrize("who", ["analyst", "compliance", "admin"])
def test_who_may_not_propose_proposes_nothing(cast, known, who):
    expect_refused("not-permitted", proposed, getattr(cast, who), known.case_id)
    assert not Arrangement.objects.exists()


def test_the_case_of_another_agency_does_not_exist(cast, known):
    expect_refused("case-unknown", proposed, cast.rival, known.case_id)
    row = proposed(cast.agent, known.case_id)
    expect_refused("arrangement-unknown", agreed, cast.rival, row)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (plan(HALF, 0), "instalment-not-positive"),
        (plan(HALF, -1), "instalment-not-positive"),
        (plan(HALF, HALF + 1), "above-debt"),  # a fen above the debt
        (plan(HALF, HALF - 1), "total-differs"),  # a fen left over by rounding
        (plan(HALF, HALF, currency="USD"), "currency-mixed"),
        (plan(10**17), "sum-too-large"),  # 1e15 yuan
        (plan(HALF, HALF, first=DAY - timedelta(days=1)), "due-in-the-past"),
        (plan(HALF, HALF, apart=0), "days-not-rising"),
        (plan(*[OWED_FEN // 100] * 100), "plan-too-long"),  # beyond sixty months
        (reduced(PENALTY_FEN + 1), "waived-too-much"),
        (
            plan(OWED_FEN - 1, waived_fen=parts_of(principal=1)),
            "beyond-authority",  # a fen of principal needs the lender
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(cast, known, terms, code):
    expect_refused(code, proposed, cast.agent, known.case_id, terms)
    assert not Arrangement.objects.exists()


def test_nothing_below_the_protected_minimum_or_without_a_sourced_one_is_proposed(cast, known):
    poor = replace(SHEET, income={})
    expect_refused("below-minimum", proposed, cast.agent, known.case_id, sheet=poor)
    elsewhere = replace(SHEET, household=Household(1, 0, "110101", is_urban=True))
    expect_refused("minimum-unknown", proposed, cast.agent, known.case_id, sheet=elsewhere)


def test_nobody_proposes_without_a_reason(cast, known):
    expect_refused("arrangement-reason", proposed, cast.agent, known.case_id, because=" ")


def test_the_same_form_sent_twice_is_one_proposal(cast, known):
    key = new_id()
    for _ in range(2):
        proposed(cast.agent, known.case_id, arrangement_id=key)
    assert ArrangementStep.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [{"terms": plan(HALF - 1, HALF + 1)}, {"because": "something else"}],  # a fen; a word
)
def test_another_proposal_under_the_same_key_is_refused_and_the_first_stands(cast, known, other):
    first = proposed(cast.agent, known.case_id)
    expect_refused(
        "arrangement-differs",
        proposed,
        cast.agent,
        known.case_id,
        arrangement_id=first.pk,
        **other,
    )
    assert Arrangement.objects.get().payload_hash == first.payload_hash


def test_agreeing_stops_collection_and_takes_back_leave_at_once(cast, known):
    permit = leave(cast, known)
    row = proposed(cast.agent, known.case_id)
    assert agreed(cast.agent, row) is State.AGREED

    permit.refresh_from_db()
    assert permit.cancelled_at == NOON
    pauses = running_pauses(cast.agency_id, DAY).filter(case_id=known.case_id)
    assert [pause.reason for pause in pauses] == ["arrangement"]


def test_two_active_arrangements_are_refused(cast, known):
    first, second = (proposed(cast.agent, known.case_id) for _ in range(2))
    agreed(cast.agent, first)
    expect_refused("arrangement-active", agreed, cast.agent, second)
    expect_refused("arrangement-active", proposed, cast.agent, known.case_id)
    assert ActiveArrangement.objects.get().arrangement_id == first.pk


def test_the_database_holds_one_active_arrangement_of_a_case(cast, known):
    first, second = (proposed(cast.agent, known.case_id) for _ in range(2))
    agreed(cast.agent, first)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActiveArrangement.objects.create(
            case_id=known.case_id, agency_id=cast.agency_id, arrangement=second, agreed_at=NOON
        )


def test_what_lets_something_off_waits_for_somebody_else(cast, known):
    row = proposed(cast.lead, known.case_id, reduced())
    assert state_of(row.pk) is State.WAITING
    expect_refused("step-not-possible", agreed, cast.lead, row)
    expect_refused("maker-is-checker", decided, cast.lead, row)
    expect_refused("not-permitted", decided, cast.agent, row)

    assert decided(cast.compliance, row) is State.APPROVED
    assert agreed(cast.agent, row) is State.AGREED


def test_an_approval_is_of_what_was_read(cast, known):
    row = proposed(cast.agent, known.case_id, reduced())
    expect_refused("content-changed", decided, cast.lead, row, seal="0" * 64)
    decided(cast.lead, row)
    expect_refused("content-changed", agreed, cast.agent, row, seal="0" * 64)


def test_a_refusal_says_why_and_ends_it(cast, known):
    row = proposed(cast.agent, known.case_id, reduced())
    expect_refused("arrangement-reason", decided, cast.lead, row, refuse_proposal, because="")
    assert decided(cast.lead, row, refuse_proposal) is State.REFUSED
    expect_refused("step-not-possible", agreed, cast.agent, row)


def test_a_stored_proposal_cannot_be_changed(cast, known):
    row = proposed(cast.agent, known.case_id, reduced())
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Arrangement.objects.filter(pk=row.pk).update(waived_fen=1)


@pytest.mark.parametrize(
    ("step", "after", "who", "says"),
    [
        (Step.APPROVE, State.APPROVED, "agent", "cannot decide"),  # the maker approves
        (Step.AGREE, State.AGREED, "lead", "nobody else has approved"),
        (Step.COMPLETE, State.COMPLETED, "lead", "nobody else has approved"),
    ],
)
def test_the_database_itself_lets_nothing_off_on_one_word(cast, known, step, after, who, says):
    row = proposed(cast.agent, known.case_id, reduced())
    with pytest.raises(IntegrityError, match=says), transaction.atomic():
        write_step(
            actor=getattr(cast, who), row=row, wanted=Wanted(step), after=after, ordinal=2, at=NOON
        )


def test_an_approval_of_other_content_does_not_count_in_the_database(cast, known):
    row = proposed(cast.agent, known.case_id, reduced())
    changed = replace_hash(row)
    with pytest.raises(IntegrityError, match="as it was proposed"), transaction.atomic():
        write_step(
            actor=cast.lead, row=changed, wanted=Wanted(Step.APPROVE), after=State.APPROVED,
            ordinal=2, at=NOON,
        )  # fmt: skip


def test_this_is_not_what_i_agreed_takes_one_step_and_keeps_collection_stopped(cast, known):
    row = proposed(cast.agent, known.case_id)
    agreed(cast.agent, row)
    assert ended(cast.agent, row, contest_arrangement, because="") is State.CONTESTED
    assert followed(cast, AFTER_WEEK) == []  # it counts for nobody
    assert [seen.row.pk for seen in arrangements_to_decide(cast.agency_id, 9)] == [row.pk]
    assert running_pauses(cast.agency_id, AFTER_WEEK).exists()

    expect_refused("maker-is-checker", decided, replace(cast.lead, name=cast.agent.name), row,
            uphold_arrangement)  # fmt: skip
    assert decided(cast.lead, row, uphold_arrangement) is State.IN_FORCE


def test_a_contested_one_that_is_withdrawn_lets_go_of_the_case(cast, known):
    row = proposed(cast.agent, known.case_id)
    agreed(cast.agent, row)
    ended(cast.agent, row, contest_arrangement)
    assert ended(cast.lead, row, withdraw_arrangement) is State.WITHDRAWN
    assert not running_pauses(cast.agency_id, DAY).exists()
    assert not ActiveArrangement.objects.exists()


@pytest.mark.parametrize(
    ("on", "states"),
    [
        (DAY + timedelta(days=6), []),  # the last day for thinking it over
        (AFTER_WEEK, [State.IN_FORCE]),
    ],
)
def test_it_is_in_force_once_the_borrower_could_think_it_over(cast, known, on, states):
    agreed(cast.agent, proposed(cast.agent, known.case_id))
    assert followed(cast, on) == states


@pytest.mark.parametrize(
    ("days", "states"),
    [
        (3, []),  # the last day of grace has not passed
        (4, [State.BROKEN]),
    ],
)
def test_a_missed_instalment_breaks_it_after_its_days_of_grace(cast, known, days, states):
    agreed(cast.agent, proposed(cast.agent, known.case_id))
    followed(cast, AFTER_WEEK)
    assert followed(cast, FIRST + timedelta(days=days)) == states
    assert running_pauses(cast.agency_id, DAY).exists() is not bool(states)


def test_one_instalment_may_be_skipped(cast, known):
    agreed(cast.agent, proposed(cast.agent, known.case_id, plan(HALF, HALF, may_skip=1)))
    followed(cast, AFTER_WEEK)
    assert followed(cast, FIRST + timedelta(days=4)) == []
    assert followed(cast, FIRST + timedelta(days=34)) == [State.BROKEN]


def test_paid_in_full_it_is_completed_and_what_was_let_off_is_written_off(cast, known):
    row = proposed(cast.agent, known.case_id, reduced())
    decided(cast.lead, row)
    agreed(cast.agent, row)
    for number, on in (("T1", DAY), ("T2", FIRST)):
        paid(cast, known, HALF - PENALTY_FEN // 2, on, number)
    assert outstanding_of_case(known.case_id, FIRST + timedelta(days=1)).fen == PENALTY_FEN

    assert followed(cast, FIRST + timedelta(days=1)) == [State.COMPLETED]
    assert owed_by_account([known.account_id])[known.account_id].total_fen == 0
    assert outstanding_of_case(known.case_id, FIRST + timedelta(days=1)).fen == 0
    assert not running_pauses(cast.agency_id, FIRST).exists()


def test_a_reshaped_one_takes_over_without_collection_in_between(cast, known):
    row = proposed(cast.agent, known.case_id)
    expect_refused("reshape-not-in-force", proposed, cast.agent, known.case_id, replaces=row.pk)
    agreed(cast.agent, row)
    followed(cast, AFTER_WEEK)
    smaller = plan(*[OWED_FEN // 4] * 4)
    new = proposed(cast.agent, known.case_id, smaller, replaces=row.pk)
    assert agreed(cast.agent, new) is State.AGREED
    assert state_of(row.pk) is State.RESHAPED
    assert ActiveArrangement.objects.get().arrangement_id == new.pk
    assert running_pauses(cast.agency_id, DAY).count() == 1


def test_following_asks_the_same_number_of_queries_however_many_there_are(
    cast, django_assert_num_queries
):
    rows = place(cast, 4)
    for count, chosen in ((1, rows[:1]), (4, rows[1:])):
        for each in chosen:
            agreed(cast.lead, proposed(cast.lead, each.case_id))
        assert ActiveArrangement.objects.count() == count
        with django_assert_num_queries(6):
            assert followed(cast, DAY) == []


def replace_hash(row):
    changed = Arrangement.objects.get(pk=row.pk)
    changed.payload_hash = "0" * 64
    return changed
