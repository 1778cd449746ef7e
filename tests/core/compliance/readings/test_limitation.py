from datetime import date

import numpy as np
import pytest

from doorstep.compliance.readings.limitation import last_start, years_later
from doorstep.terms.codes import Known
from doorstep.terms.local_time import day_number, day_of

YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2023, 3, 4), date(2026, 3, 4)),
        (date(2024, 2, 29), date(2027, 2, 28)),  # a day that does not exist
        (date(2023, 12, 31), date(2026, 12, 31)),
        (date(2021, 2, 28), date(2024, 2, 28)),
    ],
)
def test_the_period_ends_on_the_day_of_the_same_name(start, end):
    found = years_later(np.array([day_number(start)], dtype=np.int32), np.array([3], np.int32))
    assert day_of(found[0]) == end


FIRST = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("restarts", "certain", "perhaps"),
    [
        ((), None, None),
        (((date(2022, 6, 1), YES),), date(2022, 6, 1), date(2022, 6, 1)),
        (((date(2022, 6, 1), NO),), None, None),
        (((date(2022, 6, 1), UNKNOWN),), None, date(2022, 6, 1)),
        (((date(2023, 1, 1), YES),), date(2023, 1, 1), date(2023, 1, 1)),  # on the last day
        (((date(2023, 1, 2), YES),), None, None),  # a day too late
        # only the uncertain one keeps the later one in time
        (((date(2022, 6, 1), UNKNOWN), (date(2025, 1, 1), YES)), None, date(2025, 1, 1)),
        (((date(2025, 1, 1), YES), (date(2022, 6, 1), YES)), date(2025, 1, 1), date(2025, 1, 1)),
    ],
)
def test_restarts_count_in_order_and_only_in_time(restarts, certain, perhaps):
    assert last_start(FIRST, restarts, 3, count_doubtful=False) == certain
    assert last_start(FIRST, restarts, 3, count_doubtful=True) == perhaps
