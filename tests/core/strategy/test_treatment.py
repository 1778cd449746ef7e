from importlib.resources import files

import pytest
import yaml

from doorstep.strategy.treatment import costs_from, house_costs
from doorstep.terms.codes import Treatment


@pytest.fixture
def document():
    return yaml.safe_load(files("doorstep.strategy").joinpath("costs.yaml").read_text("utf-8"))


def test_the_house_numbers_are_dated_and_say_who_stands_behind_them():
    costs = house_costs()
    assert costs.source == "house estimate"
    assert costs.valid_from.isoformat() == "2026-11-25"
    assert all(row.evidence for row in costs.by_treatment)


def test_doing_nothing_costs_nothing_and_adds_nothing():
    none = house_costs().of(Treatment.NONE)
    assert (none.cost_fen, none.harm_fen, none.agent_minutes, none.gain_high) == (0, 0, 0, 0)


def test_the_closer_a_treatment_comes_the_more_harm_it_is_charged_with():
    costs = house_costs()
    harm = [
        costs.of(member).harm_fen
        for member in (Treatment.NONE, Treatment.SMS, Treatment.CALL, Treatment.VISIT)
    ]
    assert harm == sorted(harm)
    assert len(set(harm)) == len(harm)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.pop("source"), "lacks source"),
        (lambda d: d.update(deterrence=1), "unknown keys: deterrence"),
        (lambda d: d["treatments"]["visit"].update(pressure=0.3), "unknown keys: pressure"),
        (lambda d: d["treatments"].pop("none"), "lacks none"),
        (lambda d: d["treatments"]["none"].update(cost_fen=1), "costs nothing"),
        (lambda d: d["treatments"]["call"].update(gain=0.5), "must lie in its interval"),
        (lambda d: d["treatments"]["call"].update(harm_fen=-1), "must not be negative"),
        (lambda d: d["treatments"]["visit"].update(hardship_gain=1.5), "hardship gain"),
        (lambda d: d.update(harm_factor_in_hardship=0.5), "never lessens harm"),
        (lambda d: d["amounts"].update(ceiling_fen=0), "above 0"),
    ],
)
def test_a_document_that_says_too_little_too_much_or_nonsense_is_refused(
    document, change, message
):
    change(document)
    with pytest.raises(ValueError, match=message):
        costs_from(document)
