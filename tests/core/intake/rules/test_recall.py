"""Which accounts the creditor takes back, and from which day on."""

from datetime import date

import pytest
from tests.core.intake.lists import (
    WOMAN,
    Book,
    account,
    checked,
    checked_file,
    flags,
    reasons,
    store,
    table,
    warnings,
)


def row(**changes):
    return {
        "案件编号": "YB1",
        "客户姓名": "金东哲",
        "撤案日期": "2026-06-20",
        "退案原因": "到期退案",
        "备注": "",
        **changes,
    }


def find(*rows, known=None):
    return checked(rows, known or store())


def test_a_clean_recall_is_applied_on_its_day():
    found = find(row())
    assert (reasons(found), warnings(found)) == ([], [])
    assert found.recalls[0].effective_on == date(2026, 6, 20)
    assert found.report.as_dict()["totals"] == {
        "accounts": 1,
        "borrowers": 1,
        "borrowers_released": 1,
        "outstanding_fen": 100_000,
    }


@pytest.mark.parametrize(
    ("changes", "rule"),
    [({"案件编号": ""}, "required_missing"), ({"案件编号": "YB9"}, "unknown_account")],
)
def test_only_a_recall_of_no_account_is_rejected(changes, rule):
    assert reasons(find(row(**changes))) == [(2, "case_no", rule)]


@pytest.mark.parametrize(
    ("changes", "expected", "day"),
    [
        ({"客户姓名": "李英"}, ("borrower_name", "recall_name_mismatch"), date(2026, 6, 20)),
        ({"身份证号": WOMAN}, ("id_number", "recall_name_mismatch"), date(2026, 6, 20)),
        ({"身份证号": "2.2E+17"}, ("id_number", "recall_name_mismatch"), date(2026, 6, 20)),
        ({"撤案日期": ""}, ("recall_date", "recall_date_unusable"), date(2026, 6, 30)),
        ({"撤案日期": "下周"}, ("recall_date", "recall_date_unusable"), date(2026, 6, 30)),
        ({"撤案日期": "03/07/2026"}, ("recall_date", "recall_date_unusable"), date(2026, 6, 30)),
        ({"撤案日期": "2026-05-31"}, ("recall_date", "recall_date_unusable"), date(2026, 6, 30)),
        ({"撤案日期": "2026-07-05"}, ("recall_date", "recall_in_future"), date(2026, 7, 5)),
        ({"退案原因": ""}, ("recall_reason", "recall_reason_unknown"), date(2026, 6, 20)),
        ({"退案原因": "其他"}, ("recall_reason", "recall_reason_unknown"), date(2026, 6, 20)),
    ],
)
def test_what_stops_contact_is_applied_with_its_blemishes(changes, expected, day):
    found = find(row(**changes))
    assert (reasons(found), warnings(found)) == ([], [(2, *expected)])
    assert found.recalls[0].effective_on == day


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("金东哲", True),
        ("金*哲", True),
        ("金**", True),
        ("金*", True),
        ("*东哲", True),
        ("金 东 哲", True),
        ("李**", False),
        ("金*英", False),
        ("", True),  # nothing said, nothing to compare
    ],
)
def test_a_masked_name_fits_by_its_visible_characters(name, fits):
    assert bool(warnings(find(row(客户姓名=name)))) is not fits


@pytest.mark.parametrize(
    "reason",
    [
        *("已结清", "到期退案", "撤案", "委托方收回", "客户投诉", "客户死亡", "已身故"),
        *("已协商分期", "司法诉讼", "停催", "减免"),
    ],
)
def test_known_reasons_are_not_questioned(reason):
    rules = [rule for _, _, rule in warnings(find(row(退案原因=reason)))]
    assert "recall_reason_unknown" not in rules


def test_of_several_recalls_the_earliest_day_counts():
    rows = [row(), row(撤案日期="2026-06-18"), row(撤案日期=""), row(撤案日期="2026-06-18")]
    found = find(*rows)
    assert reasons(found) == [(at, "", "duplicate_row") for at in (2, 4, 5)]
    assert found.recalls[0].effective_on == date(2026, 6, 18)


def test_the_earliest_day_counts_over_all_sheets():
    book = Book().sheet(table(row()), name="a").sheet(table(row(撤案日期="2026-06-02")), name="b")
    found = checked_file("a.xlsx", book.content(), store())
    assert [(each.sheet, each.row) for each in found.report.rejected] == [("a", 2)]
    assert found.recalls[0].effective_on == date(2026, 6, 2)


def test_a_borrower_with_another_active_account_is_not_released():
    known = store(account("1"), account("2"))
    assert find(row(), known=known).report.as_dict()["totals"]["borrowers_released"] == 0
    both = find(row(), row(案件编号="YB2"), known=known)
    assert both.report.as_dict()["totals"]["borrowers_released"] == 1


def test_an_account_recalled_before_is_active_no_more():
    known = store(account("1"), account("2"))
    later = known.after(find(row(案件编号="YB2"), known=known))
    assert later.find("case_no", "YB2")[0].is_recalled
    assert find(row(), known=later).report.as_dict()["totals"]["borrowers_released"] == 1


def test_reasons_and_remarks_raise_flags():
    assert flags(find(row(退案原因="客户死亡"))) == [(2, "deceased")]
    assert flags(find(row(备注="代理律师已来函"))) == [(2, "represented_by_lawyer")]
    assert warnings(find(row(备注="投诉已结案"))) == [(2, "remark", "remark_needs_review")]
