"""What is known of a case before an instant, and nothing that came later."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.probability.past import START, Build, instant

from doorstep.probability.features import feature_matrix
from doorstep.probability.heads import Head
from doorstep.terms.codes import Channel, Direction, Disposition, PromiseState

MET = Disposition.MET_BORROWER
SPOKEN = Disposition.RIGHT_PARTY_CONTACT


def known(facts, day, head=Head.PAID_WITHIN_14_DAYS, case=1, channel=None):
    planned = None if channel is None else np.array([channel], dtype=np.int8)
    matrix = feature_matrix(facts, head, np.array([case]), np.array([instant(day)]), planned)
    return dict(zip(matrix.names, matrix.values[0].tolist(), strict=True))


def test_a_case_without_an_account_is_refused(build):
    with pytest.raises(ValueError, match="no account is known for case 7"):
        known(build().account().facts(), START, case=7)


def test_the_contact_head_needs_a_channel_and_no_other_takes_one(build):
    facts = build().account().facts()
    with pytest.raises(ValueError, match="needs a channel"):
        known(facts, START, Head.CONTACT)
    with pytest.raises(ValueError, match="takes no channel"):
        known(facts, START, channel=Channel.CALL)


@pytest.mark.parametrize(
    ("day", "owed", "count"),
    [
        (START + 5.0, 1000.0, 0.0),  # midnight of the value date: not known yet
        (START + 5.99, 1000.0, 0.0),  # any hour of the value date
        (START + 6.0, 700.0, 1.0),  # the day after
    ],
)
def test_a_payment_counts_from_the_day_after_its_value_date(build, day, owed, count):
    found = known(build().account().payment(START + 5, 30_000).facts(), day)
    assert np.expm1(found["log_owed"]) == pytest.approx(owed)
    assert found["payments_30_days"] == count


@pytest.mark.parametrize(
    ("at", "calls"),
    [
        (10.50, 0.0),  # the very moment of the call
        (10.51, 0.0),  # made, but its record has not arrived
        (10.75, 0.0),  # the moment of arrival
        (10.76, 1.0),  # known
        (17.74, 1.0),  # still within seven days of becoming known
        (17.76, 0.0),
    ],
)
def test_an_attempt_counts_once_its_record_has_arrived(build, at, calls):
    facts = build().account().attempt(START + 10.5, received=START + 10.75).facts()
    assert known(facts, START + at)["calls_7_days"] == calls


def test_a_case_is_read_as_a_person_would_read_it(build):
    facts = (
        build()
        .account(1, due=START, opened=START - 30, owed=120_000)
        .account(2, due=START - 50, opened=START - 80, owed=50_000)
        .payment(START - 40, 50_000, 2)
        .payment(START + 2, 20_000, 1)
        .attempt(START + 1, answer=SPOKEN)
        .attempt(START + 2)
        .attempt(START + 3, channel=Channel.VISIT, answer=MET, asked_to_leave=True)
        .attempt(START + 4, channel=Channel.SMS, answer=Disposition.DELIVERED)
        .attempt(START + 5, answer=SPOKEN, direction=Direction.INBOUND)
        .attempt(START + 6, answer=Disposition.IN_PROGRESS)
        .promise(START + 1, START + 2, PromiseState.BROKEN)
        .promise(START + 5, START + 14)
    ).facts()
    found = known(facts, START + 10)
    expected = {
        "days_past_due": 10, "open_accounts": 1, "owed_share": 1.0, "days_since_payout": 40,
        "days_to_due": 30, "earlier_loans": 1, "earlier_late_share": 1, "earlier_days_late": 10,
        "last_days_late": 10, "most_days_late": 10, "days_since_repaid": 50, "loan_to_last": 1,
        "payments_30_days": 1, "payments_90_days": 2, "days_since_payment": 8, "calls_30_days": 2,
        "visits_30_days": 1, "messages_30_days": 1, "reached_30_days": 3, "inbound_90_days": 1,
        "reached_share_90_days": 0.5, "call_reached_share": 0.5, "visit_reached_share": 1,
        "days_since_attempt": 6, "days_since_reached": 5, "last_call": 0, "last_message": 1,
        "last_visit": 3, "asked_to_leave": 1, "promises_made": 2, "promises_broken": 1,
        "promises_kept": 0, "days_since_promise": 5, "days_to_promise": 4,
    }  # fmt: skip
    assert {name: found[name] for name in expected} == pytest.approx(expected)


def test_what_nobody_knows_is_unknown_and_not_zero(build):
    found = known(build().account(placed=START + 20, due=-(2**31), loan=0).facts(), START + 10)
    unknown = ("days_past_due", "log_owed", "owed_share", "log_loan", "last_call", "last_visit")
    assert all(np.isnan(found[name]) for name in (*unknown, "days_since_payment"))


def test_the_planned_attempt_knows_its_hour_weekday_and_how_calls_then_went(build):
    facts = (
        build()
        .account()
        .attempt(START + 1 + 10 / 24, answer=SPOKEN)
        .attempt(START + 2 + 10 / 24)
        .attempt(START + 3 + 19 / 24)
    ).facts()
    found = known(facts, START + 4 + 9 / 24, Head.CONTACT, channel=Channel.VISIT)
    assert (found["hour"], found["planned_channel"]) == (9, Channel.VISIT)
    assert found["weekday"] == (START + 4 + 3) % 7
    assert found["band_reached_share"] == 0.5


later = st.floats(0, 40, allow_nan=False)


@given(
    at=st.floats(0, 20),
    calls=st.lists(st.tuples(later, st.booleans(), st.booleans()), max_size=4),
    payments=st.lists(st.tuples(st.integers(0, 40), st.integers(-500, 90_000)), max_size=4),
    promises=st.lists(st.tuples(later, st.sampled_from(PromiseState)), max_size=3),
)
def test_nothing_dated_at_or_after_the_instant_ever_changes_a_feature(
    at, calls, payments, promises
):
    def past() -> Build:
        return (
            Build().account().account(2, due=START - 60).payment(START - 20, 100_000, 2)
            .attempt(START - 3, answer=SPOKEN).payment(START - 1, 500)
            .promise(START - 9, START - 8, PromiseState.KEPT)
        )  # fmt: skip

    def read(facts):
        day = START + at
        return known(facts, day), known(facts, day, Head.CONTACT, channel=Channel.CALL)

    more = past()
    for after, is_late_record, is_reached in calls:
        made = START - 1.5 if is_late_record else START + at + after
        answer = SPOKEN if is_reached else Disposition.NO_ANSWER
        more.attempt(made, answer=answer, received=START + at + after)
    for after, amount in payments:
        more.payment(int(START + at) + after, amount)
    for after, state in promises:
        more.promise(START + at + after, int(START + at + after) + 2, state)
    np.testing.assert_equal(read(more.facts()), read(past().facts()))
