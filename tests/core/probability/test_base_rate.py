"""Without history a base rate is said, and that it is one."""

import numpy as np
import pytest

from doorstep.probability.base_rate import PRIORS, base_rate_model
from doorstep.probability.fit import base_rate_head
from doorstep.probability.glass.logistic import expit
from doorstep.probability.heads import Basis, Head
from doorstep.probability.matrix import FeatureMatrix

ROW = FeatureMatrix((), np.zeros((2, 0)), np.arange(2), np.full(2, 10**9))


@pytest.mark.parametrize("head", list(Head))
def test_every_head_has_a_prior_and_says_that_nothing_was_learned(head):
    found = base_rate_head(head, as_of_day=100).predict(ROW)
    assert found.p == pytest.approx([PRIORS[head]] * 2)
    assert found.basis is Basis.BASE_RATE
    assert found.basis.value == "base-rate"
    assert found.support.tolist() == [0, 0]
    assert found.high[0] - found.low[0] > 0.9


def test_a_few_outcomes_move_the_prior_a_little():
    model = base_rate_model(Head.CONTACT, np.array([True] * 5 + [False] * 5))
    assert expit(model.log_odds(ROW))[0] == pytest.approx((5 + 20 * 0.25) / 30)
