"""Columns of one class belong together."""

from datetime import date

import numpy as np
import pytest

from doorstep.facts.columns import PaymentColumns
from doorstep.facts.places import Coordinates
from doorstep.terms.local_time import day_number


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="differ in length"):
        PaymentColumns(
            account_id=np.array([1, 2]),
            case_id=np.array([1]),
            received_day=np.array([day_number(date(2026, 1, 1))], dtype=np.int32),
            amount_fen=np.array([5]),
        )


def test_the_length_is_the_number_of_rows():
    empty = np.array([], dtype=np.int64)
    assert len(PaymentColumns(empty, empty, empty.astype(np.int32), empty)) == 0


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (-90.1, 0)])
def test_a_point_outside_the_globe_is_refused(latitude, longitude):
    with pytest.raises(ValueError, match="no such point"):
        Coordinates(latitude, longitude)
