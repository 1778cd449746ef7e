import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.affordability.households import TODAY, asked

from doorstep.affordability.arrangement import ArrangementKind, refuse_arrangement
from doorstep.affordability.explain import in_words
from doorstep.affordability.propose import propose
from doorstep.affordability.sheet import Event
from doorstep.ledger.components import parts_of
from doorstep.terms.codes import Product

KIND = ArrangementKind
OWED = parts_of(penalty_interest=40_000, interest=60_000, principal=1_100_000)


def kinds(given_):
    return [offer.terms.kind for offer in propose(given_)]


def test_nothing_is_offered_where_nothing_is_owed():
    assert propose(asked(parts_of())) == []


@pytest.mark.parametrize("wages", [0, 50_000, 125_000])
def test_only_a_pause_is_offered_where_nothing_is_left_after_living(wages):
    assert kinds(asked(wages=wages)) == [KIND.PAUSE]


def test_a_debt_that_no_bearable_plan_can_end_gets_no_plan():
    hopeless = asked(parts_of(principal=10**9), wages=130_000)

    assert kinds(hopeless) == []


def test_three_plans_take_a_half_three_quarters_and_all_of_what_is_left():
    offers = propose(asked(wages=600_000))  # 3,800 yuan are left in the stressed month

    assert [(offer.terms.kind, len(offer.terms.instalments)) for offer in offers] == [
        (KIND.INSTALMENTS, 7),
        (KIND.INSTALMENTS, 5),
        (KIND.INSTALMENTS, 4),
    ]
    assert [offer.monthly_fen for offer in offers] == [171_500, 240_000, 300_000]
    assert offers[0].terms.total_fen == 1_200_000


def test_hardship_brings_a_pause_first_and_a_later_start():
    offers = propose(asked(wages=600_000, events=[Event.ILLNESS]))

    assert offers[0].terms.kind == KIND.PAUSE
    deferred = next(offer.terms for offer in offers if offer.terms.kind == KIND.DEFERRAL)
    assert (deferred.instalments[0].due_on - TODAY).days >= 60


def test_what_may_be_let_off_is_let_off_only_within_authority():
    offers = propose(asked(OWED, authority=parts_of(penalty_interest=50, interest=10)))

    reduced = [offer.terms for offer in offers if offer.terms.kind == KIND.REDUCTION]
    assert {terms.waived_fen for terms in reduced} == {
        parts_of(penalty_interest=20_000, interest=6_000)
    }


def test_a_settlement_is_offered_where_savings_reach_and_lets_off_no_more_than_needed():
    offers = propose(
        asked(parts_of(penalty_interest=40_000, principal=1_160_000), savings=1_190_000)
    )

    assert offers[-1].terms.kind == KIND.SETTLEMENT
    assert offers[-1].terms.total_fen == 1_190_000
    assert offers[-1].terms.waived_fen == parts_of(penalty_interest=10_000)


def test_savings_that_do_not_reach_bring_no_settlement():
    assert KIND.SETTLEMENT not in kinds(asked(savings=1_100_000))


fen = st.integers(0, 5 * 10**7)


@st.composite
def households(draw):
    return asked(
        draw(st.tuples(*[fen] * 7)),
        product=draw(st.sampled_from(Product)),
        wages=draw(st.integers(0, 3 * 10**6)),
        persons=(draw(st.integers(1, 4)), draw(st.integers(0, 4))),
        debts=draw(st.integers(0, 10**6)),
        events=draw(st.sets(st.sampled_from(Event))),
        day=draw(st.none() | st.integers(1, 31)),
        savings=draw(fen),
        authority=draw(st.tuples(*[st.integers(0, 100)] * 7)),
    )


@given(households())
def test_nothing_is_ever_offered_that_would_be_refused_or_touch_the_minimum(given_):
    offers = propose(given_)

    for offer in offers:
        assert (
            refuse_arrangement(
                offer.terms, given_.debt, given_.budget, today=TODAY,
                authority=given_.authority, has_active=False,
            )
            is None
        )  # fmt: skip
        if offer.terms.kind not in (KIND.SETTLEMENT, KIND.PAUSE):
            assert offer.monthly_fen <= given_.budget.most_fen
            assert offer.terms.total_fen + sum(offer.terms.waived_fen) == given_.debt.total_fen
    monthly = [each for each in offers if each.terms.kind != KIND.SETTLEMENT]
    taken = [each.takes_percent for each in monthly]
    assert taken == sorted(taken)


@given(households())
def test_every_offer_can_be_said_in_both_languages(given_):
    offers = propose(given_)
    assume(offers)
    assert all(in_words(offer).zh and in_words(offer).en for offer in offers)
    for offer in offers:
        words = in_words(offer)
        assert ("let off" in words.en) == any(offer.terms.waived_fen)
        assert ("skipped" in words.en) == bool(offer.terms.may_skip)
