"""Workbooks: values, looks, and what is refused."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from tests.core.intake.lists import Book

from doorstep.intake import Refusal, read_tables
from doorstep.intake.read.number_formats import Shown, moment_of, shown_by
from doorstep.intake.tables import Formula, Merge

moment = datetime.fromisoformat


def sheet_of(book):
    return read_tables("a.xlsx", book.content()).sheets[0]


def first_cell(cell, **parts):
    book = Book().sheet([[cell]])
    book.extra.update(parts)
    rows = sheet_of(book).rows
    return rows[0].values.get(0) if rows else None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("text", "text"),
        (" kept ", " kept "),
        ("<c><v>12</v></c>", 12),
        ("<c><v>12.0</v></c>", 12),
        ("<c><v>12.5</v></c>", 12.5),
        ("<c><v>2.22401198001017E+17</v></c>", 2.22401198001017e17),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="str"><v>result</v></c>', "result"),
        ('<c t="d"><v>2026-03-25T10:00:00</v></c>', moment("2026-03-25T10:00:00")),
        ('<c t="d"><v>soon</v></c>', "soon"),
        ('<c s="1"><v>46106</v></c>', date(2026, 3, 25)),
        ('<c s="1"><v>46106.5</v></c>', moment("2026-03-25T12:00:00")),
        ('<c s="2"><v>46106</v></c>', moment("2026-03-25T00:00:00")),  # the format shows a time
        ('<c s="3"><v>0.5</v></c>', time(12)),
        ('<c s="1"><v>-1</v></c>', -1),  # no day of the calendar
        ('<c s="1"><v>3000000</v></c>', 3_000_000),
        ('<c s="99"><v>46106</v></c>', 46106),  # a style that does not exist
        ("<c><f>A1+1</f><v>3</v></c>", Formula("=A1+1", 3)),
        ("<c><f>A1+1</f><v></v></c>", Formula("=A1+1", None)),
        ('<c t="str"><f>A1</f><v>x</v></c>', Formula("=A1", "x")),
        ("<c><v>x</v></c>", "x"),
        ("<c/>", None),
        ('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>', "ab"),
        ("a_x000D_b", "a\rb"),
        ("a_xD800_b", "a_xD800_b"),  # half of a pair is no character
    ],
)
def test_a_cell_is_read_as_it_is_stored(cell, value):
    assert first_cell(cell) == value


def test_shared_texts_lose_their_reading_aids():
    strings = (
        "<sst><si><t>延吉</t><rPh><t>yanji</t></rPh></si><si><r><t>a</t></r><t>b</t></si></sst>"
    )
    part = {"xl/sharedStrings.xml": strings}
    assert first_cell('<c t="s"><v>0</v></c>', **part) == "延吉"
    assert first_cell('<c t="s"><v>1</v></c>', **part) == "ab"


def test_a_text_number_that_nobody_shares_is_damage():
    book = Book().sheet([['<c t="s"><v>7</v></c>']])
    assert read_tables("a.xlsx", book.content()) == Refusal("file_corrupt")


def test_cells_without_references_follow_each_other():
    xml = "<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>"
    book = Book().sheet([])
    book.sheets[0] = ("S", "visible", xml)
    assert sheet_of(book).rows[0].values == {0: 1, 1: 2}


def test_the_looks_of_a_sheet_are_kept():
    book = Book().sheet(
        [["a", "b"], ["c", "d"]],
        hidden_rows=[2],
        before='<cols><col min="2" max="3" hidden="1"/><col min="4" max="4"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B3"/><mergeCell ref="D4"/></mergeCells>',
    )
    book.sheet([["x"]], name="secret", state="hidden").sheet([], name="more", state="veryHidden")
    visible, secret, more = read_tables("a.xlsx", book.content()).sheets
    assert (visible.hidden_rows, visible.hidden_columns) == ({2}, {1, 2})
    assert visible.merges == (Merge(1, 3, 0, 1), Merge(4, 4, 3, 3))
    assert (visible.is_hidden, secret.is_hidden, more.is_hidden) == (False, True, True)


def test_a_workbook_may_count_from_1904():
    book = Book().sheet([['<c s="1"><v>44712</v></c>']])
    book.workbook_properties = 'date1904="1"'
    tables = read_tables("a.xlsx", book.content())
    assert tables.day_zero == date(1904, 1, 1)
    assert tables.sheets[0].rows[0].values[0] == date(2026, 6, 1)


def test_a_cell_at_the_far_end_costs_one_entry():
    far = '<c r="XFD1048576"><v>1</v></c>'
    xml = f'<worksheet><sheetData><row r="1048576">{far}</row></sheetData></worksheet>'
    book = Book().sheet([])
    book.sheets[0] = ("S", "visible", xml)
    row = sheet_of(book).rows[0]
    assert (row.number, dict(row.values)) == (1_048_576, {16_383: 1})


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", Shown.NUMBER),
        ("0.00", Shown.NUMBER),
        ("#,##0.00;[Red]-#,##0.00", Shown.NUMBER),
        ('0"days"', Shown.NUMBER),  # a quoted word is no format
        ("@", Shown.NUMBER),
        ("yyyy-mm-dd", Shown.DAY),
        ('yyyy"年"m"月"d"日"', Shown.DAY),
        ("[$-804]yyyy/m/d", Shown.DAY),
        ("mmm", Shown.DAY),
        ("yyyy-mm-dd hh:mm:ss", Shown.MOMENT),
        ("h:mm AM/PM", Shown.TIME),
        ("mm:ss", Shown.TIME),
    ],
)
def test_a_number_format_shows_a_number_a_day_or_a_time(code, shown):
    assert shown_by(code) is shown


def test_a_time_format_with_whole_days_is_a_moment():
    assert moment_of(46106.5, Shown.TIME, date(1899, 12, 30)) == moment("2026-03-25T12:00:00")


def refused(book, name="a.xlsx"):
    found = read_tables(name, book if isinstance(book, bytes) else book.content())
    assert isinstance(found, Refusal)
    return found.rule


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "docProps/app.xml", "xl/theme.XML"])
def test_any_part_with_a_document_type_is_refused(part):
    book = Book().sheet([["a"]])
    book.extra[part] = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert refused(book) == "unsafe_xml"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", "<workbook><sheets>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><row></worksheet>"),
        ("xl/worksheets/sheet1.xml", "not xml"),
        ("xl/worksheets/sheet1.xml", '<?xml version="1.0" encoding="none"?><a/>'),
        ("xl/worksheets/sheet1.xml", '<a><row r="1"><c r="1A"><v>1</v></c></row></a>'),
        ("xl/sharedStrings.xml", "<sst>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships>"),
    ],
)
def test_damaged_parts_are_refused(part, content):
    book = Book().sheet([["a"]])
    book.extra[part] = content
    assert refused(book) == "file_corrupt"


def test_a_sheet_that_is_listed_but_not_there_is_damage():
    book = Book().sheet([["a"]])
    book.extra["xl/_rels/workbook.xml.rels"] = (
        '<Relationships><Relationship Id="rId1" Target="worksheets/gone.xml"/></Relationships>'
    )
    assert refused(book) == "file_corrupt"


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_that_was_cut_off_is_refused(cut):
    content = Book().sheet([["a"] * 50] * 50).content()
    assert refused(content[: int(len(content) * cut)]) == "file_corrupt"


def test_another_zip_file_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refused(out.getvalue()) == "unsupported_type"


def test_an_archive_that_grows_beyond_proportion_is_never_unpacked():
    book = Book().sheet([["a"]])
    book.extra["xl/media/image.bin"] = b"\0" * (80 << 20)
    assert refused(book) == "expands_too_large"


def test_an_archive_with_a_password_is_refused():
    content = bytearray(Book().sheet([["a"]]).content())
    at = content.find(b"PK\x01\x02")
    while at >= 0:  # the flag in each entry of the directory
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    assert refused(bytes(content)) == "password_protected"
