"""Do the points of the pictures say what the rows say?"""

import numpy as np
import pytest

from doorstep.probability.proving.shown import calibration_curve, lift


def test_columns_of_different_length_are_refused():
    for draw in (calibration_curve, lift):
        with pytest.raises(ValueError, match="one length"):
            draw(np.zeros(3), np.zeros(2, dtype=bool))


def test_each_point_of_the_curve_is_a_part_of_the_rows():
    chances = np.array([0.1, 0.9, 0.2, 0.8])
    points = calibration_curve(chances, np.array([False, True, True, True]), parts=2)
    assert [(p.said, p.came, p.rows) for p in points] == [
        (pytest.approx(0.15), 0.5, 2), (pytest.approx(0.85), 1.0, 2),
    ]  # fmt: skip
    assert all(p.low <= p.came <= p.high or p.came in (0, 1) for p in points)


def test_the_highest_chances_find_the_outcomes_first():
    chances = np.linspace(0, 1, 10)
    points = lift(chances, chances > 0.75, parts=5)
    assert [(p.rows_share, p.found_share) for p in points][:2] == [
        (0.2, pytest.approx(2 / 3)),
        (0.4, 1.0),
    ]
    assert lift(chances, np.zeros(10, dtype=bool)) == ()
