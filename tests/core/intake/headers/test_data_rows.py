"""Which rows below a header are data."""

import pytest

from doorstep.intake.headers import TotalsRow, layout_of
from doorstep.intake.tables import Merge, Row, Sheet, Tables

HEADER = ["借据号", "姓名", "身份证号", "逾期金额", "逾期天数", "委案日期"]
DATA = ["JJ1", "金东哲", "222401198001017018", "100", "5", "2026-06-01"]


def plan_of(*rows, widths=(), truncated=(), **looks):
    filled = []
    for number, row in enumerate(rows, start=1):
        values = {at: value for at, value in enumerate(row) if value != ""}
        width = dict(widths).get(number, len(HEADER) if widths else 0)
        if values:
            filled.append(Row(number, values, width, number in truncated))
    sheet = Sheet("S", tuple(filled), **looks)
    return layout_of(Tables("xlsx", None, None, (sheet,)), None).sheets[0]


def numbers(plan):
    return [row.number for row in plan.rows]


@pytest.mark.parametrize(
    "row",
    [
        [""],
        [" ", "\u3000"],  # blanks only
        ["制表：样例员    审核：样例员"],  # one filled cell is a footer
        ["", "备注：退案请于到期前三日确认"],
        HEADER,  # the header repeated on every printed page
        HEADER[:3],
        ["合计", "", "", "100"],
        ["", "合 计", "", "100"],
        ["小计", "2 笔", "", "100"],
        ["本页小计", "", "", "1"],
        ["汇总", "", "", "1"],
        ["合計", "", "", "100"],  # traditional
        ["總 計", "", "", "100"],
        ["匯總", "", "", "1"],
        ["备注：样例", " ", "\u3000"],  # blanks fill no cell
        [*HEADER[:4], " "],
    ],
)
def test_rows_that_are_no_data_are_neither_counted_nor_reported(row):
    assert numbers(plan_of(HEADER, DATA, row, DATA)) in ([2, 4], [2])


@pytest.mark.parametrize(
    "row",
    [
        ["JJ2", "合计", "", "100"],  # the key is filled
        ["", "合计", "222401198001017018", "100"],  # so is the identity
        ["JJ2", "金东哲"],
    ],
)
def test_a_row_with_a_key_or_a_person_is_data_whatever_else_it_says(row):
    assert numbers(plan_of(HEADER, DATA, row)) == [2, 3]


def test_only_three_words_head_a_sum_that_is_compared():
    plan = plan_of(
        HEADER, DATA, ["小计", "", "", "1"], ["合计", "", "", "2"], ["总计", "", "", "3"]
    )
    totals = [row.number for row in plan.below if isinstance(row, TotalsRow)]
    assert totals == [4, 5]


@pytest.mark.parametrize(
    ("width", "row", "problem"),
    [
        (6, DATA, None),
        (5, DATA[:5], "column_count"),  # a field was lost
        (7, [*DATA, "x"], "column_count"),  # a comma without quotes
        (8, DATA, "column_count"),  # more fields than the header has
    ],
)
def test_a_text_record_has_as_many_fields_as_the_header(width, row, problem):
    plan = plan_of(HEADER, row, widths=[(2, width)])
    assert [each.problem for each in plan.rows] == [problem]


def test_empty_columns_behind_the_header_may_be_there_or_not():
    plan = plan_of(HEADER, DATA, DATA, DATA, widths=[(1, 9), (2, 6), (3, 9), (4, 10)])
    assert [row.problem for row in plan.rows] == [None, None, "column_count"]


def test_a_totals_row_may_be_shorter_than_the_header():
    assert numbers(plan_of(HEADER, DATA, ["合计", "", "", "1"], widths=[(3, 4)])) == [2]


def test_the_record_in_which_the_text_ended_says_only_that():
    plan = plan_of(HEADER, DATA, DATA[:4], widths=[(3, 4)], truncated=[3])
    assert [row.problem for row in plan.rows] == [None, "row_truncated"]


def test_a_vertical_merge_fills_the_cells_below():
    plan = plan_of(
        HEADER,
        DATA,
        ["JJ2", "", "", "200", "5", "2026-06-01"],
        merges=(Merge(2, 3, 1, 1), Merge(2, 9, 2, 2)),
    )
    assert list(plan.rows)[1].merged == {1, 2}
    assert list(plan.rows)[1].values[1] == "金东哲"


def test_merges_of_the_header_fill_no_data():
    plan = plan_of(HEADER, DATA, ["JJ2", "", "", "200"], merges=(Merge(1, 3, 1, 1),))
    assert list(plan.rows)[1].merged == frozenset()


def test_of_overlapping_merges_only_the_first_counts():
    merges = (Merge(2, 3, 1, 1), Merge(3, 4, 1, 1))
    plan = plan_of(HEADER, DATA, ["JJ2", "", "", "1"], ["JJ3", "", "", "1"], merges=merges)
    assert [1 in row.merged for row in plan.rows] == [False, True, False]


def test_hidden_rows_are_marked_and_hidden_columns_named():
    plan = plan_of(
        HEADER, DATA, DATA, hidden_rows=frozenset({3}), hidden_columns=frozenset({1, 99})
    )
    assert [row.is_hidden for row in plan.rows] == [False, True]
    assert plan.hidden == ("borrower_name",)


def test_blanks_behind_the_last_named_column_are_nothing():
    row = [*DATA, " "]
    plan = plan_of([*HEADER, ""], row, widths=[(1, 7), (2, 7)])
    assert [each.problem for each in plan.rows] == [None]
