"""By which chances are treatments compared?"""

from dataclasses import replace

import numpy as np
import pytest
from tests.app.decisions.test_practice import CASE

from doorstep.probability.calibrate import THIN_SUPPORT, Likelihoods
from doorstep.probability.heads import Basis
from doorstep_desk.decisions.chances import Chances, value_facts

CASES = tuple(replace(CASE, case_id=number) for number in (1, 2, 3))
ENOUGH, FEW = THIN_SUPPORT, THIN_SUPPORT - 1


def chances(p, support, basis=Basis.LEARNED):
    ends = np.array(p)
    return Likelihoods(ends, ends, ends, np.array(support), basis, ends, ends)


@pytest.mark.parametrize(
    ("support", "basis", "reckoned"),
    [
        ((ENOUGH, FEW, ENOUGH), Basis.LEARNED, [0.2, 0.3, 0.4]),
        ((0, ENOUGH, 0), Basis.LEARNED, [0.9, 0.9, 0.9]),
        ((ENOUGH, ENOUGH, ENOUGH), Basis.LEARNED, [0.2, 0.9, 0.4]),
        ((FEW, 0, FEW), Basis.LEARNED, [0.2, 0.9, 0.4]),  # none can be said: none is the better
        ((0, 0, 0), Basis.BASE_RATE, [0.2, 0.9, 0.4]),
    ],
)
def test_a_chance_with_too_little_behind_it_ranks_nobody(support, basis, reckoned):
    doubtful = chances((0.2, 0.9, 0.4), support, basis)
    sure = chances((0.5, 0.5, 0.5), (ENOUGH, ENOUGH, ENOUGH))
    for name, column in (
        ("call", "call_answered"), ("visit", "visit_met"), ("paid", "paid_anyway"),
    ):  # fmt: skip
        said = Chances(sure, sure, sure, sure)
        found = value_facts(CASES, replace(said, **{name: doubtful}))
        assert getattr(found, column).tolist() == pytest.approx(reckoned)
