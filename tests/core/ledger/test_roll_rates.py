import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.ledger.roll_rates import roll_rates


def rates(earlier, later, owed=None):
    sums = np.array(owed or [1] * len(earlier), dtype=np.int64)
    return roll_rates(np.array(earlier, dtype=np.int8), np.array(later, dtype=np.int8), sums)


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="row"):
        rates([1], [1, 2])


def test_ways_between_stages_are_counted_and_summed():
    made = rates([1, 1, 1, 7, -1], [2, 0, 1, 7, 3], [100, 200, 300, 400, 500])

    assert made.accounts[1].tolist() == [1, 1, 1, 0, 0, 0, 0, 0]
    assert made.owed_fen[1].tolist() == [200, 300, 100, 0, 0, 0, 0, 0]
    assert made.unknown == 1


def test_a_third_rolled_a_third_was_cured_and_an_empty_stage_has_no_share():
    made = rates([1, 1, 1, 7], [2, 0, 1, 7])

    assert made.rolled()[1] == pytest.approx(1 / 3)
    assert made.cured()[1] == pytest.approx(1 / 3)
    assert made.rolled()[7] == 1.0
    assert np.isnan(made.cured()[4])


stages = st.integers(-1, 7)


@given(st.lists(st.tuples(stages, stages, st.integers(0, 10**12))))
def test_every_account_and_every_fen_is_in_the_table_or_unknown(rows):
    earlier = [row[0] for row in rows]
    later = [row[1] for row in rows]
    made = rates(earlier, later, [row[2] for row in rows])

    assert made.accounts.sum() + made.unknown == len(rows)
    known = sum(owed for before, after, owed in rows if before >= 0 and after >= 0)
    assert made.owed_fen.sum() == known
