from collections import Counter
from datetime import date

import numpy as np
from numpy.random import default_rng

from doorstep.simulation.traits import traits_of
from doorstep.simulation.yanbian.loans import (
    BATCH_AGES_DAYS,
    BUSINESS_LENDER,
    CONSUMER_LENDER,
    draw_accounts,
)
from doorstep.simulation.yanbian.people import draw_people
from doorstep.terms.codes import Product

DAY = date(2026, 11, 25)


def drawn(people=2000, accounts=2500):
    chance = default_rng(11)
    persons = draw_people(people, DAY, chance)
    traits = traits_of(11, [person.identity_number for person in persons])
    return traits, persons, draw_accounts(persons, traits, accounts, DAY, chance)


TRAITS, PERSONS, ACCOUNTS = drawn()


def test_everybody_has_a_loan_and_some_have_several():
    count = Counter(each.person_key for each in ACCOUNTS)
    assert len(count) == 2000
    assert sorted(set(count.values()))[:2] == [1, 2]


def test_loan_and_case_numbers_are_distinct():
    assert len({each.loan_number for each in ACCOUNTS}) == len(ACCOUNTS)
    assert len({each.case_number for each in ACCOUNTS}) == len(ACCOUNTS)


def test_each_lender_gives_one_kind_of_loan():
    assert {(each.lender, each.product) for each in ACCOUNTS} == {
        (CONSUMER_LENDER.name, Product.CONSUMER_LOAN),
        (BUSINESS_LENDER.name, Product.BUSINESS_LOAN),
    }


def test_a_batch_is_one_lender_and_one_day():
    batches = {}
    for each in ACCOUNTS:
        batches.setdefault(each.batch_number, set()).add((each.lender, each.placed_on))
    assert len(batches) == 2 * len(BATCH_AGES_DAYS)
    assert all(len(facts) == 1 for facts in batches.values())


def test_who_can_and_wants_to_pay_is_past_due_for_less_long():
    days = [(each.placed_on - each.due_on).days for each in ACCOUNTS[:2000]]
    gloom = TRAITS.ability + TRAITS.willingness
    assert np.corrcoef(gloom, np.log(days))[0, 1] < -0.3
    assert min(days) >= 6
    assert max(days) <= 720


def test_no_debt_is_above_what_principal_and_charges_allow():
    assert ACCOUNTS
    for each in ACCOUNTS:
        assert 30_000 <= each.principal_fen <= each.loan_fen
        assert each.owed_fen < 1.5 * each.principal_fen + 5_000
