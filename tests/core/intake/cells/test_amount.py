"""How many fen a cell says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.intake.cells.amount import LARGEST_FEN, read_amount
from doorstep.intake.cells.reading import EMPTY, PLACEHOLDER, Reading
from doorstep.intake.tables import Formula


@pytest.mark.parametrize(
    "value",
    [
        "约5000",
        "12,34.5",  # groups of three only
        "1,2345",
        "1.2E+04",
        "壹万元",
        "1O0",
        "100.0.0",
        "100,",
        "12 345",
        "￥",
        "元",
        "--5",
        "-￥-5",
        "(100",
        "一半",
        True,
        float("nan"),
        float("inf"),
        1e300,
        "9" * 40,
    ],
)
def test_nothing_is_guessed(value):
    assert read_amount(value, "元").error == "amount_unreadable"


@pytest.mark.parametrize(
    ("value", "fen", "repairs"),
    [
        (100, 10_000, ()),  # plain reading
        (100.5, 10_050, ()),
        (38672.21, 3_867_221, ()),
        (0.1 + 0.2, 30, ()),  # what floating point adds behind 15 digits means nothing
        (0, 0, ()),
        ("0.00", 0, ()),
        ("100", 10_000, ()),
        ("-100", -10_000, ()),
        ("+100", 10_000, ()),
        ("￥100", 10_000, ("currency_sign_removed",)),
        ("¥ 100", 10_000, ("currency_sign_removed",)),
        ("RMB100", 10_000, ("currency_sign_removed",)),
        ("人民币100元", 10_000, ("currency_sign_removed",)),
        ("100元", 10_000, ("currency_sign_removed",)),
        ("100圆", 10_000, ("currency_sign_removed",)),
        ("100 CNY", 10_000, ("currency_sign_removed",)),
        ("-￥100", -10_000, ("currency_sign_removed",)),
        ("￥-100", -10_000, ("currency_sign_removed",)),
        ("1,234.5", 123_450, ("thousands_separator_removed",)),
        ("1，234，567", 123_456_700, ("thousands_separator_removed",)),
        ("(1,234.00)", -123_400, ("thousands_separator_removed",)),  # brackets mean negative
        ("（12）", -1_200, ()),
        ("6.044524万", 6_044_524, ("cell_unit_converted",)),
        ("1.5万元", 1_500_000, ("cell_unit_converted",)),
        ("100.005", 10_001, ("amount_rounded",)),  # half up
        ("100.004", 10_000, ("amount_rounded",)),
        ("-0.005", -1, ("amount_rounded",)),
        (37614.925, 3_761_493, ("amount_rounded",)),
        (
            "￥１，０００．５０ ",
            100_050,
            (
                "whitespace_trimmed",
                "fullwidth_to_ascii",
                "currency_sign_removed",
                "thousands_separator_removed",
            ),
        ),
    ],
)
def test_an_amount_in_yuan(value, fen, repairs):
    reading = read_amount(value, "元")
    assert (reading.value, set(reading.repairs)) == (fen, set(repairs))


@pytest.mark.parametrize(
    ("value", "unit", "fen", "repairs"),
    [
        (3247136, "分", 3_247_136, ()),
        ("12元", "分", 1_200, ("cell_unit_converted",)),
        ("3122621.4", "分", 3_122_621, ("amount_rounded",)),
        (0.623175, "万元", 623_175, ()),
        (402.301427, "万元", 402_301_427, ()),
        ("5.174636万元", "万元", 5_174_636, ("currency_sign_removed",)),  # the column's own unit
        ("5万", "万元", 5_000_000, ("currency_sign_removed",)),
        ("35244.45元", "万元", 3_524_445, ("cell_unit_converted",)),
    ],
)
def test_the_unit_of_the_cell_goes_before_the_unit_of_the_column(value, unit, fen, repairs):
    assert read_amount(value, unit) == Reading(fen, repairs)


def test_a_formula_gives_its_stored_result_or_nothing():
    assert read_amount(Formula("=A1", 5), "元") == Reading(500, (), ("formula_cached_value",))
    assert read_amount(Formula("=A1", None), "元").error == "formula_no_value"
    assert read_amount(Formula("=A1", "#REF!"), "元").error == "amount_unreadable"


def test_an_empty_or_placeholder_cell_is_no_amount():
    assert read_amount("", "元") == EMPTY
    assert read_amount("-", "元") == PLACEHOLDER


@given(st.integers(-LARGEST_FEN, LARGEST_FEN))
def test_every_amount_survives_being_written_and_read(fen):
    yuan = Decimal(fen) / 100
    assert read_amount(f"{yuan:.2f}", "元").value == fen
    assert read_amount(f"{yuan:,.2f}", "元").value == fen
    assert read_amount(fen, "分").value == fen


@given(st.text(alphabet="0123456789.,，-+￥元万()（）E ", max_size=20))
def test_no_text_breaks_the_reading(text):
    reading = read_amount(text, "元")
    assert reading.error is not None or reading.value is None or isinstance(reading.value, int)
