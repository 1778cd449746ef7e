"""Is what was kept read back as what was agreed, and is the same content the same text?"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from doorstep.affordability.arrangement import ArrangementKind, ArrangementTerms, Instalment
from doorstep.affordability.content import (
    as_text,
    sheet_content,
    sheet_from,
    terms_content,
    terms_from,
)
from doorstep.affordability.sheet import Event, Evidence, Expense, Figure, Household, Income, Sheet

days = st.dates(date(2026, 1, 1), date(2032, 1, 1))
sums = st.integers(0, 10**11)
figures = st.builds(Figure, sums, st.sampled_from(Evidence))
terms = st.builds(
    ArrangementTerms,
    st.sampled_from(ArrangementKind),
    st.lists(st.builds(Instalment, days, sums), max_size=3).map(tuple),
    st.tuples(*[sums] * 7),
    st.integers(0, 2),
    st.none() | days,
    st.sampled_from(["CNY", "KRW"]),
)
sheets = st.builds(
    Sheet,
    st.builds(Household, st.integers(1, 5), st.integers(0, 5), st.just("222401"), st.booleans()),
    st.dictionaries(st.sampled_from(Income), figures),
    st.dictionaries(st.sampled_from(Expense), figures),
    figures,
    st.frozensets(st.sampled_from(Event)),
    st.none() | st.integers(1, 31),
    sums,
)


@given(terms)
def test_terms_are_read_back_as_they_were(agreed):
    assert terms_from(terms_content(agreed)) == agreed


@given(sheets)
def test_a_sheet_is_read_back_as_it_was(sheet):
    assert sheet_from(sheet_content(sheet)) == sheet


def test_the_order_in_which_things_were_said_changes_no_text():
    one, two = {Income.WAGES: Figure(1), Income.FARMING: Figure(2)}, {}
    two |= {Income.FARMING: Figure(2)} | {Income.WAGES: Figure(1)}
    home = Household(1, 0, "222401", is_urban=True)
    assert as_text(sheet_content(Sheet(home, one))) == as_text(sheet_content(Sheet(home, two)))
