"""What becomes of one monthly sum that somebody names, and of whole yuan?"""

from datetime import date

import pytest
from tests.core.affordability.households import OWED, TODAY, asked

from doorstep.affordability.arrangement import ArrangementKind
from doorstep.affordability.propose import Proposal, propose, what_if
from doorstep.affordability.sheet import Event
from doorstep.ledger.components import parts_of
from doorstep.terms.refusal import Refusal

KIND = ArrangementKind


def answer(monthly, owed=OWED, **month):
    found = what_if(asked(owed, **month), monthly)
    if isinstance(found, Refusal):
        return found.code
    return [each.amount_fen for each in found.terms.instalments]


REFUSED = [
    # monthly sum, what is owed, code
    (0, 1_200_000, "instalment-not-positive"),
    (-1, 1_200_000, "instalment-not-positive"),
    (380_001, 760_001, "below-minimum"),  # 3,800 yuan are left in the stressed month
    (20_000, 1_180_001, "plan-too-long"),  # sixty months and a skip are one too many
    (100, 0, "nothing-owed"),
]


@pytest.mark.parametrize(("monthly", "owed", "code"), REFUSED)
def test_a_sum_that_nobody_may_agree_to_is_refused_by_its_reason(monthly, owed, code):
    assert answer(monthly, parts_of(principal=owed)) == code


@pytest.mark.parametrize(
    ("monthly", "owed", "amounts"),
    [
        (380_000, 1_200_000, [300_000] * 4),  # all that is left: four months, in equal parts
        (600_000 - 225_000, 1_200_000, [300_000] * 4),
        (300_000, 1_200_000, [300_000] * 4),  # it divides
        (299_999, 1_200_000, [240_000] * 5),
        (300_000, 1_200_001, [240_100] * 4 + [239_601]),  # a fen more is a month more, whole yuan
        (380_000, 380_000, [380_000]),  # once is enough
        (380_000, 1, [1]),  # no yuan is asked for that is not owed
        (20_000, 1_180_000, [20_000] * 59),  # the longest: fifty-nine and a skip
    ],
)
def test_a_monthly_sum_is_spread_evenly_in_whole_yuan_and_the_last_takes_the_rest(
    monthly, owed, amounts
):
    assert answer(monthly, parts_of(principal=owed)) == amounts
    assert sum(amounts) == owed


def test_a_whole_yuan_that_would_not_be_bearable_is_left_in_fen():
    # 3,800.55 yuan are left; 3,800.50 are owed: 3,801 would be more than that
    month = {"wages": 600_068, "persons": (1, 0)}
    given_ = asked(parts_of(principal=380_050), **month)
    assert given_.budget.most_fen == 380_054
    assert answer(380_054, parts_of(principal=380_050), **month) == [380_050]


def test_the_first_day_of_income_comes_after_a_week():
    found = what_if(asked(), 300_000)
    assert isinstance(found, Proposal)
    assert [each.due_on for each in found.terms.instalments] == [
        date(2026, 12, 10), date(2027, 1, 10), date(2027, 2, 10), date(2027, 3, 10),
    ]  # fmt: skip
    assert (found.terms.may_skip, found.terms.pauses_until) == (1, None)
    soon = what_if(asked(day=TODAY.day + 6), 300_000)
    assert isinstance(soon, Proposal)
    assert soon.terms.instalments[0].due_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("monthly", "instalment", "takes", "left"),
    [
        # 6,000 yuan come in; 5,000 are left, 3,800 with a fifth less; 1,000 are protected
        (380_000, 300_000, 79, 300_000),  # 300,000 of 380,000 is 78.9 %, said as 79
        (190_000, 171_500, 46, 428_500),
        (95_000, 92_400, 25, 507_600),
    ],
)
def test_how_heavy_a_plan_is_and_what_it_leaves_is_reckoned_to_the_fen(
    monthly, instalment, takes, left
):
    found = what_if(asked(), monthly)
    assert isinstance(found, Proposal)
    assert (found.monthly_fen, found.takes_percent, found.left_fen) == (instalment, takes, left)


def test_a_deferral_says_until_when_nothing_is_due_and_a_pause_takes_nothing():
    offers = {each.terms.kind: each for each in propose(asked(events=[Event.ILLNESS]))}
    pause, deferral = offers[KIND.PAUSE], offers[KIND.DEFERRAL]
    assert pause.terms.pauses_until == date(2027, 2, 23)
    assert (pause.monthly_fen, pause.takes_percent, pause.left_fen) == (0, 0, 600_000)
    assert deferral.terms.pauses_until == date(2027, 1, 24)
    assert deferral.terms.instalments[0].due_on == date(2027, 2, 10)
    assert deferral.terms.may_skip == 1


@pytest.mark.parametrize(
    ("savings", "authority", "total", "waived"),
    [
        (1_200_000, 0, 1_200_000, 0),  # all of it lies ready
        (1_199_999, 0, None, 0),  # a fen short and nothing may be let off
        (1_199_999, 100, 1_199_999, 1),  # a fen is let off
        (1_160_000, 100, 1_160_000, 40_000),  # all that may be
        (1_159_999, 100, None, 0),  # a fen beyond that
        (5_000_000, 100, 1_200_000, 0),  # who has more is let off nothing
    ],
)
def test_a_settlement_at_the_edge_of_savings_and_authority(savings, authority, total, waived):
    given_ = asked(
        parts_of(penalty_interest=40_000, principal=1_160_000), savings=savings,
        authority=parts_of(penalty_interest=authority),
    )  # fmt: skip
    found = [each for each in propose(given_) if each.terms.kind == KIND.SETTLEMENT]
    sums = [(each.terms.total_fen, sum(each.terms.waived_fen)) for each in found]
    assert sums == ([] if total is None else [(total, waived)])
    for offer in found:
        assert offer.terms.instalments[0].due_on == date(2026, 12, 2)  # a week from today
        assert (offer.monthly_fen, offer.takes_percent) == (0, 0)
        assert offer.terms.may_skip == 0


def test_with_a_reduction_the_same_month_ends_sooner_and_all_is_settled():
    owed = parts_of(penalty_interest=50_000, principal=1_000_000)
    offers = propose(asked(owed, authority=parts_of(penalty_interest=50)))
    reduced = [each.terms for each in offers if each.terms.kind == KIND.REDUCTION]
    assert [terms.total_fen for terms in reduced] == [1_025_000] * 3
    assert all(terms.pauses_until is None and terms.may_skip == 1 for terms in reduced)


def test_of_two_alike_the_cheaper_comes_first():
    owed = parts_of(penalty_interest=100, principal=1_200_000)
    offers = propose(asked(owed, authority=parts_of(penalty_interest=100)))
    keys = [(each.takes_percent, each.terms.total_fen) for each in offers]
    assert keys == sorted(keys)
    assert {each.terms.kind for each in offers} == {KIND.REDUCTION, KIND.INSTALMENTS}
