"""Where records of delimited text end, and what their fields are."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.intake.read.records import records


def fields(text, delimiter=","):
    return [list(record) for record, _ in records([text], delimiter)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a,b", [["a", "b"]]),
        ("a,b\n", [["a", "b"]]),  # the last line break begins no record
        ("a\r\nb\rc\nd", [["a"], ["b"], ["c"], ["d"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),  # a blank line is a record
        ('"a,b",c', [["a,b", "c"]]),
        ('"a\r\nb",c\nd', [["a\r\nb", "c"], ["d"]]),  # a line break inside quotes
        ('"say ""no""",c', [['say "no"', "c"]]),
        ('a,""', [["a", ""]]),
        ('"a",', [["a", ""]]),
        ('="123",b', [['="123"', "b"]]),  # quotes inside an unquoted field mean nothing
        ('5" pipe,b', [['5" pipe', "b"]]),
        ('"a"b,c', [["ab", "c"]]),  # what stands behind the closing quote is kept
    ],
)
def test_fields_and_records(text, expected):
    assert fields(text) == expected


def test_a_text_that_ends_inside_quotes_says_so():
    found = list(records(['a,b\nc,"d\ne'], ","))
    assert found == [(["a", "b"], False), (["c", "d\ne"], True)]


cells = st.text(alphabet='ab"\n\r, ;', max_size=8)


@given(st.lists(st.lists(cells, min_size=2, max_size=5), min_size=1, max_size=6))
def test_what_the_standard_writer_wrote_is_read_back(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    assert fields(out.getvalue()) == rows


@given(st.text(alphabet='ab",\n\r', max_size=60))
def test_every_text_comes_to_an_end_and_loses_no_letter(text):
    letters = [letter for letter in text if letter in "ab"]
    found = [letter for record in fields(text) for cell in record for letter in cell]
    assert [letter for letter in found if letter in "ab"] == letters


def test_a_million_empty_fields_are_read_in_a_moment():
    assert len(fields("," * 1_000_000)[0]) == 1_000_001


def test_a_quoted_cell_of_a_million_characters_is_read():
    assert fields('"' + "x" * 1_000_000 + '",b')[0][1] == "b"
