"""Encodings and delimiters are told by content."""

import gzip

import pytest
from tests.core.intake.lists import placement, text_file

from doorstep.intake import Refusal, read_tables

HEADER = "借据号,姓名,身份证号,逾期金额,备注"
TRADITIONAL = "合同編號,客戶姓名,身份證號,欠款總額,備註"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (HEADER, "utf-8", "utf-8"),
        (HEADER, "utf-8-sig", "utf-8-sig"),
        (HEADER, "utf-16", "utf-16"),
        (HEADER, "gb18030", "gb18030"),
        (f"{HEADER}\n1,李䶮𠮷,2,3,", "gb18030", "gb18030"),  # four-byte characters
        (TRADITIONAL, "big5", "big5"),
        (f"{TRADITIONAL}\n1,盧美善,2,3,", "cp950", "big5"),
        ("loan_no,borrower_name,id_number", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_the_one_in_which_the_header_makes_sense(text, codec, encoding):
    tables = read_tables("a.csv", text.encode(codec))
    assert (tables.encoding, tables.container) == (encoding, "csv")
    assert next(iter(tables.sheets[0].rows)).values[1] in {"姓名", "客戶姓名", "borrower_name"}


def test_utf_16_with_the_other_byte_order_is_read():
    content = b"\xfe\xff" + HEADER.encode("utf-16-be")
    assert next(iter(read_tables("a.txt", content).sheets[0].rows)).values[0] == "借据号"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_that_shows_most_header_words(delimiter):
    text = HEADER.replace(",", delimiter) + "\n1,2" + delimiter
    assert read_tables("a.csv", text.encode()).delimiter == delimiter


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"\xff\xfe", "file_empty"),
        (b" \r\n\t\n", "file_empty"),
        ("\u3000".encode(), "file_empty"),  # blanks of another width are only found as text
        (b"\x80\x81\xfe\xff\xff\xff", "encoding_unknown"),
        (b"\xff\xfea", "encoding_unknown"),  # half a character of UTF-16
        (b"\xef\xbb\xbf\xff\xff", "encoding_unknown"),  # the mark promises what is not kept
        (b"<html><table>", "unsupported_type"),
        (b"  \n<?xml version='1.0'?>", "unsupported_type"),
        ("<html>借据号".encode("utf-16"), "unsupported_type"),
        (b"MIME-Version: 1.0", "unsupported_type"),
        (b"%PDF-1.7", "unsupported_type"),
        (b"\x89PNG\r\n", "unsupported_type"),
        (b"Rar!\x1a", "unsupported_type"),
        (b"7z\xbc\xaf", "unsupported_type"),
        (b"\x00" * 257 + b"ustar", "unsupported_type"),
    ],
)
def test_what_is_no_text_is_refused(content, rule):
    assert read_tables("a.csv", content) == Refusal(rule)


def test_record_numbers_count_blank_lines_and_quoted_breaks_once():
    tables = read_tables("a.csv", b'loan_no,remark\n\n"1","a\nb"\n2,c\n')
    assert [row.number for row in tables.sheets[0].rows] == [1, 3, 4]


def test_a_record_knows_how_many_fields_it_has():
    rows = list(read_tables("a.csv", b"loan_no,remark,,\n1,2\n,,,\n").sheets[0].rows)
    assert [(row.number, row.width) for row in rows] == [(1, 4), (2, 2)]


@pytest.mark.parametrize(
    ("name", "mismatch"),
    [
        ("a.csv", False),
        ("a.txt", False),
        ("A.TSV", False),
        ("a", False),  # without an extension there is nothing to compare
        ("a.dat", False),
        ("a.xlsx", True),
        ("a.xls", True),
        ("a.parquet", True),
    ],
)
def test_the_extension_is_compared_and_not_believed(name, mismatch):
    assert read_tables(name, HEADER.encode()).has_other_extension is mismatch


def test_gzip_of_text_is_read():
    tables = read_tables("a.csv.gz", gzip.compress(text_file([placement()])))
    assert (tables.container, tables.encoding) == ("csv.gz", "utf-8")
    assert len(list(tables.sheets[0].rows)) == 2
    assert not tables.has_other_extension


def test_gzip_in_two_members_is_read_as_one_text():
    content = gzip.compress(b"loan_no,remark\n", mtime=0) + gzip.compress(b"1,2\n")
    assert len(list(read_tables("a.gz", content).sheets[0].rows)) == 2


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (gzip.compress(text_file([placement()]), mtime=0)[:-9], "file_corrupt"),  # cut
        (b"\x1f\x8b\x08", "file_corrupt"),
        (gzip.compress(b" \n", mtime=0), "file_empty"),
        (gzip.compress(b"PK\x03\x04", mtime=0), "unsupported_type"),
        (gzip.compress(b"%PDF", mtime=0), "unsupported_type"),
        (gzip.compress(gzip.compress(b"a,b", mtime=0), mtime=0), "unsupported_type"),
    ],
)
def test_gzip_of_anything_else_is_refused(content, rule):
    assert read_tables("a.csv.gz", content) == Refusal(rule)


def test_a_gzip_bomb_is_noticed_before_it_bursts():
    content = gzip.compress(b"0" * (80 << 20), 9, mtime=0)
    assert read_tables("a.csv.gz", content) == Refusal("expands_too_large")
