"""What a text cell says once noise is taken away."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from doorstep.intake.cells.reading import EMPTY, PLACEHOLDER, Reading
from doorstep.intake.cells.text import (
    ADDRESS,
    CODED,
    FREE,
    KEY,
    NAME,
    NUMBER,
    PHONE,
    read_remark,
    read_text,
)
from doorstep.intake.tables import Formula

ALL = (ADDRESS, CODED, FREE, KEY, NAME, NUMBER, PHONE)


@pytest.mark.parametrize("rules", ALL)
@pytest.mark.parametrize(
    "text",
    ["\x00", "金\x00东", "a\x1b[0m", "a\x07", "a\x7f", "\x01 ", "a\x1f"],  # C0 and DEL
)
def test_a_control_character_costs_the_row(text, rules):
    assert read_text(text, rules).error == "control_character"
    assert read_remark(text).error == "control_character"


@pytest.mark.parametrize(
    ("rules", "longest"), [(NAME, 64), (KEY, 64), (ADDRESS, 300), (FREE, 32_767), (PHONE, 32_767)]
)
def test_a_cell_may_be_so_long_and_not_one_character_longer(rules, longest):
    assert read_text("号" * longest, rules).error is None
    assert read_text("号" * (longest + 1), rules).error == "cell_too_long"


def test_a_remark_may_be_as_long_as_a_spreadsheet_cell():
    assert read_remark("无" * 32_767).value == "无" * 32_767
    assert read_remark("无" * 32_768).error == "cell_too_long"


@pytest.mark.parametrize(
    ("text", "value", "repairs"),
    [
        ("金\u200b东哲", "金东哲", ("invisible_removed",)),
        ("\ufeff金东哲", "金东哲", ("invisible_removed",)),
        ("金\u00ad东\u202e哲", "金东哲", ("invisible_removed",)),
        ("金东哲 ", "金东哲", ("whitespace_trimmed",)),
        ("\u3000金东哲\u00a0\t", "金东哲", ("whitespace_trimmed",)),
        ("\r\n金东哲", "金东哲", ("whitespace_trimmed",)),
        ("'金东哲", "金东哲", ("leading_apostrophe_removed",)),
        ("`金东哲", "金东哲", ("leading_apostrophe_removed",)),
        ("''金东哲", "'金东哲", ("leading_apostrophe_removed",)),  # one, not two
        ('="金东哲"', "金东哲", ("excel_text_formula_unwrapped",)),
        ("金\n东哲", "金东哲", ("line_break_removed",)),
        (
            "\u200b '金东\n哲",  # every step once, in the order of the description
            "金东哲",
            (
                "invisible_removed",
                "whitespace_trimmed",
                "leading_apostrophe_removed",
                "line_break_removed",
            ),
        ),
    ],
)
def test_each_step_that_changes_something_is_one_repair(text, value, repairs):
    assert read_text(text, NAME) == Reading(value, repairs)


@pytest.mark.parametrize(
    ("rules", "value"),
    [(KEY, "JJ12-3.0"), (CODED, "JJ12-3.0"), (PHONE, "JJ12-3.0"), (NUMBER, "JJ12-3.0")],
)
def test_full_width_becomes_ascii_where_only_ascii_means_something(rules, value):
    assert read_text("ＪＪ１２－３．０", rules) == Reading(value, ("fullwidth_to_ascii",))


@pytest.mark.parametrize("rules", [NAME, ADDRESS, FREE])
def test_full_width_stays_in_names_and_addresses(rules):
    assert read_text("Ａ座１２号", rules) == Reading("Ａ座１２号")


def test_a_full_width_comma_and_yuan_sign_belong_to_the_amount():
    assert read_text("￥１，０００", NUMBER).value == "￥1，000"


@pytest.mark.parametrize(
    "text",
    "- -- — / \\ 无 暂无 空 未知 不详 N/A #N/A NA NULL None NaN null 0000-00-00".split(),
)
def test_a_placeholder_is_empty_and_nothing_else_is_said(text):
    for rules in (NAME, KEY, ADDRESS, FREE, NUMBER, PHONE):
        assert read_text(text, rules) == PLACEHOLDER
        assert read_text(f" {text}", rules) == PLACEHOLDER


@pytest.mark.parametrize("text", ["未知", "不详"])
def test_in_a_coded_cell_not_knowing_is_an_answer(text):
    assert read_text(text, CODED) == Reading(text)


def test_a_zero_is_a_placeholder_for_phones_only():
    assert read_text("0", PHONE) == PLACEHOLDER
    assert read_text(0, PHONE) == PLACEHOLDER
    assert read_text("0", NUMBER) == Reading("0")


@pytest.mark.parametrize("sign", "=+-@")
def test_text_that_a_spreadsheet_would_run_is_never_a_name_or_key(sign):
    text = f"{sign}cmd"
    assert read_text(text, NAME).error == "formula_cell"
    assert read_text(text, KEY).error == "formula_cell"
    assert read_text(text, ADDRESS) == Reading(text, (), ("formula_like_text",))
    assert read_text(text, FREE) == Reading(text, (), ("formula_like_text",))
    assert read_text(text, PHONE) == Reading(text)
    assert read_remark(text) == Reading(text, (), ("formula_like_text",))


@pytest.mark.parametrize(("text", "error"), [("=1", "formula_cell"), ("@a", "formula_cell")])
def test_coded_cells_fear_two_signs_only(text, error):
    assert read_text(text, CODED).error == error
    assert read_text("-1", CODED).error is None
    assert read_text("+1", CODED).error is None


@pytest.mark.parametrize("rules", [NAME, KEY, CODED, PHONE])
def test_a_workbook_formula_is_refused_where_it_would_decide(rules):
    assert read_text(Formula("=A1", "金东哲"), rules).error == "formula_cell"


def test_a_workbook_formula_in_free_text_is_kept_as_its_text():
    formula = Formula("=A1&B1", "地址")
    assert read_text(formula, ADDRESS) == Reading("=A1&B1", (), ("formula_like_text",))
    assert read_remark(formula) == Reading("=A1&B1", (), ("formula_like_text",))
    assert read_text(Formula("=" + "A" * 300, None), ADDRESS).error == "cell_too_long"


def test_a_remark_stays_as_it_is():
    text = "  无 ，\n'见附件　"
    assert read_remark(text) == Reading(text)
    assert read_remark("") == EMPTY


@pytest.mark.parametrize(
    ("value", "text"), [(12, "12"), (12.5, "12.5"), (3.0, "3"), (True, "TRUE"), (None, None)]
)
def test_numbers_in_text_cells_are_read_in_their_shortest_form(value, text):
    assert read_text(value, FREE).value == text


def test_a_cell_of_blanks_is_empty_and_says_so():
    assert read_text(" \u3000", NAME) == Reading(None, ("whitespace_trimmed",))


@given(st.text(max_size=80), st.sampled_from(ALL))
def test_reading_a_clean_text_again_changes_nothing(text, rules):
    once = read_text(text, rules)
    assume(isinstance(once.value, str) and once.value[:1] not in "'`")
    twice = read_text(once.value, rules)
    assert twice.error is not None or twice.value in {once.value, None} or '="' in text
