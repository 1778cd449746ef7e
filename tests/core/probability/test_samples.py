"""From which past rows a model may learn."""

import dataclasses

import numpy as np
import pytest
from tests.core.probability.past import START

from doorstep.probability.samples import (
    contact_samples,
    payment_samples,
    promise_kept_samples,
    promise_samples,
)
from doorstep.terms.codes import Channel, Direction, Disposition, PromiseState

SPOKEN = Disposition.RIGHT_PARTY_CONTACT


def test_a_row_whose_outcome_window_reaches_today_is_refused(drawn):
    samples = drawn(50)
    with pytest.raises(ValueError, match="outcome is still open"):
        dataclasses.replace(samples, as_of_day=int(samples.window_end_day.max()) - 1)
    with pytest.raises(ValueError, match="oldest first"):
        dataclasses.replace(samples, anchor_day=samples.anchor_day[::-1].copy())


def test_contact_rows_are_our_own_finished_calls_messages_and_visits_before_today(build):
    facts = (
        build()
        .account()
        .attempt(START + 1, answer=SPOKEN)
        .attempt(START + 2, channel=Channel.SMS, answer=Disposition.DELIVERED)
        .attempt(START + 3, channel=Channel.VISIT, answer=Disposition.MET_BORROWER)
        .attempt(START + 4, answer=SPOKEN, direction=Direction.INBOUND)
        .attempt(START + 5, answer=Disposition.CANCELLED)
        .attempt(START + 6, channel=Channel.LETTER)
        .attempt(START + 7, case=-1)
        .attempt(START + 8, received=START + 10)
        .attempt(START + 10)
    ).facts()
    samples = contact_samples(facts, START + 10)
    assert samples.anchor_day.tolist() == [START + 1, START + 2, START + 3]
    assert samples.labels.tolist() == [True, False, True]
    channel = samples.matrix.columns(("planned_channel",))[:, 0]
    assert channel.tolist() == [Channel.CALL, Channel.SMS, Channel.VISIT]


@pytest.mark.parametrize(
    ("paid_on", "label"),
    [
        (START + 1, True),  # on the anchor day itself
        (START + 14, True),  # the last day of the window
        (START + 15, False),  # a day too late for the first anchor
    ],
)
def test_any_payment_within_fourteen_days_of_the_anchor_is_a_yes(build, paid_on, label):
    samples = payment_samples(build().account().payment(paid_on, 1).facts(), START + 16)
    assert samples.anchor_day.tolist() == [START + 1]
    assert samples.labels.tolist() == [label]


def test_a_reversal_is_no_payment(build):
    facts = build().account().payment(START + 3, -5).facts()
    assert payment_samples(facts, START + 30).labels.sum() == 0


def test_anchors_come_every_seven_days_while_overdue_and_only_with_a_whole_window(build):
    facts = build().account().payment(START + 20, 100_000).facts()
    assert (payment_samples(facts, START + 90).anchor_day - START).tolist() == [1, 8, 15]
    open_case = build().account().facts()
    assert (payment_samples(open_case, START + 22).anchor_day - START).tolist() == [1, 8]
    assert payment_samples(open_case, START + 22).is_first.tolist() == [True, False]
    assert len(payment_samples(open_case, START + 14)) == 0


def test_a_promise_made_on_the_day_of_the_talk_is_a_yes(build):
    facts = (
        build().account()
        .attempt(START + 1.4, answer=SPOKEN).promise(START + 1.4, START + 5)
        .attempt(START + 2.4, answer=SPOKEN).promise(START + 3, START + 6)
        .attempt(START + 2.5)
    ).facts()  # fmt: skip
    assert promise_samples(facts, START + 9).labels.tolist() == [True, False]


def test_a_promise_is_judged_only_after_its_grace(build):
    facts = (
        build().account()
        .promise(START, START + 2, PromiseState.KEPT)
        .promise(START, START + 3, PromiseState.BROKEN)
        .promise(START, START + 2, PromiseState.WITHDRAWN)
        .promise(START, START + 4, PromiseState.KEPT)
    ).facts()  # fmt: skip
    assert promise_kept_samples(facts, START + 7).labels.tolist() == [True, False]
    assert promise_kept_samples(facts, START + 5).labels.tolist() == []


def test_later_rows_can_be_taken_apart(drawn):
    samples = drawn(60)
    later = samples.since(START + 50)
    assert 0 < len(later) < 60
    assert np.all(later.anchor_day >= START + 50)
