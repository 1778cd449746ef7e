import numpy as np
import pytest
from tests.core.compliance.lawful import RULEBOOK, contact, day

from doorstep.compliance.counting.clocks import clocks_of
from doorstep.compliance.scope import kinds_of, legs_of
from doorstep.compliance.words import CreditorKind, Jurisdiction, OrgKind
from doorstep.terms.codes import Product


def legs(rule_id, **changes):
    request = contact(**changes)
    return legs_of(RULEBOOK.entries[rule_id], kinds_of(request, clocks_of(request)))


@pytest.mark.parametrize(
    ("rule", "changes", "takes_part", "law"),
    [
        ("CN-TIME-01", {}, True, True),  # a consumer loan
        ("CN-TIME-01", {"product": Product.CARD}, True, False),  # adopted as policy
        ("CN-TIME-01", {"product": Product.CARD, "is_company": True}, False, False),
        ("CN-PLAN-02", {}, False, False),  # cards only, not adopted
        ("CN-PLAN-02", {"product": Product.CARD}, True, True),
        ("CN-OUT-05", {"creditor_kind": CreditorKind.MICRO_LOAN_COMPANY}, True, True),
        ("CN-OUT-05", {}, True, False),  # internet loans, from memory
        ("CN-CHAN-01", {"org_kind": OrgKind.CREDITOR}, False, False),  # binds agencies
        ("CN-CHAN-01", {"org_kind": OrgKind.UNKNOWN}, True, True),  # bound by all
        ("CN-TIME-01", {"jurisdictions": int(Jurisdiction.US)}, False, False),
        ("HP-ADDR", {"jurisdictions": int(Jurisdiction.US)}, True, False),
    ],
)
def test_a_rule_takes_part_where_it_covers_and_binds(rule, changes, takes_part, law):
    found = legs(rule, **changes)
    assert found.take_part[0] == takes_part
    assert found.are_law[0] == law


def test_a_fixed_law_day_decides_instead_of_the_day_of_the_contact():
    assert not legs("CN-TIME-02", law_day=day("2026-01-29")).take_part[0]
    assert legs("CN-TIME-02", law_day=day("2026-01-30")).take_part[0]


def test_one_leg_can_be_looked_at_alone():
    visit_rules = legs("CN-VISIT-03", product=Product.CARD)
    assert visit_rules.are_law[0]
    assert visit_rules.only("home").are_law[0]
    assert not visit_rules.only("work-area").are_law[0]
    assert not visit_rules.only("nowhere").take_part[0]


def test_numbers_come_from_the_legs_that_take_part():
    assert legs("CN-FREQ-03").least("per_day")[0] == 6
    assert legs("HP-VISIT-HOURS").most("arrival_from")[0] == 9 * 3600
    nobody = legs("CN-FREQ-03", jurisdictions=0)
    assert nobody.least("per_day")[0] == 0
    assert np.array_equal(nobody.take_part, [False])
