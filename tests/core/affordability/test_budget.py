import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.affordability.households import MINIMUM, asked, sheet

from doorstep.affordability.budget import budget_of
from doorstep.affordability.hardship import Sign, signs_of_hardship
from doorstep.affordability.sheet import Event, Figure, Household, Sheet


@pytest.mark.parametrize(
    ("adults", "children", "county"),
    [(0, 0, "222401"), (1, -1, "222401"), (31, 0, "222401"), (1, 0, "2224"), (1, 0, "22240x")],
)
def test_a_household_of_nobody_or_nowhere_is_refused(adults, children, county):
    with pytest.raises(ValueError, match=r"household|county"):
        Household(adults, children, county, is_urban=True)


@pytest.mark.parametrize("fen", [-1, 10**11 + 1])
def test_a_sum_that_no_month_has_is_refused(fen):
    with pytest.raises(ValueError, match="month"):
        Figure(fen)


@pytest.mark.parametrize("changed", [{"day": 0}, {"day": 32}, {"savings": -1}])
def test_a_day_or_savings_that_cannot_be_are_refused(changed):
    with pytest.raises(ValueError, match=r"income_day|savings"):
        sheet(**changed)


@pytest.mark.parametrize(
    ("adults", "children"),
    [(1, 0), (30, 0), (1, 30)],  # the smallest and the largest household
)
def test_the_edges_of_a_household_are_households(adults, children):
    home = Household(adults, children, "222401", is_urban=True)
    assert home.persons == adults + children


@pytest.mark.parametrize(("adults", "children"), [(0, 3), (31, 1), (1, 31), (1, -1)])
def test_one_person_beyond_the_edges_is_refused(adults, children):
    with pytest.raises(ValueError, match="1 to 30 adults and 0 to 30 children"):
        Household(adults, children, "222401", is_urban=True)


@pytest.mark.parametrize("county", ["22240", "2224011", "22240x", ""])
def test_a_county_is_six_digits(county):
    with pytest.raises(ValueError, match="six digits"):
        Household(1, 0, county, is_urban=True)


@pytest.mark.parametrize("fen", [0, 1, 10**11])
def test_nothing_and_a_billion_yuan_are_sums_of_a_month(fen):
    assert Figure(fen).monthly_fen == fen


@pytest.mark.parametrize("changed", [{"day": 1}, {"day": 31}, {"day": None}, {"savings": 0}])
def test_the_first_and_the_last_day_of_a_month_bring_income_too(changed):
    assert sheet(**changed).savings_fen == 0


def test_a_sheet_of_which_nothing_is_said_has_neither_debts_nor_savings_nor_a_day():
    silent = Sheet(Household(1, 0, "222401", is_urban=True), {})
    assert (silent.other_debts, silent.savings_fen, silent.income_day) == (Figure(0), 0, None)


def month(**given_):
    return budget_of(sheet(**given_), MINIMUM)


def test_the_protected_minimum_stands_in_where_less_was_said():
    budget = month(wages=500_000, persons=(2, 1), food=10_000)

    assert budget.protected_fen == 300_000
    assert budget.surplus_fen == 200_000


def test_what_they_spend_is_protected_where_it_is_more():
    assert month(wages=500_000, food=90_000, housing=60_000).protected_fen == 150_000


def test_costs_of_the_business_come_off_its_income_and_are_no_living():
    budget = month(wages=500_000, business_costs=200_000, food=50_000)

    assert budget.protected_fen == 100_000
    assert budget.surplus_fen == 200_000


def test_other_debts_and_a_fifth_less_income_are_reckoned_with():
    budget = month(wages=500_000, debts=50_000)

    assert budget.surplus_fen == 350_000
    assert budget.stressed_fen == 250_000


@pytest.mark.parametrize("wages", [0, 100_000, 124_999])
def test_nothing_may_be_asked_for_where_nothing_is_left(wages):
    assert month(wages=wages).most_fen == 0


@pytest.mark.parametrize(
    ("given_", "signs"),
    [
        ({"wages": 600_000}, ()),
        ({"wages": 0}, (Sign.BELOW_MINIMUM, Sign.NO_INCOME)),
        ({"wages": 99_999}, (Sign.BELOW_MINIMUM,)),
        ({"wages": 100_000}, ()),  # at the minimum, not below it
        ({"wages": 200_000, "food": 200_001}, (Sign.SPENDS_MORE_THAN_COMES_IN,)),
        ({"wages": 400_000, "debts": 200_001}, (Sign.DEBTS_TAKE_HALF,)),
        ({"wages": 400_000, "debts": 200_000}, ()),  # exactly half is not more than half
        ({"events": [Event.ILLNESS, Event.LOST_WORK]}, (Sign.LOST_WORK, Sign.ILLNESS)),
        ({"events": [Event.SEPARATION]}, ()),
    ],
)
def test_signs_of_hardship_are_named(given_, signs):
    made = sheet(**given_)
    found = signs_of_hardship(made, budget_of(made, MINIMUM))

    assert set(found) == set(signs)
    assert len(found) == len(signs)


fen = st.integers(0, 10**9)


@given(fen, fen, fen, st.integers(1, 8), st.integers(0, 6))
def test_more_mouths_or_more_spending_never_leave_more(wages, food, debts, adults, children):
    one = month(wages=wages, food=food, debts=debts, persons=(adults, children))
    more_mouths = month(wages=wages, food=food, debts=debts, persons=(adults, children + 1))
    more_food = month(wages=wages, food=food + 1, debts=debts, persons=(adults, children))

    assert more_mouths.most_fen <= one.most_fen
    assert more_food.most_fen <= one.most_fen
    assert one.stressed_fen <= one.surplus_fen
    assert one.protected_fen >= MINIMUM.per_person_fen * (adults + children)


def test_a_sheet_counts_what_was_not_said_as_nothing_to_live_on_but_protects_the_minimum():
    silent = Sheet(Household(1, 0, "222401", is_urban=True), {})

    assert budget_of(silent, MINIMUM).most_fen == 0


def test_debts_to_others_count_to_what_goes_out():
    # 5,000 yuan come in, 3,000 go out for rent, 2,400 to other lenders: 400 are missing
    signs = asked(wages=500_000, housing=300_000, debts=240_000).signs
    assert Sign.SPENDS_MORE_THAN_COMES_IN in signs
    assert Sign.SPENDS_MORE_THAN_COMES_IN not in asked(wages=500_000, housing=100_000).signs
