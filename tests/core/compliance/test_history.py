import numpy as np
import pytest
from tests.core.compliance.lawful import attempt, history

from doorstep.compliance.history import Attempts, no_attempts


def test_an_attempt_without_an_instant_cannot_be_counted_and_is_refused():
    with pytest.raises(ValueError, match="instant"):
        Attempts.build(1, person_id=7)


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="shape"):
        Attempts.build(2, at=[1])


def test_no_attempts_are_no_attempts():
    assert len(no_attempts()) == 0


def test_rows_can_be_taken():
    two = history(attempt("09:00"))
    assert two.take(np.array([2])).at.tolist() == [attempt("09:00")["at"]]
