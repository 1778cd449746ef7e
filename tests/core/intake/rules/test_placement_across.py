"""Which rows of a placement contradict each other, and what a workbook's looks mean."""

import pytest
from tests.core.intake.lists import (
    MAN,
    WOMAN,
    Book,
    checked,
    checked_file,
    identity,
    placement,
    reasons,
    repairs,
    table,
    warnings,
)


def test_the_same_account_twice_is_a_repeat_when_the_rows_agree():
    rows = [placement(), placement(手机号="16812340987", 现居地址="", 备注="x"), placement()]
    found = checked(rows)
    assert reasons(found) == [(3, "", "duplicate_row"), (4, "", "duplicate_row")]
    assert found.report.as_dict()["outcome"] == "imported_in_part"


@pytest.mark.parametrize(
    "changes",
    [
        {"逾期金额": "100.01"},
        {"逾期天数": "60"},
        {"委案日期": "2026-06-02"},
        {"身份证号": WOMAN},
    ],
)
def test_an_account_whose_rows_contradict_each_other_is_not_taken_at_all(changes):
    rows = [
        placement(),
        placement(借据号="JJ0002", 身份证号=WOMAN, 姓名="李英"),
        placement(**changes),
    ]
    conflicts = [each for each in reasons(checked(rows)) if each[2] == "account_conflict"]
    assert conflicts == [(2, "loan_no", "account_conflict"), (4, "loan_no", "account_conflict")]


def test_one_identity_with_two_names_is_not_taken_at_all():
    rows = [placement(), placement(借据号="JJ2", 姓名="金东"), placement(借据号="JJ3")]
    assert reasons(checked(rows)) == [(row, "id_number", "identity_conflict") for row in (2, 3, 4)]


def test_blanks_and_middle_dots_make_no_other_name():
    rows = [placement(姓名="阿里·买买提"), placement(借据号="JJ2", 姓名="阿里•买买提")]
    assert reasons(checked(rows)) == []


def test_rejected_rows_contradict_nobody():
    rows = [placement(), placement(逾期金额="x"), placement(借据号="JJ2", 姓名="金*")]
    assert [each[2] for each in reasons(checked(rows))] == ["amount_unreadable", "name_masked"]


def test_a_mobile_of_three_borrowers_is_worth_a_look():
    people = [MAN, WOMAN, identity("22240319900101703")]
    rows = [
        placement(借据号=f"JJ{at}", 身份证号=number, 姓名=f"金{at}")
        for at, number in enumerate(people)
    ]
    assert warnings(checked(rows[:2])) == []
    assert warnings(checked(rows)) == [(row, "mobile", "phone_shared") for row in (2, 3, 4)]


def test_several_loans_of_one_borrower_are_normal():
    rows = [placement(借据号=f"JJ{at}") for at in range(4)]
    assert warnings(checked(rows)) == []
    assert checked(rows).report.as_dict()["totals"]["borrowers"] == 1


def test_the_key_is_the_most_precise_number_that_the_sheet_has():
    row = placement(合同号="HT1", 案件编号="YB1")
    assert (checked([row]).placements[0].key_field, checked([row]).placements[0].key) == (
        "loan_no",
        "JJ0001",
    )
    del row["借据号"]
    assert checked([row, {**row, "合同号": ""}]).placements[0].key == "HT1"


@pytest.mark.parametrize(
    ("total", "differs"), [("300.00", False), ("￥300", False), ("299.99", True), ("", False)]
)
def test_the_senders_own_total_is_compared_with_all_counted_rows(total, differs):
    rows = [placement(), placement(借据号="JJ2", 逾期金额="200", 姓名="金*")]
    totals = dict.fromkeys(placement(), "") | {"借据号": "合计", "逾期金额": total, "备注": "2 笔"}
    found = checked([*rows, totals])
    assert ((4, "overdue_amount", "control_total_differs") in warnings(found)) is differs
    assert found.report.total_rows == 2


def test_hidden_rows_are_asked_about_and_not_collected():
    content = Book().sheet(table(placement(), placement(借据号="JJ2")), hidden_rows=[3]).content()
    assert reasons(checked_file("a.xlsx", content)) == [(3, "", "hidden_row")]


def test_a_hidden_column_is_read_like_any_other_and_said():
    before = '<cols><col min="4" max="4" hidden="1"/></cols>'
    found = checked_file("a.xlsx", Book().sheet(table(placement()), before=before).content())
    assert warnings(found) == [(1, "mobile", "hidden_column_read")]
    assert found.placements[0].mobiles[0].number == "16362955707"


def test_a_merge_fills_the_cells_below_and_says_nothing_else():
    rows = table(placement(姓名=" 金东哲"), placement(借据号="JJ2", 姓名=""))
    after = '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    found = checked_file("a.xlsx", Book().sheet(rows, after=after).content())
    assert repairs(found) == [
        ("borrower_name", " 金东哲", "金东哲", "whitespace_trimmed"),
        ("borrower_name", "", "金东哲", "merged_cell_filled"),
    ]


@pytest.mark.parametrize(
    ("header", "formula", "expected"),
    [
        ("逾期金额", "<c><f>A1</f><v>5</v></c>", ("overdue_amount", "formula_cached_value")),
        ("逾期天数", "<c><f>A1</f><v>5</v></c>", ("dpd", "formula_cached_value")),
        ("备注", "<c><f>A1</f><v>5</v></c>", ("remark", "formula_like_text")),
        ("逾期金额", "<c><f>A1</f></c>", ("overdue_amount", "formula_no_value")),
        ("委案日期", "<c><f>A1</f></c>", ("placement_date", "formula_no_value")),
        ("姓名", '<c t="str"><f>A1</f><v>金</v></c>', ("borrower_name", "formula_cell")),
        ("手机号", "<c><f>A1</f><v>16362955707</v></c>", ("mobile", "formula_cell")),
    ],
)
def test_formulas_are_never_evaluated(header, formula, expected):
    found = checked_file("a.xlsx", Book().sheet(table(placement(**{header: formula}))).content())
    said = reasons(found) + warnings(found)
    assert said == [(2, *expected)]


def test_an_optional_formula_without_a_result_is_left_empty():
    row = placement(剩余本金="<c><f>A1</f></c>")
    found = checked_file("a.xlsx", Book().sheet(table(row)).content())
    assert warnings(found) == [(2, "remaining_principal", "optional_number_unreadable")]
