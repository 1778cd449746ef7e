"""Findings come in the order of the file, those of comparing rows among them."""

import io
import json
from datetime import date

import pytest
from tests.core.intake.lists import WOMAN, checked, placement

from doorstep.intake.report import Report


def _report(rows) -> Report:
    return checked(rows).report


MIXED = [
    placement(借据号="J1", 手机号="8616362955707"),
    placement(借据号="J2", 逾期金额="0"),
    placement(借据号="J1", 手机号="8616362955707"),
    placement(借据号="J3", 身份证号=WOMAN, 姓名="甲"),
    placement(借据号="J4", 身份证号=WOMAN, 姓名="乙", 手机号=""),
    placement(借据号="J5", 备注="客户已去世", 手机号="8616362955707"),
]


def test_reasons_of_single_rows_and_of_comparisons_stand_in_the_order_of_the_file():
    report = _report(MIXED)
    assert [(each.row, each.rule) for each in report.rejected] == [
        (3, "amount_zero"),
        (4, "duplicate_row"),
        (5, "identity_conflict"),
        (6, "identity_conflict"),
    ]


def test_a_row_that_a_comparison_rejects_has_no_other_entries():
    report = _report(MIXED)
    assert [each.row for each in report.repaired] == [2, 7]
    assert [each.row for each in report.warnings] == []
    assert [(each.row, each.flag) for each in report.flags] == [(7, "deceased")]


def test_entries_can_be_counted_picked_and_compared():
    rejected = _report(MIXED).rejected
    assert len(rejected) == 4
    assert rejected[-1].row == 6
    assert [each.row for each in rejected[1:3]] == [4, 5]
    assert rejected == tuple(rejected) == _report(MIXED).rejected
    with pytest.raises(IndexError, match="4 entries"):
        rejected[4]


@pytest.mark.parametrize("rows", [MIXED, MIXED[:1], [placement(姓名='金"东\n哲'), MIXED[1]]])
def test_the_report_is_written_entry_by_entry_as_json_writes_it_at_once(rows):
    report = _report(rows)
    out = io.StringIO()
    report.write(out)
    assert out.getvalue() == json.dumps(report.as_dict(), ensure_ascii=False, indent=1)


def test_a_refused_file_is_written_with_empty_lists():
    out = io.StringIO()
    report = Report("a.csv", None, date(2026, 6, 30), ())
    report.write(out)
    assert out.getvalue() == json.dumps(report.as_dict(), ensure_ascii=False, indent=1)
