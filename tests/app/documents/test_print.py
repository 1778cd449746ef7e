"""Are words complete, sums and days written rightly, and does every character print?"""

import re
from datetime import UTC, date, datetime

import pytest
import typst
from tests.app.documents.papers import codes_on, expect_refused, words_on

from doorstep.affordability.arrangement import LARGEST_FEN, ArrangementKind
from doorstep.ledger.components import Component
from doorstep.ledger.events import EventKind
from doorstep_desk.documents.contents.compose import KINDS, LETTERS
from doorstep_desk.documents.printing.fonts import (
    LONGEST,
    font_folders,
    name_to_print,
    printable_points,
    to_print,
)
from doorstep_desk.documents.printing.formats import (
    capital_sum,
    change_text,
    day_text,
    sum_text,
)
from doorstep_desk.documents.printing.picture_code import picture_code
from doorstep_desk.documents.printing.press import print_sheet
from doorstep_desk.documents.printing.words import LANGUAGES, words_of
from doorstep_desk.payments.ways import KINDS as WAYS

AT = datetime(2026, 11, 26, 6, tzinfo=UTC)
URL = "https://desk.example.org/verify/0000-0000-0000-0000"


def flat(words, path=""):
    for key, each in words.items():
        if isinstance(each, str):
            yield f"{path}{key}", each
        else:
            yield from flat(each, f"{path}{key}.")


def sheet(language: str, *lines: str):
    words = words_of(language)
    return {
        "lang": language, "title": "x", "subtitle": "x", "lender": "x", "agency": "x",
        "number": "X-1", "issued": "x", "footnotes": [],
        "words": {each: words[each] for each in words if each.startswith("check_")},
        "verify": {"code": "0000-0000-0000-0000", "url": URL, "qr": picture_code(URL)},
        "blocks": [{"kind": "text", "text": line} for line in lines],
    }  # fmt: skip


def gaps(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def test_every_language_says_the_same_things_about_the_same_things():
    chinese = dict(flat(words_of("zh")))
    assert set(LANGUAGES) == {"zh", "en", "ko"}
    for language in LANGUAGES:
        other = dict(flat(words_of(language)))
        assert other.keys() == chinese.keys()
        assert {key: gaps(text) for key, text in other.items()} == {
            key: gaps(text) for key, text in chinese.items()
        }
        assert all(other.values())


def test_every_closed_list_that_a_paper_speaks_of_has_words():
    words = words_of("zh")
    assert {each.word for each in Component} | {"total"} == set(words["component"])
    assert {each.name.lower() for each in EventKind} | {"grown"} == set(words["happened"])
    assert {str(each) for each in ArrangementKind} == set(words["arrangement_kind"])
    assert set(WAYS) == set(words["pay_way"])
    assert set(KINDS) | {"visit"} == set(LETTERS) <= set(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_the_words_is_in_the_typeface(language):
    texts = list(dict(flat(words_of(language))).values())
    assert len(texts) > 100
    assert [to_print(text, "words") for text in texts] == texts


def test_rare_characters_of_names_and_all_hangul_are_in_both_weights():
    rare = "䶮㛃𬭎𠅤㼆𬱖𬳽𪟝𬀩龘𣲘靐龑堃犇"
    assert {ord(each) for each in rare} <= printable_points()
    assert set(range(0xAC00, 0xD7A4)) <= printable_points()
    assert len(printable_points()) > 40_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("金某", "金某"),
        ("金\U0002ebf0", "金〔U+2EBF0〕"),  # Han of extension I, newer than the typeface
        ("葛\U000e0100城", "葛城"),  # only the wish for a shape is left out
        ("Ngu\u0303 e\u0301", "Ngũ é"),  # composed first, then looked up
        ("阿卜杜拉·艾山", "阿卜杜拉·艾山"),
    ],
)
def test_what_can_be_printed_is_and_rare_han_is_named_by_number(text, shown):
    assert name_to_print(text, "name") == shown


@pytest.mark.parametrize(
    "bad", ["😀", "ا", "ש", "\u202e", "\x00", "\t", "\ue000", "\ud800", "𝕏\u200d"]
)
def test_a_character_that_cannot_be_printed_is_never_an_empty_box(bad):
    expect_refused("document-text-unprintable", to_print, f"金{bad}", "name")


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "missing"), (" \u3000", "missing"), ("金" * (LONGEST + 1), "too-long")],
)
def test_a_name_is_neither_empty_nor_endless(name, code):
    expect_refused(f"document-text-{code}", name_to_print, name, "name")


@pytest.mark.parametrize("fen", [-1, LARGEST_FEN + 1, 10**15])
def test_a_sum_that_no_debt_can_be_is_refused(fen):
    expect_refused("document-amount", sum_text, fen)
    expect_refused("document-amount", change_text, 10**15)


def test_sums_and_days_are_written_as_each_language_writes_them():
    assert (sum_text(481_236), sum_text(0), sum_text(5, "KES")) == (
        "¥4,812.36",
        "¥0.00",
        "KES 0.05",
    )
    assert (change_text(-100), change_text(100), change_text(0)) == ("−¥1.00", "+¥1.00", "¥0.00")
    day = date(2026, 11, 6)
    assert [day_text(day, each) for each in LANGUAGES] == [
        "2026年11月6日", "6 November 2026", "2026년 11월 6일",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"), (5, "伍分"), (30, "叁角整"), (100, "壹元整"), (105, "壹元零伍分"),
        (1_000, "壹拾元整"), (10_010, "壹佰元壹角整"), (100_500, "壹仟零伍元整"),
        (123_456, "壹仟贰佰叁拾肆元伍角陆分"), (1_000_000, "壹万元整"),
        (1_000_100, "壹万零壹元整"), (100_100_000, "壹佰万壹仟元整"),
        (12_345_678_900, "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整"),
        (10_000_000_100, "壹亿零壹元整"), (LARGEST_FEN, "壹仟亿元整"),
    ],
)  # fmt: skip
def test_the_capital_numerals_of_a_receipt(fen, words):
    assert capital_sum(fen) == words


def test_missing_typefaces_are_said_and_not_replaced():
    expect_refused("document-fonts-missing", font_folders, ("no_such_typeface",))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_data_at_the_same_instant_gives_the_same_bytes(language):
    once = print_sheet(sheet(language, "金䶮 #[]$"), AT)
    assert once == print_sheet(sheet(language, "金䶮 #[]$"), AT.replace(microsecond=7))
    assert "金䶮#[]$" in words_on(once)
    assert codes_on(once) == [URL]


def test_the_press_itself_refuses_a_character_that_the_typeface_lacks():
    with pytest.raises(typst.TypstError):
        print_sheet(sheet("zh", "金😀"), AT)


def test_a_long_paper_goes_on_over_pages_with_its_marks_on_each():
    pdf = print_sheet(sheet("en", *[f"Line {n}" for n in range(120)]), AT)
    text = words_on(pdf)
    assert text.count("Checkcode0000-0000-0000-0000") == text.count("X-1") - 1 >= 3
