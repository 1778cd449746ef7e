"""Does every order of arrival of a set of events give one balance?"""

import os
import sys

import numpy as np
from tests.faults.orders import arrived, event_set

SETS = int(os.environ.get("DOORSTEP_FAULT_SETS", "1000"))
ORDERS = 20
SEED = 20261126


def seen(number: int, *, is_patient: bool = True) -> set[tuple[object, ...]]:
    """Return the different ends of one set of events over several orders."""
    chance = np.random.default_rng([SEED, number])
    items = event_set(chance)
    return {arrived(items, chance, is_patient=is_patient) for _ in range(ORDERS)}


def test_a_reversal_that_is_not_looked_at_again_is_found():
    assert any(len(seen(number, is_patient=False)) > 1 for number in range(20))


def test_every_order_of_arrival_gives_one_balance():
    sys.stdout.write(f"seed {SEED}, {SETS} sets, {ORDERS} orders each\n")
    assert [number for number in range(SETS) if len(seen(number)) > 1] == []
