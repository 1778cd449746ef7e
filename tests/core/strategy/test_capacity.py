import numpy as np
import pytest

from doorstep.strategy.capacity import DayCapacity, Limit, Resources, day_resources
from doorstep.terms.codes import Treatment


def test_calls_and_hardship_talks_share_the_same_minutes(costs):
    resources = day_resources(costs, DayCapacity(2, 480, 960, 100, 100, 5, 1))
    minutes = resources.use[:, Limit.CALL_MINUTES]
    assert np.flatnonzero(minutes).tolist() == [Treatment.CALL, Treatment.HARDSHIP_OFFER]
    assert resources.capacity.tolist() == [2, 480, 960, 100, 100, 5, 1]


def test_what_is_used_and_what_is_left(costs):
    resources = day_resources(costs, DayCapacity(2, 480, 960, 100, 100, 5, 1))
    used = resources.used_by(np.array([0, 4, 3, 3, 1], dtype=np.int8))
    assert used.tolist() == [1, 35, 16, 1, 0, 0, 0]
    assert resources.less(used).capacity.tolist() == [1, 445, 944, 99, 100, 5, 1]
    assert resources.less(used * 1000).capacity.min() == 0


@pytest.mark.parametrize(
    ("use", "capacity", "message"),
    [
        (np.ones((2, 1)), np.ones(1), "doing nothing uses nothing"),
        (np.array([[0.0], [-1.0]]), np.ones(1), "negative"),
        (np.array([[0.0], [1.0]]), -np.ones(1), "negative"),
        (np.zeros((2, 2)), np.ones(1), "shape"),
        (np.zeros((2, 1)), np.ones(2), "shape"),
    ],
)
def test_limits_that_cannot_be_are_refused(use, capacity, message):
    with pytest.raises(ValueError, match=message):
        Resources((Limit.VISITS,), use, capacity)
