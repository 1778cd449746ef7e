import json

import pytest

from doorstep.affordability.arrangement import Authority
from doorstep.affordability.read_sheet import SheetFaultError, read_sheet
from doorstep.affordability.sheet import Evidence, Figure, Income
from doorstep.ledger.components import parts_of

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


@pytest.mark.parametrize(
    ("yuan", "fen"),
    [
        ("0", 0),
        ("0.01", 1),  # the smallest sum
        (0.5, 50),
        ("1000000000.00", 10**11),  # a billion yuan a month is the most
    ],
)
def test_sums_at_their_edges_are_read(yuan, fen):
    assert read(income={"wages": yuan}).sheet.income[Income.WAGES].monthly_fen == fen


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"debt": {"principal": "100000000000.01"}}, "100 billion"),  # a fen above the most
        ({"savings": "100000000000.01"}, "100 billion"),
        ({"savings": "-0.01"}, "below nothing"),
        ({"savings": "Infinity"}, "two decimals"),
        ({"savings": None, "authority": {"late_fee": -1}}, "0 and 100"),
        ({"household": {"adults": True, "county": "222401", "is_urban": True}}, "whole number"),
        ({"household": [1]}, "mapping"),
    ],
)
def test_a_sum_or_share_beyond_its_edge_is_refused(changed, words):
    with pytest.raises(SheetFaultError, match=words):
        read(**changed)


def test_the_largest_debt_and_all_of_a_part_are_read():
    found = read(debt={"principal": "100000000000"}, authority={"late_fee": 100, "interest": 0})
    assert found.debt.total_fen == 10**13
    assert found.authority.percent == parts_of(late_fee=100)


def test_what_a_file_leaves_out_is_nothing():
    found = read()
    assert (found.sheet.savings_fen, found.sheet.income_day) == (0, None)
    assert (found.sheet.other_debts, found.sheet.events) == (Figure(0), frozenset())
    assert found.authority == Authority()
    home = read(household={"adults": 1, "county": "222401", "is_urban": False}).sheet.household
    assert (home.children, home.is_urban) == (0, False)


def test_a_key_that_stands_twice_is_named():
    with pytest.raises(SheetFaultError, match="a, b stands twice"):
        read_sheet('{"b": 1, "a": 1, "b": 2, "a": 2, "c": 3}')
