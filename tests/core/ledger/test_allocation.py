import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.ledger.allocation import allocate, allocate_one
from doorstep.ledger.components import CIVIL_CODE_ORDER, PRINCIPAL_FIRST

OWED = (50, 40, 0, 0, 30, 20, 1000)  # cost, fee, …, penalty interest, interest, principal


def settled(paid, owed=OWED, order=CIVIL_CODE_ORDER):
    made = allocate(np.array([paid]), np.array([owed]), order)
    return made.settled_fen[0].tolist(), int(made.left_fen[0])


def test_a_negative_sum_is_refused():
    for paid, owed in ((-1, OWED), (1, (-1, 0, 0, 0, 0, 0, 0))):
        with pytest.raises(ValueError, match="negative"):
            settled(paid, owed)


def test_an_order_that_leaves_a_component_out_is_refused():
    with pytest.raises(ValueError, match="each component once"):
        allocate(np.array([1]), np.array([OWED]), CIVIL_CODE_ORDER[:4])


def test_a_payment_without_what_is_owed_is_refused():
    with pytest.raises(ValueError, match="row"):
        allocate(np.array([1, 2]), np.array([OWED]))


@pytest.mark.parametrize(
    ("paid", "parts", "left"),
    [
        (0, [0, 0, 0, 0, 0, 0, 0], 0),
        (50, [50, 0, 0, 0, 0, 0, 0], 0),  # enforcement costs first
        (51, [50, 1, 0, 0, 0, 0, 0], 0),
        (140, [50, 40, 0, 0, 30, 20, 0], 0),  # interest before principal
        (1140, [50, 40, 0, 0, 30, 20, 1000], 0),
        (1141, [50, 40, 0, 0, 30, 20, 1000], 1),  # one fen too much stays apart
    ],
)
def test_the_law_settles_costs_then_interest_then_principal(paid, parts, left):
    assert settled(paid) == (parts, left)


def test_an_agreement_may_settle_the_principal_first():
    assert settled(1001, order=PRINCIPAL_FIRST) == ([0, 0, 0, 0, 0, 1, 1000], 0)


sums = st.integers(0, 10**12)
orders = st.permutations(CIVIL_CODE_ORDER).map(tuple)


@given(st.lists(sums, min_size=1, max_size=6), st.tuples(*[sums] * 7), orders)
def test_paying_in_parts_settles_the_same_as_paying_at_once(parts, owed, order):
    left = np.array([owed])
    together = np.zeros_like(left)
    over = 0
    for part in parts:
        made = allocate(np.array([part]), left, order)
        left = left - made.settled_fen
        together += made.settled_fen
        over += int(made.left_fen[0])

    at_once = allocate(np.array([sum(parts)]), np.array([owed]), order)
    assert at_once.settled_fen.tolist() == together.tolist()
    assert int(at_once.left_fen[0]) == over


@given(sums, st.tuples(*[sums] * 7), orders)
def test_settled_and_left_are_the_payment(paid, owed, order):
    parts, left = settled(paid, owed, order)

    assert sum(parts) + left == paid
    assert all(0 <= part <= whole for part, whole in zip(parts, owed, strict=True))


@given(sums, st.tuples(*[sums] * 7), orders)
def test_one_payment_settles_what_a_column_of_one_settles(paid, owed, order):
    parts, left = settled(paid, owed, order)
    assert allocate_one(paid, owed, order) == (tuple(parts), left)
