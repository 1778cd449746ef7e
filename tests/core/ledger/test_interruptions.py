import pytest

from doorstep.ledger.interruptions import Cause, Interruption, last_restart
from doorstep.terms.codes import Known
from doorstep.terms.local_time import NO_DAY

YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN


def happened(*rows):
    return [Interruption(Cause.DEMAND, day, proof) for day, proof in rows]


@pytest.mark.parametrize(
    ("rows", "proven", "perhaps"),
    [
        ([], NO_DAY, NO_DAY),
        ([(10, NO)], NO_DAY, NO_DAY),  # shown not to have arrived
        ([(10, UNKNOWN)], NO_DAY, 10),
        ([(10, YES), (30, UNKNOWN)], 10, 30),
        ([(30, YES), (10, YES)], 30, 30),  # in whatever order
        ([(50, YES)], 50, 50),  # on the day itself
        ([(51, YES), (20, YES)], 20, 20),  # not what has yet to happen
    ],
)
def test_the_last_restart_counts_and_a_doubtful_one_is_kept_apart(rows, proven, perhaps):
    restart = last_restart(happened(*rows), 50)

    assert (restart.proven_day, restart.perhaps_day) == (proven, perhaps)
