"""Features of many rows side by side."""

import numpy as np
import pytest

from doorstep.probability.matrix import FeatureMatrix


def test_values_that_do_not_fit_rows_and_names_are_refused():
    with pytest.raises(ValueError, match="values are"):
        FeatureMatrix(("a", "b"), np.zeros((3, 1)), np.arange(3), np.arange(3))


def test_rows_are_taken_by_mask():
    matrix = FeatureMatrix(("a",), np.array([[1.0], [2.0], [3.0]]), np.arange(3), np.arange(3))
    some = matrix.take(np.array([True, False, True]))
    assert some.values[:, 0].tolist() == [1.0, 3.0]
    assert some.case_id.tolist() == [0, 2]
