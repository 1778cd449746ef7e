from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doorstep.simulation.borrower import (
    GivenPromise,
    Payer,
    PlannedContact,
    answer,
    answers,
    payments_on,
)
from doorstep.simulation.shift import NO_SHIFT, SHIFT
from doorstep.simulation.traits import REASONS
from doorstep.terms.codes import Channel, Disposition

DAY = date(2026, 11, 25)
SEED = 9
KEYS = [f"person {number}" for number in range(2500)]


def contacts(channel=Channel.CALL, minute=600, **changes):
    return [PlannedContact(key, DAY, channel, minute, 500_000, **changes) for key in KEYS]


def reached_share(shift, **changes):
    found = answers(SEED, contacts(**changes), shift)
    return np.mean([each.disposition.reached_borrower for each in found])


def test_the_answer_is_the_same_alone_or_among_others_and_in_any_order():
    asked = contacts(Channel.VISIT)[:50]
    together = answers(SEED, asked)
    assert [answer(SEED, each) for each in asked] == together
    assert answers(SEED, asked[::-1]) == together[::-1]


@pytest.mark.parametrize("change", [{"day": DAY + timedelta(days=1)}, {"channel": Channel.VISIT}])
def test_another_day_or_channel_is_another_occasion(change):
    plain = {"day": DAY, "channel": Channel.CALL} | change
    asked = [PlannedContact(key, minute=600, owed_fen=500_000, **plain) for key in KEYS[:300]]
    before = [each.disposition for each in answers(SEED, contacts()[:300])]
    after = [each.disposition for each in answers(SEED, asked)]
    assert before != after


def test_the_world_answers_less_often_than_its_history_and_promises_more():
    assert reached_share(SHIFT) < reached_share(NO_SHIFT) - 0.05
    promised = {}
    for shift in (NO_SHIFT, SHIFT):
        found = [
            each for each in answers(SEED, contacts(), shift) if each.disposition.reached_borrower
        ]
        promised[shift] = np.mean([each.promise is not None for each in found])
    assert promised[SHIFT] > promised[NO_SHIFT] + 0.03


def test_the_shift_moves_the_best_hour_to_the_evening():
    morning = reached_share(NO_SHIFT) - reached_share(SHIFT)
    evening = reached_share(NO_SHIFT, minute=1100) - reached_share(SHIFT, minute=1100)
    assert evening < morning


def test_being_tried_often_tires():
    assert reached_share(NO_SHIFT, recent_attempts=6) < reached_share(NO_SHIFT) - 0.08


@pytest.mark.parametrize(
    ("channel", "reached"),
    [
        (Channel.CALL, Disposition.RIGHT_PARTY_CONTACT),
        (Channel.VISIT, Disposition.MET_BORROWER),
        (Channel.SMS, Disposition.REPLIED),
        (Channel.EMAIL, Disposition.REPLIED),
    ],
)
def test_each_channel_has_its_own_words_for_reaching_the_borrower(channel, reached):
    found = answers(SEED, contacts(channel))
    assert {each.disposition for each in found if each.disposition.reached_borrower} == {reached}
    assert any(not each.disposition.reached_borrower for each in found)


@pytest.mark.parametrize("channel", [Channel.LETTER, Channel.LEGAL_NOTICE, Channel.THIRD_PARTY])
def test_nobody_is_reached_by_post_or_through_others(channel):
    found = answers(SEED, contacts(channel))
    assert not any(each.disposition.reached_borrower for each in found)


def test_only_a_reached_borrower_promises_and_says_why():
    found = answers(SEED, contacts(Channel.VISIT))
    assert any(each.promise for each in found)
    for each in found:
        is_reached = each.disposition.reached_borrower
        assert each.note
        assert is_reached or (each.promise is None and not each.reason)
        assert each.reason in {"", *REASONS}
        assert not (each.asked_to_leave and each.promise)


def test_only_visitors_are_asked_to_leave():
    assert any(each.asked_to_leave for each in answers(SEED, contacts(Channel.VISIT)))
    assert not any(each.asked_to_leave for each in answers(SEED, contacts(Channel.CALL)))


@given(owed=st.integers(0, 10_000_000), number=st.integers(0, 2499))
def test_a_promise_is_never_above_the_debt_and_falls_due_within_two_weeks(owed, number):
    found = answer(SEED, PlannedContact(KEYS[number], DAY, Channel.VISIT, 1100, owed))
    assume(found.promise is not None)
    assert 0 < found.promise.amount_fen <= owed
    assert timedelta(3) <= found.promise.due_on - DAY <= timedelta(14)


def test_a_hardship_offer_brings_more_promises():
    plain = sum(each.promise is not None for each in answers(SEED, contacts()))
    offered = answers(SEED, contacts(is_hardship_offer=True))
    assert sum(each.promise is not None for each in offered) > plain


def paid_for_promises(amount_fen, shift=SHIFT):
    """What each of many borrowers pays for one promise, over the days of its window."""
    due_on = DAY + timedelta(days=7)
    payers = [Payer(key, 9_000_000, DAY, (GivenPromise(amount_fen, due_on),)) for key in KEYS]
    paid = []
    for number in range(5, 14):
        paid += payments_on(SEED, DAY + timedelta(days=number), payers, shift)
    return paid


def test_promises_are_kept_partly_kept_and_broken_inside_the_window():
    paid = paid_for_promises(80_000)
    assert len({each.person_key for each in paid}) == len(paid)  # once each
    kept = sum(each.amount_fen == 80_000 for each in paid)
    partly = len(paid) - kept
    assert 0.3 < kept / len(KEYS) < 0.75
    assert 0.05 < partly / len(KEYS) < 0.4
    assert len(paid) < len(KEYS)
    assert all(each.keeps_promise_due_on == DAY + timedelta(days=7) for each in paid)


def test_an_affordable_promise_is_kept_more_often():
    affordable = sum(each.amount_fen == 30_000 for each in paid_for_promises(30_000))
    strained = sum(each.amount_fen == 400_000 for each in paid_for_promises(400_000))
    assert affordable > 1.5 * strained


def test_some_pay_though_nobody_asks():
    payers = [Payer(key, 500_000) for key in KEYS]
    paid = [each for number in range(14) for each in _paid(payers, number)]
    share = len({each.person_key for each in paid}) / len(KEYS)
    assert 0.08 < share < 0.35
    assert all(each.keeps_promise_due_on is None for each in paid)


def _paid(payers, number):
    return payments_on(SEED, DAY + timedelta(days=number), payers)


def test_a_talk_brings_more_payments_than_silence():
    def count(reached_on):
        payers = [Payer(key, 500_000, reached_on) for key in KEYS]
        return sum(len(_paid(payers, number)) for number in range(9))

    assert count(DAY) > 1.3 * count(None)
    assert count(DAY - timedelta(days=30)) == count(None)


@given(owed=st.integers(0, 3_000_000), promised=st.integers(1, 3_000_000))
def test_nobody_pays_more_than_is_owed(owed, promised):
    payers = [Payer(key, owed, DAY, (GivenPromise(promised, DAY),)) for key in KEYS[:20]]
    payers += [Payer(key, owed, DAY) for key in KEYS[20:40]]
    assert all(0 < each.amount_fen <= owed for each in payments_on(SEED, DAY, payers))


def test_no_contacts_and_no_payers_have_no_answers():
    assert answers(SEED, []) == []
    assert payments_on(SEED, DAY, []) == []
