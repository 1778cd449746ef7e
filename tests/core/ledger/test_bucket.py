import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.ledger.bucket import bucket, bucket_word


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (-1, "?"),  # unknown
        (0, "M0"),  # due today
        (1, "M1"),  # the first day
        (30, "M1"),
        (31, "M2"),
        (60, "M2"),
        (61, "M3"),
        (180, "M6"),
        (181, "M7+"),  # more than 180 is one bucket
        (5_000, "M7+"),
    ],
)
def test_each_bucket_is_thirty_days_and_the_last_is_open(days, word):
    assert bucket_word(int(bucket(np.array([days], dtype=np.int32))[0])) == word


@pytest.mark.parametrize("number", [-2, 8])
def test_a_bucket_that_does_not_exist_has_no_word(number):
    with pytest.raises(ValueError, match="no bucket"):
        bucket_word(number)


@given(st.integers(0, 10_000))
def test_one_more_day_never_lowers_the_bucket(days):
    here, later = bucket(np.array([days, days + 1], dtype=np.int32))
    assert here <= later <= here + 1
