"""Units: a wrong one is a debt a hundred or ten thousand times too large or too small."""

import pytest
from tests.core.intake.lists import MAN

from doorstep.intake import UnitSource, understand


def _unit(title: str, above: str = "") -> tuple[str, UnitSource]:
    text = f'{above}\n借据号,姓名,身份证号,"{title}"\nJ1,甲,{MAN},1\n'
    (sheet,) = understand("a.csv", text.encode())
    column = sheet.columns[-1]
    assert column.field == "overdue_amount"
    return column.unit, column.unit_source


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("逾期金额（元）", "元"),
        ("逾期金额(分)", "分"),
        ("逾期金额【万元】", "万元"),
        ("逾期金额[ 元 ]", "元"),
        ("逾期金额（单位：万元）", "万元"),
        ("逾期金额（人民币元）", "元"),
        ("逾期金额（元，含息）", "元"),
        ("逾期金額（萬元）", "万元"),  # traditional; 萬 is in no list
        ("逾期金额（万）", "万元"),
        ("逾期金额\n（元）", "元"),
        ("overdue_amount_fen", "分"),
        ("OVERDUE_AMOUNT_WAN", "万元"),
        ("overdue_amount_yuan", "元"),
        ("ｏｖｅｒｄｕｅ＿ａｍｏｕｎｔ＿ｆｅｎ", "分"),
    ],
)
def test_the_own_header_names_the_unit(title, unit):
    assert _unit(title, "单位：分") == (unit, UnitSource.HEADER)


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位:人民币元", "元"),
        ("單位：萬元", "万元"),
        ("单位：人民币（万元）", "万元"),
        ("委案清单,单位：,分", "分"),  # in the next cell
        ("单位：,人民币元", "元"),
    ],
)
def test_the_rows_above_name_the_unit(above, unit):
    assert _unit("逾期金额", above) == (unit, UnitSource.ABOVE)


@pytest.mark.parametrize("above", ["", "委案清单", "单位：延吉示例银行", "填报单位：,分行一部"])
def test_without_a_unit_amounts_are_yuan(above):
    assert _unit("逾期金额（部分）", above) == ("元", UnitSource.ASSUMED)
