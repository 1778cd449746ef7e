import json

import pytest

from doorstep.affordability.read_sheet import SheetFaultError, read_sheet
from doorstep.affordability.sheet import Evidence, Income

SHEET = {
    "as_of": "2026-11-25",
    "household": {"adults": 2, "children": 1, "county": "222401", "is_urban": True},
    "income": {"wages": "6500", "farming": {"monthly": 300.05, "evidence": "seen"}},
    "debt": {"principal": 18000, "product": "card"},
}


def read(**changed):
    return read_sheet(json.dumps(SHEET | changed))


REFUSED = [
    ({"as_of": "2026-02-30"}, "no day of the calendar"),
    ({"pets": 3}, "pets: is unknown"),
    ({"income": {"lottery": 5}}, "unknown key lottery"),
    ({"income": [1]}, "mapping"),
    ({"income": {"wages": -1}}, "below nothing"),
    ({"income": {"wages": 1.001}}, "two decimals"),
    ({"income": {"wages": "NaN"}}, "two decimals"),
    ({"income": {"wages": 10**15}}, "above 100 billion"),
    ({"income": {"wages": True}}, "no sum"),
    ({"income": {"wages": {"monthly": 5, "evidence": "rumour"}}}, "rumour"),
    ({"income_day": 32}, "income_day"),
    ({"income_day": "10"}, "whole number"),
    ({"events": "illness"}, "list"),
    ({"events": ["bad luck"]}, "bad luck"),
    ({"debt": {"principal": "five"}}, "debt"),
    ({"debt": {"principal": 1, "product": "favour"}}, "debt"),
    ({"authority": {"late_fee": 101}}, "0 and 100"),
    ({"household": {"adults": 0, "county": "222401", "is_urban": True}}, "adults"),
    ({"household": {"adults": 1, "county": "222401", "is_urban": "yes"}}, "true or false"),
]


@pytest.mark.parametrize(("changed", "words"), REFUSED)
def test_a_fault_names_its_key_and_what_is_wrong(changed, words):
    with pytest.raises(SheetFaultError, match=words):
        read(**changed)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1, "a": 2}'])
def test_what_is_no_sheet_is_refused(text):
    with pytest.raises(SheetFaultError):
        read_sheet(text)


def test_all_missing_keys_and_all_faults_are_named_at_once():
    with pytest.raises(SheetFaultError) as raised:
        read_sheet("{}")
    assert len(raised.value.faults) == 4

    with pytest.raises(SheetFaultError) as raised:
        read(as_of="soon", events=["bad luck"], income_day="x")
    assert len(raised.value.faults) == 3


def test_sums_are_exact_to_the_fen():
    found = read()

    assert found.sheet.income[Income.WAGES].monthly_fen == 650_000
    assert found.sheet.income[Income.FARMING].monthly_fen == 30_005
    assert found.sheet.income[Income.FARMING].evidence == Evidence.SEEN
    assert found.debt.total_fen == 1_800_000
