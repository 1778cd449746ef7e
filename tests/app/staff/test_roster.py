"""Is a list of staff read whole, with every problem at its row, from CSV and from XLSX?"""

import io
from datetime import date

import openpyxl
import pytest

from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.staff.roster import RosterShift, days, members, read_roster

HEAD = (
    "username,name,role,language,languages,certificate_valid_until,pair,"
    "shift_from,shift_to,starts,ends,latitude,longitude,max_visits"
)
LIN = "lin,林安,agent,zh,zh ko,2027-03-31,甲,2026-12-01,2026-12-03,9:00,18:30,42.9,129.5,12"
SUN = "sun,孙平,agent,,,2027/3/31,甲,,,,,,,"
SHIFT = RosterShift(date(2026, 12, 1), date(2026, 12, 3), 540, 1110, 42.9, 129.5, 12)


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def with_shift(**change: str) -> bytes:
    cells = dict(zip(HEAD.split(","), LIN.split(","), strict=True)) | change
    return text(HEAD, ",".join(cells.values()), SUN)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut off", "no complete XLSX"),
        (b"\xff\xfe\x00\xff\x00\xff", "neither UTF-8 nor GB 18030"),
        (text("name,role", "林安,agent"), "row 1: the heading lacks username"),
        (text(HEAD, LIN), "row 2: .*|rows 2: a pair is two people"),
        (text(HEAD, LIN, SUN, SUN), "rows 2, 3, 4: a pair is two people"),
        (text(HEAD, LIN, SUN, "lin,x,agent,,,,,,,,,,,"), "rows 2, 4: the user name lin"),
        (with_shift(certificate_valid_until="soon"), "row 2: certificate_valid_until 'soon'"),
        (with_shift(shift_from="1.12."), "row 2: the days of a shift"),
        (with_shift(starts="nine"), "row 2: the days of a shift"),
        (with_shift(ends="25:00"), "row 2: the days of a shift"),
        (with_shift(latitude="north"), "row 2: a shift needs latitude"),
        (with_shift(max_visits=""), "row 2: a shift needs latitude"),
        (with_shift(shift_to="2026-11-30"), "row 2: shift_to lies"),  # before it begins
        (with_shift(shift_to="2027-12-03"), "row 2: shift_to lies"),  # a year
    ],
)
def test_every_problem_is_told_with_its_row(content, said):
    with pytest.raises(Malformed, match=said):
        read_roster(content)


def test_two_different_shifts_for_one_pair_are_told():
    other = SUN.replace(",,,,,,,", ",2026-12-01,,8:00,18:30,42.9,129.5,12")
    with pytest.raises(Malformed, match="rows 2, 3: the two shifts of pair 甲 differ"):
        read_roster(text(HEAD, LIN, other))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_in_either_coding_is_read(coding):
    lin, sun = read_roster("\r\n".join([HEAD, LIN, "", SUN]).encode(coding))
    assert (lin.name, lin.languages, lin.shift) == ("林安", frozenset({"zh", "ko"}), SHIFT)
    assert (sun.language, sun.languages, sun.shift) == ("zh", frozenset({"zh"}), None)
    assert sun.certificate_valid_until == date(2027, 3, 31)
    assert list(members([lin, sun])) == ["甲"]
    assert len(days(SHIFT)) == 3


def test_chinese_headings_are_read():
    (row,) = read_roster(text("用户名,姓名,角色", "lin,林安,lead"))
    assert (row.username, row.role) == ("lin", "lead")


def test_a_workbook_is_read_with_its_own_days_and_numbers():
    book = openpyxl.Workbook()
    book.active.append(HEAD.split(","))
    cells = LIN.split(",")
    cells[7:9] = [date(2026, 12, 1), date(2026, 12, 3)]
    cells[11:] = [42.9, 129.5, 12]
    book.active.append(cells)
    book.active.append(SUN.split(","))
    stream = io.BytesIO()
    book.save(stream)
    assert read_roster(stream.getvalue())[0].shift == SHIFT
