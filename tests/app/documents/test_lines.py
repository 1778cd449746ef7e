"""Is a row said to stand on one line only where it does, and does the page look the same?"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import segno
from fontTools.ttLib import TTFont
from PIL import Image

from doorstep_desk.documents.contents.compose import to_press
from doorstep_desk.documents.printing.fonts import (
    Face,
    faces,
    font_folders,
    printable_points,
)
from doorstep_desk.documents.printing.lines import single_lines
from doorstep_desk.documents.printing.picture_code import picture_code
from doorstep_desk.documents.printing.press import print_sheet
from doorstep_desk.documents.printing.words import LANGUAGES, words_of

AT = datetime(2026, 11, 26, 6, tzinfo=UTC)
URL = "https://desk.example.org/verify/0000-0000-0000-0000"


def table(rows, wide=(True, False), total=()):
    columns = [{"name": "x", "right": not each, "wide": each} for each in wide]
    return {
        "kind": "table", "title": "", "columns": columns, "rows": [list(row) for row in rows],
        "total": list(total), "note": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_single"),
    [
        # 166 mm less a column of one letter (7 mm) and the cell's own 5.2 mm: 43 em of ten points
        ("金" * 42, True),
        ("金" * 44, False),
        ("한" * 42, True),
        ("1" * 71, True),  # a figure takes 0.589 em in bold
        ("1" * 75, False),
        ("W" * 45, True),  # 0.915 em
        ("W" * 48, False),
        ("金1" * 21, False),  # each turn from Han to Latin takes a quarter more
        ("金\n金", False),  # a line break is one
        ("", True),
        ("\u2e3b" * 20, False),  # a stroke as broad as two and a half characters
    ],
)
def test_a_row_is_on_one_line_while_its_characters_surely_fit(text, is_single):
    assert single_lines(table([(text, "x"), ("x", "x")])) == [is_single, True]


def test_what_the_other_columns_need_is_not_there_for_the_wide_one():
    assert single_lines(table([("金" * 30, "¥1.00")])) == [True]
    assert single_lines(table([("金" * 30, "¥1.00"), ("x", "金" * 20)])) == [False, True]
    assert single_lines(table([("金" * 30, "¥1.00")], total=("合计", "金" * 20))) == [False]


def test_where_columns_do_not_fit_beside_each_other_nothing_is_said():
    assert single_lines(table([("x", "金" * 50), ("x", "x")])) == [False, False]
    assert single_lines(table([("金" * 25, "金" * 25)], wide=(False, False))) == [False]
    assert single_lines(table([("金" * 10, "金" * 10)], wide=(False, False))) == [True]
    assert single_lines(table([])) == []


def sheet(language, block):
    words = words_of(language)
    return {
        "lang": language, "title": "x", "subtitle": "x", "lender": "x", "agency": "x",
        "number": "X-1", "issued": "x", "footnotes": [],
        "words": {each: words[each] for each in words if each.startswith("check_")},
        "verify": {"code": "0000-0000-0000-0000", "url": URL}, "blocks": [block],
    }  # fmt: skip


def pictures(pdf: bytes) -> list[Image.Image]:
    return [page.render(scale=2).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_looks_the_same_whether_the_height_of_rows_is_known_or_found_out(language):
    texts = ["2026年11月6日", "6 November 2026", "2026년 11월 6일", "金某 & gypsy, ÅÉ", "长" * 60]
    rows = [(texts[n % 5], f"−¥{n * 1_234_567:,}.00", "Wm@%" * (n % 9)) for n in range(45)]
    block = table(rows, (True, False, True), ("合计", "¥9.99", ""))
    known = to_press(sheet(language, block))
    assert set(known["blocks"][0]["single"]) == {True, False}
    found_out = {**known, "blocks": [{**block, "single": [False] * len(rows)}]}
    one, other = (pictures(print_sheet(each, AT)) for each in (known, found_out))
    assert len(one) == len(other) > 1
    for page, same in zip(one, other, strict=True):
        assert page.tobytes() == same.tobytes()


def test_widths_and_characters_are_those_of_the_typefaces():
    paths = [path for folder in font_folders() for path in folder.glob("*.otf")]
    covered = []
    for face, path in zip(faces(), paths, strict=True):
        font = TTFont(path, lazy=True)
        names, metrics, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        assert all(face.advance(each) == metrics[name][0] / em for each, name in names.items())
        assert face.advance(0x10FFFE) == metrics[".notdef"][0] / em
        covered.append(frozenset(names))
    assert printable_points() == frozenset.intersection(*covered)


def test_a_typeface_that_lists_its_characters_otherwise_is_not_guessed_at(tmp_path: Path):
    path = next(font_folders()[0].glob("*.otf"))
    with TTFont(path, lazy=True) as font:
        table = font.reader.tables["cmap"]
    content = path.read_bytes()
    end = table.offset + table.length
    other = content[table.offset : end].replace(b"\x00\x0c\x00\x00", b"\x00\x0d\x00\x00")
    content = content[: table.offset] + other + content[end:]
    broken = tmp_path / "broken.otf"
    broken.write_bytes(content)
    with pytest.raises(ValueError, match="form 13"):
        Face.read(broken)


@pytest.mark.parametrize("scales", [True, False])
@pytest.mark.parametrize("text", ["x", URL, "https://例.example.org/付?" + "1" * 200])
def test_the_strokes_of_a_picture_code_cover_its_dark_squares_and_no_other(text, scales):
    drawn = picture_code(text, scales=scales)
    rows = segno.make(text, error="m", micro=False, mask=3).matrix
    cells = [bytearray(len(rows)) for _ in rows]
    for left, line, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", drawn):
        cells[int(line)][int(left) : int(left) + int(length)] = b"\x01" * int(length)
    assert cells == list(rows)
    size = f"viewBox={chr(34)}0 0" if scales else f"width={chr(34)}{len(rows)}"
    assert size in drawn
