"""The report's shape, and that it is the same every time."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.intake.lists import (
    AS_OF,
    PLACEMENT,
    Book,
    checked,
    checked_file,
    placement,
    store,
    table,
    text_file,
)

from doorstep.intake import KnownAccounts, check
from doorstep.intake.tables import letters_of


def test_a_refusal_carries_its_rule_and_hint_and_nothing_else():
    report = checked_file("a.csv", b"").report
    assert report.is_refused
    assert report.as_dict() == {
        "file": "a.csv",
        "kind": None,
        "as_of": "2026-06-30",
        "context": [],
        "outcome": "refused",
        "refusal": {"rule": "file_empty", "column": "", "hint": "文件为空，请重新导出后上传。"},
        "format": {"container": None, "encoding": None, "delimiter": None},
        "sheets": [],
        "rows": {"total": 0, "accepted": 0, "rejected": 0},
        "totals": {},
        "rejected": [],
        "repaired": [],
        "warnings": [],
        "flags": [],
    }


def test_nothing_of_a_refused_file_is_taken():
    rows = text_file([{key: value for key, value in placement().items() if key != "姓名"}])
    found = checked_file("a.csv", rows)
    assert found.report.refusal.column == "borrower_name"
    assert (found.placements, found.accounts) == ((), ())


def test_a_report_says_sheet_row_column_and_rule():
    content = Book().sheet(table(placement(姓名="金*", 手机号="")), name="名单").content()
    report = checked_file("a.xlsx", content).report.as_dict()
    assert report["sheets"] == [{"sheet": "名单", "kind": "placement", "header_row": 1, "rows": 1}]
    assert report["rejected"] == [
        {
            "sheet": "名单",
            "row": 2,
            "column": "borrower_name",
            "rule": "name_masked",
            "hint": "姓名已脱敏，请提供全名。",
        }
    ]


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16_383, "XFD")]
)
def test_columns_have_letters(column, letters):
    assert letters_of(column) == letters


def test_people_see_the_header_as_written_and_the_cell():
    found = checked([placement(姓名="金*"), placement(借据号="JJ2", 手机号="")]).report
    assert (found.rejected[0].header, found.rejected[0].cell) == ("姓名", "B2")
    assert (found.warnings[0].header, found.warnings[0].cell) == ("手机号", "D3")
    whole_row = checked([placement(), placement()]).report.rejected[0]
    assert (whole_row.header, whole_row.cell) == ("", "")


def test_repairs_say_what_stood_there():
    report = checked([placement(手机号="+8616362955707")]).report.as_dict()
    assert report["repaired"] == [
        {
            "sheet": "",
            "row": 2,
            "column": "mobile",
            "from": "+8616362955707",
            "to": "16362955707",
            "rule": "phone_country_code_removed",
        }
    ]


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([placement()], "imported"),
        ([placement(), placement(借据号="2", 姓名="")], "imported_in_part"),
        ([placement(姓名="")], "imported_in_part"),
    ],
)
def test_the_outcome_says_whether_every_row_was_taken(rows, outcome):
    assert checked(rows).report.outcome == outcome


def test_what_is_said_of_the_file_has_no_row_of_its_own():
    found = checked_file("a.xlsx", text_file([placement(民族="汉")]))
    assert [(each.row, each.column, each.rule) for each in found.report.warnings] == [
        (0, "", "extension_mismatch"),
        (1, "民族", "sensitive_column_dropped"),
    ]


def test_a_hidden_sheet_with_a_header_is_named():
    book = Book().sheet(table(placement()), name="a")
    book.sheet(table(placement()), name="b", state="hidden")
    warnings = checked_file("a.xlsx", book.content()).report.warnings
    assert [(each.sheet, each.row, each.rule) for each in warnings] == [
        ("b", 0, "hidden_sheet_ignored")
    ]


def test_payments_beside_a_placement_speak_of_its_accounts_and_of_the_store():
    payments = [
        {"流水号": "T1", "借据号": "JJ0001", "还款日期": "2026-06-10", "还款金额": "40"},
        {"流水号": "T2", "借据号": "JJ1", "还款日期": "2026-06-10", "还款金额": "10"},
        {"流水号": "T3", "借据号": "JJ9", "还款日期": "2026-06-10", "还款金额": "10"},
    ]
    book = Book().sheet(table(placement()), name="a").sheet(table(*payments), name="b")
    report = checked_file("a.xlsx", book.content(), store()).report
    assert [(each.sheet, each.row, each.rule) for each in report.rejected] == [
        ("b", 4, "unknown_account")
    ]
    totals = report.as_dict()["totals"]
    assert (totals["payments"], totals["closing_outstanding_fen"]) == (2, 105_000)


def test_two_sheets_of_one_name_are_kept_apart():
    book = Book().sheet(table(placement(姓名="")), name="a")
    book.sheet(table(placement(借据号="JJ2")), name="a")
    report = checked_file("a.xlsx", book.content()).report
    assert (report.total_rows, report.accepted, len(report.rejected)) == (2, 1, 1)


def test_the_same_rows_as_text_and_as_a_workbook_give_the_same_account():
    as_text = checked([placement()]).placements
    as_book = checked_file("a.xlsx", Book().sheet(table(placement())).content()).placements
    assert [row.key for row in as_text] == [row.key for row in as_book]
    assert as_text[0].outstanding_fen == as_book[0].outstanding_fen


cells = st.sampled_from(
    ["", "无", "金东哲", "=1", "￥1,000.00", "2026-06-01", "x" * 70, "\x00", "１２", "46174", "*"]
)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(PLACEMENT, cells)), min_size=1, max_size=5))
def test_any_rows_give_a_report_that_adds_up_and_is_the_same_twice(rows):
    content = text_file(rows)
    report = checked_file("a.csv", content).report.as_dict()
    rejected = {(each["sheet"], each["row"]) for each in report["rejected"]}
    assert report["rows"]["rejected"] == len(rejected)
    assert report["rows"]["accepted"] + report["rows"]["rejected"] == report["rows"]["total"]
    touched = {entry["row"] for part in ("repaired", "flags") for entry in report[part]}
    assert not touched & {row for _, row in rejected}
    again = checked_file("a.csv", content).report.as_dict()
    assert json.dumps(again) == json.dumps(report)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_report(content):
    report = checked_file("a.csv", content).report
    assert report.outcome in {"refused", "imported", "imported_in_part"}


@given(st.data())
def test_a_workbook_with_damage_anywhere_gives_a_report(data):
    content = bytearray(Book().sheet(table(placement())).content())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    report = checked_file("a.xlsx", bytes(content)).report
    assert report.outcome in {"refused", "imported", "imported_in_part"}


def test_the_day_of_the_import_is_given_and_never_the_machines():
    content = text_file([placement(身份证号="222401203001017018")])
    for as_of in (AS_OF, date(2000, 1, 1)):
        report = check("a.csv", content, as_of=as_of, known=KnownAccounts.empty()).report
        assert report.rejected[0].rule == "id_birthdate"
