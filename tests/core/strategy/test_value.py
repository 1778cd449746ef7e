import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.strategy.treatment import Basis
from doorstep.strategy.value import EffectEstimate, affordable_part, value_treatments
from doorstep.terms.codes import Treatment


def test_a_call_by_hand(build_facts, costs):
    # 200,000 fen x 0.3 answered x 0.06 gained x 0.8 needed = 2,880; less 400 and 100.
    values = value_treatments(build_facts(), costs)
    assert values.value_fen[0, Treatment.CALL] == pytest.approx(2_380)


def test_a_visit_by_hand_with_some_hardship(build_facts, costs):
    # 200,000 x 0.5 met x (0.75 x 0.12 + 0.25 x 0.05) x 0.8 = 8,200; 4,000 and 800 x 1.25.
    values = value_treatments(build_facts(in_hardship=0.25), costs)
    assert values.value_fen[0, Treatment.VISIT] == pytest.approx(8_200 - 4_000 - 1_000)


def test_doing_nothing_is_worth_nothing_for_everybody(build_facts, costs):
    values = value_treatments(build_facts(5, owed_fen=np.arange(5) * 10**7), costs)
    assert (values.value_fen[:, Treatment.NONE] == 0).all()


@pytest.mark.parametrize(
    ("owed", "counts"),
    [
        (0, 0),
        (300_000, 300_000),  # the first part in full
        (400_000, 310_000),  # a tenth of the rest
        (17_300_000, 2_000_000),  # exactly the ceiling
        (10**9, 2_000_000),  # ten million yuan draw no more
    ],
)
def test_an_affordable_part_counts_and_not_the_whole_debt(build_facts, costs, owed, counts):
    assert affordable_part(build_facts(owed_fen=owed), costs)[0] == counts


@pytest.mark.parametrize(
    ("sheet", "counts"),
    [
        (0, 0),  # nothing to spare: nothing to recover
        (50_000, 50_000),
        (900_000, 200_000),  # never more than is owed
    ],
)
def test_a_sheet_of_income_and_expense_decides_what_counts(build_facts, costs, sheet, counts):
    assert affordable_part(build_facts(affordable_fen=sheet), costs)[0] == counts


def test_who_pays_anyway_needs_nothing(build_facts, costs):
    values = value_treatments(build_facts(paid_anyway=1.0), costs)
    assert (values.value_fen[0, 1:] < 0).all()


def test_in_hardship_an_offer_is_worth_more_than_a_call_or_a_visit(build_facts, costs):
    values = value_treatments(build_facts(in_hardship=1.0), costs).value_fen[0]
    assert values.argmax() == Treatment.HARDSHIP_OFFER
    assert values[Treatment.CALL] < 0
    assert values[Treatment.SMS] < 0


def test_harm_doubles_where_hardship_is_certain(build_facts, costs):
    harm = value_treatments(build_facts(2, in_hardship=[0.0, 1.0]), costs).harm_fen
    assert (harm[1] == 2 * harm[0]).all()


def test_every_effect_is_an_assumption_until_it_is_measured(build_facts, costs):
    values = value_treatments(build_facts(), costs)
    assert values.assumed() == tuple(Treatment)[1:]
    assert values.valid_from == "2026-11-25, house estimate"


def test_a_measured_effect_takes_the_place_of_the_assumed_one(build_facts, costs):
    estimate = EffectEstimate(
        treatment=Treatment.CALL,
        uplift=np.array([0.01]),
        low=np.array([0.0]),
        high=np.array([0.02]),
        basis=Basis.RANDOMISED,
        source="randomised slice, week 47 of 2026",
    )
    values = value_treatments(build_facts(), costs, (estimate,))
    assert values.value_fen[0, Treatment.CALL] == pytest.approx(200_000 * 0.01 - 500)
    assert values.basis[Treatment.CALL] is Basis.RANDOMISED
    assert values.evidence[Treatment.CALL] == "randomised slice, week 47 of 2026"
    assert Treatment.CALL not in values.assumed()


def estimate_of(treatment=Treatment.CALL, uplift=0.01, basis=Basis.OBSERVED, cases=1):
    return EffectEstimate(
        treatment, np.full(cases, uplift), np.zeros(cases), np.full(cases, 0.02), basis, "a"
    )


def test_estimates_that_cannot_be_are_refused(build_facts, costs):
    with pytest.raises(ValueError, match="rests on data"):
        estimate_of(basis=Basis.ASSUMED)
    with pytest.raises(ValueError, match="rests on data"):
        estimate_of(treatment=Treatment.NONE)
    with pytest.raises(ValueError, match="in its interval"):
        estimate_of(uplift=0.03)
    with pytest.raises(ValueError, match="at most one"):
        value_treatments(build_facts(), costs, (estimate_of(), estimate_of()))
    with pytest.raises(ValueError, match="wrong number"):
        value_treatments(build_facts(), costs, (estimate_of(cases=2),))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("paid_anyway", 1.01, "paid_anyway must lie"),
        ("visit_met", -0.01, "visit_met must lie"),
        ("in_hardship", float("nan"), "in_hardship must lie"),  # missing is not zero
        ("owed_fen", -1, "not be negative"),
        ("affordable_fen", -2, "not be negative"),
    ],
)
def test_facts_that_cannot_be_are_refused(build_facts, column, value, message):
    with pytest.raises(ValueError, match=message):
        build_facts(**{column: value})


chances = st.floats(0, 1)


@given(owed=st.integers(0, 10**10), paid=chances, met=chances, hardship=chances)
def test_the_intervals_hold_the_values_and_no_case_counts_above_the_ceiling(
    build_facts, costs, owed, paid, met, hardship
):
    facts = build_facts(owed_fen=owed, paid_anyway=paid, visit_met=met, in_hardship=hardship)
    values = value_treatments(facts, costs)
    assert (values.uplift_low <= values.uplift).all()
    assert (values.uplift <= values.uplift_high).all()
    assert (values.value_fen <= costs.ceiling_fen).all()
    assert np.isfinite(values.value_fen).all()
