"""What a date is to a model: distances and days of the calendar, never a point in time."""

from datetime import date

import numpy as np
import pytest

from doorstep.probability.bench.fields import learned_fields
from doorstep.probability.bench.source import Column, Part

EPOCH = date(1970, 1, 1)


def part(**dates):
    columns = {
        name: Column(name, "date", np.array(days, dtype=np.float64))
        for name, days in dates.items()
    }
    rows = len(next(iter(dates.values())))
    return Part(columns, np.arange(rows) % 2 == 0, {}, np.ones(rows, dtype=bool))


def days(*said):
    return [np.nan if one is None else (date.fromisoformat(one) - EPOCH).days for one in said]


def test_an_unknown_date_stays_unknown():
    rows = part(due=days(None, "2024-02-29", "2024-03-01"))
    values, _ = learned_fields(rows, ("due",)).matrix(rows.columns)
    assert np.isnan(values[0]).all()
    assert np.isfinite(values[1:]).all()


@pytest.mark.parametrize(
    ("day", "weekday", "of_month"),
    [
        ("2024-02-29", 3, 29),
        ("2023-03-01", 2, 1),
        ("2023-12-31", 6, 31),
        ("1969-12-31", 2, 31),
        ("1900-02-28", 2, 28),
    ],
)
def test_a_date_is_its_weekday_and_its_day_of_the_month(day, weekday, of_month):
    learned = learned_fields(part(due=days("2024-01-01", "2024-01-31", "2024-01-14")), ("due",))
    values, _ = learned.matrix(part(due=days(day)).columns)
    assert dict(zip(learned.names, values[0], strict=True)) == {
        "due weekday": weekday, "due day of month": of_month,
    }  # fmt: skip


def test_rows_of_another_year_look_the_same_to_a_model():
    learned_from = part(
        lent=days("2024-01-01", "2024-01-10", "2024-02-20"),
        due=days("2024-01-31", "2024-02-01", "2024-03-05"),
    )
    learned = learned_fields(learned_from, ("lent", "due"))
    assert learned.names == (
        "due days after lent", "lent weekday", "lent day of month", "due weekday",
        "due day of month",
    )  # fmt: skip
    later = part(lent=days("2029-01-01"), due=days("2029-01-31"))
    values, outside = learned.matrix(later.columns)
    first, _ = learned.matrix(learned_from.columns)
    assert values[0].tolist() == first[0].tolist()
    assert not outside.any()


def test_months_without_a_day_give_no_day_of_the_month():
    rows = part(issued=days("2024-01-01", "2024-02-01", "2024-03-01"))
    assert learned_fields(rows, ("issued",)).names == ("issued weekday",)


@pytest.mark.parametrize(
    ("learned_from", "is_outside"), [((1.0, 2.0, 3.0), True), ((1.0, np.nan, 3.0), False)]
)
def test_a_number_missing_where_none_ever_was_is_out_of_support(learned_from, is_outside):
    def rows(values):
        columns = {"late": Column("late", "number", np.array(values))}
        return Part(columns, np.arange(len(values)) % 2 == 0, {}, np.ones(len(values), dtype=bool))

    learned = learned_fields(rows(learned_from), ("late",))
    _, outside = learned.matrix(rows([2.0, np.nan]).columns)
    assert outside.tolist() == [False, is_outside]


@pytest.mark.parametrize(
    ("learned_from", "is_outside"), [(("a", "b"), True), (("a", None), False)]
)
def test_a_text_missing_where_none_ever_was_is_out_of_support(learned_from, is_outside):
    def rows(values):
        columns = {"kind": Column("kind", "text", np.array(values, dtype=object))}
        return Part(columns, np.arange(len(values)) % 2 == 0, {}, np.ones(len(values), dtype=bool))

    learned = learned_fields(rows(learned_from), ("kind",))
    _, outside = learned.matrix(rows(["a", None]).columns)
    assert outside.tolist() == [False, is_outside]
