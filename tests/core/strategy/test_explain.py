import numpy as np
import pytest

from doorstep.strategy.allocate import allocate
from doorstep.strategy.allocation import Why
from doorstep.strategy.capacity import Limit, Resources
from doorstep.strategy.explain import LIMIT_NAMES, NAMES, WHY_WORDS, explain_case
from doorstep.terms.codes import Treatment

VISITS_ONLY = Resources((Limit.VISITS,), np.eye(7)[:, [4]], np.array([1.0]))


@pytest.fixture(scope="module")
def values():
    table = np.zeros((3, 7))
    table[:, Treatment.CALL] = [90_000, 10_000, -500]
    table[:, Treatment.VISIT] = [100_000, 80_000, 60_000]
    return table


@pytest.fixture(scope="module")
def allocation(values):
    mask = np.zeros(values.shape, dtype=bool)
    mask[:, [0, 3, 4]] = True
    return allocate(values, mask, VISITS_ONLY)


def test_the_headline_names_choice_runner_up_and_difference(allocation, values):
    told = explain_case(0, allocation, values)
    assert (told.chosen, told.runner_up) == (Treatment.CALL, Treatment.VISIT)
    # The visit is worth 1,000.00 less its price, which lies between 600 and 700 yuan.
    assert 50_000 <= told.margin_fen <= 60_000
    assert told.headline.en.startswith("Today: call; worth ¥5")
    assert told.headline.zh.startswith("今日电话；比次选上门预计多 ¥5")


def test_a_visit_that_is_too_dear_says_what_is_scarce_and_at_which_price(allocation, values):
    visit = explain_case(0, allocation, values).by_treatment[Treatment.VISIT]
    assert (visit.why, visit.value_fen) == (Why.PRICE_TOO_HIGH, 100_000)
    assert 60_000 <= visit.price_fen <= 70_000
    assert "visits are scarce" in visit.sentence.en
    assert "上门次数紧张" in visit.sentence.zh


def test_what_the_law_refuses_has_no_value(allocation, values):
    legal = explain_case(0, allocation, values).by_treatment[Treatment.LEGAL_REFERRAL]
    assert (legal.why, legal.value_fen) == (Why.LAW_REFUSES, None)
    assert legal.sentence.zh == "规则不允许"


def test_less_than_nothing_is_said_in_yuan(allocation, values):
    call = explain_case(2, allocation, values).by_treatment[Treatment.CALL]
    assert call.sentence.en == "Worth less than no contact: −¥5.00"


def test_where_the_law_leaves_one_treatment_the_headline_says_so(values):
    nothing = np.zeros(values.shape, dtype=bool)
    told = explain_case(0, allocate(values, nothing, VISITS_ONLY), values)
    assert told.runner_up is None
    assert told.headline.en == "Today: no contact; the rules allow nothing else"


def test_every_treatment_limit_and_reason_has_words_in_both_languages():
    for words, members in ((NAMES, Treatment), (LIMIT_NAMES, Limit), (WHY_WORDS, Why)):
        assert set(words) == set(members)
        assert all(sentence.zh and sentence.en for sentence in words.values())
