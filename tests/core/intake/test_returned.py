from datetime import date

import pytest

from doorstep.intake import KnownAccounts, check
from doorstep.intake.dictionary import dictionary
from doorstep.intake.returned import returned_sheets

LINES = (
    "单位：元",
    "委托方,*姓名,身份证号,借据号,委案金额,逾期天数,委案日期,{never}",
    "北原信贷,甲某,1,L1,5,56,2026-10-01,微信甲",
    "北原信贷,乙某,2,L2,6,56,2026-10-01,",
)


def file(never: str = "无关") -> bytes:
    return "\n".join(LINES).format(never=never).encode()


def test_rows_come_back_in_the_lenders_columns_and_order():
    (sheet,) = returned_sheets("f.csv", file(), {("", 4)})
    assert sheet.titles == (
        "委托方", "*姓名", "身份证号", "借据号", "委案金额", "逾期天数", "委案日期", "无关",
    )  # fmt: skip
    assert sheet.letters == tuple("ABCDEFGH")
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (4, ("北原信贷", "乙某", "2", "L2", "6", "56", "2026-10-01", ""))
    ]
    assert sheet.above == ("单位：元",)


@pytest.mark.parametrize("word", sorted(dictionary().forbidden | dictionary().sensitive)[:5])
def test_a_column_that_must_never_be_read_does_not_come_back(word):
    (sheet,) = returned_sheets("f.csv", file(word), {("", 3), ("", 4)})
    assert "H" not in sheet.letters
    assert not any("微信" in cell for row in sheet.rows for cell in row.cells)


def test_nothing_comes_back_of_what_cannot_be_read_or_is_not_wanted():
    assert returned_sheets("f.csv", b"", {("", 3)}) == ()
    assert returned_sheets("f.csv", file(), set()) == ()
    assert returned_sheets("f.csv", file(), {("elsewhere", 3)}) == ()


def test_every_rejected_row_can_be_returned():
    checked = check("f.csv", file(), as_of=date(2026, 11, 25), known=KnownAccounts.empty())
    wanted = {(each.sheet, each.row) for each in checked.report.rejected}
    (sheet,) = returned_sheets("f.csv", file(), wanted)
    assert {row.number for row in sheet.rows} == {number for _, number in wanted}
