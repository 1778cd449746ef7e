"""Rows that are taken wait outside memory and come back typed, as often as wanted."""

import pickle

import pytest
from tests.core.intake.lists import account, checked, store

from doorstep.intake.rules.taken import Finding, Taken, rejecting

CALL = {
    "案件编号": "YB1",
    "联络时间": "2026-06-10 10:00:00",
    "催收方式": "电话",
    "催收结果": "关机",
}
PAYMENT = {
    "案件编号": "YB1", "交易流水号": "T1", "还款日期": "2026-06-05", "还款金额": "10.00",
    "还款方式": "", "原交易流水号": "",
}  # fmt: skip
PHONE = {"案件编号": "YB1", "电话": "16362955708", "关系": "子女", "来源": "合同约定"}
RECALL = {"案件编号": "YB1", "撤案日期": "2026-06-20", "撤案原因": "结清"}
KINDS = [
    ("attempts", [{**CALL, "联络时间": f"2026-06-10 1{hour}:00:00"} for hour in range(5)]),
    ("repayments", [{**PAYMENT, "交易流水号": f"T{each}"} for each in range(5)]),
    ("supplements", [{**PHONE, "电话": f"1636295571{each}"} for each in range(5)]),
    ("recalls", [{**RECALL, "案件编号": f"YB{each}"} for each in range(1, 6)]),
]


def rows_of(kind, sent):
    known = store(*(account(str(each)) for each in range(1, 6)))
    found = checked(sent, known)
    assert found.report.rejected == ()
    return getattr(found, kind)


@pytest.mark.parametrize(("kind", "sent"), KINDS)
def test_rows_of_each_kind_can_be_looked_at_twice_and_from_both_ends(kind, sent):
    rows = rows_of(kind, sent)
    assert len(rows) == 5
    assert list(rows) == list(rows)
    assert rows[-1] == list(rows)[4]
    assert rows[1:3] == tuple(rows)[1:3]
    with pytest.raises(IndexError, match="there are 5 rows"):
        rows[5]


def test_a_warning_found_by_comparing_rows_stands_in_the_typed_row():
    words = "attempt_daily_cap_exceeded"
    calls = [
        {**CALL, "催收结果": "本人接听", "联络时间": f"2026-06-10 1{hour}:00:00"}
        for hour in range(4)
    ]
    assert [words in row.warnings for row in rows_of("attempts", calls)] == [False] * 3 + [True]


def test_only_findings_that_reject_cost_a_row():
    assert rejecting([Finding("", "a", False), Finding("", "b", True)]) == 2
    assert len(Taken(repr)) == 0


def test_what_types_a_row_passes_to_another_process():
    typed = [rows_of(kind, sent).typed for kind, sent in KINDS]
    assert len(typed) == len(KINDS) > 0
    passed = pickle.loads(pickle.dumps(typed))
    assert [type(each) for each in passed] == [type(each) for each in typed]
