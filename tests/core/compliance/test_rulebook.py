from datetime import date

import numpy as np
import pytest

from doorstep.compliance.rulebook import calendar_for, rulebook_on
from doorstep.compliance.words import Jurisdiction
from doorstep.terms.codes import Known
from doorstep.terms.local_time import day_number


def test_a_rulebook_has_a_name_and_a_digest_of_its_content():
    first, second = rulebook_on(date(2026, 3, 4)), rulebook_on(date(2026, 11, 25))
    assert first.digest == second.digest
    assert first.version == f"cn-2026-03-04+{first.digest[:12]}"
    assert first.jurisdictions == Jurisdiction.CN


def test_a_rulebook_as_known_earlier_lacks_what_nobody_knew():
    known = rulebook_on(date(2026, 1, 1), known_on=date(2026, 1, 1))
    assert "CN-TIME-02" not in known.entries
    assert "CN-TIME-01" in known.entries
    assert known.digest != rulebook_on(date(2026, 1, 1)).digest


@pytest.mark.parametrize(
    ("rule", "day", "legs"),
    [
        ("CN-TIME-02", date(2026, 1, 29), ()),
        ("CN-TIME-02", date(2026, 1, 30), ("cba",)),
        ("CN-TGT-04", date(2017, 2, 15), ()),
        ("CN-TGT-04", date(2018, 3, 1), ("nifa2018",)),
        ("CN-FREQ-05", date(2025, 12, 31), ("2012-text",)),
        ("CN-FREQ-05", date(2026, 1, 1), ("2025-text",)),
    ],
)
def test_each_source_is_in_force_in_its_time(rule, day, legs):
    book = rulebook_on(day)
    assert tuple(leg.name for leg in book.legs_on(rule, day)) == legs


def test_a_jurisdiction_without_parameters_cannot_be_opened():
    with pytest.raises(KeyError):
        rulebook_on(date(2026, 3, 4), "XX")


def test_the_calendar_of_china_is_loaded_for_the_years_that_were_announced():
    china = calendar_for().of("cn")
    assert set(china.years) >= {2016, 2017, 2025, 2026}
    days = [day_number(day) for day in (date(2017, 1, 27), date(2026, 9, 20), date(2040, 1, 1))]
    column = np.array(days, dtype=np.int32)
    assert china.is_holiday(column).tolist() == [Known.YES, Known.NO, Known.UNKNOWN]
    assert china.is_rest_day(column).tolist() == [Known.NO, Known.NO, Known.UNKNOWN]
