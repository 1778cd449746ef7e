"""What can be read about a rule: sources, numbers by date, doubts."""

from datetime import date

import pytest

from doorstep.compliance.lawbook.register import changelog, rule_register
from doorstep.parameters.doubts import all_doubts, doubts_in
from doorstep.parameters.strict_yaml import ParameterError

REGISTER = {entry.rule_id: entry for entry in rule_register()}


def test_every_rule_stands_in_the_register_once():
    assert len(REGISTER) == len(rule_register())
    assert {"CN-TIME-01", "HP-VISIT-CAP", "RL-15", "US-NYC-01"} <= set(REGISTER)


def test_a_rule_outside_contacts_says_why_nobody_asks_it():
    asked = {key for key, entry in REGISTER.items() if entry.rule.is_gated}
    assert 0 < len(asked) < len(REGISTER)
    assert asked == {key for key, entry in REGISTER.items() if entry.rule.not_gated is None}


def test_a_number_is_shown_with_unit_comparison_and_source():
    first, *_ = REGISTER["CN-TIME-01"].values
    assert (first.name, first.shown, first.comparison) == ("quiet_from", "22:00", "from_included")
    assert first.effective_from == date(2025, 2, 28)
    assert first.leg.source.startswith("GB/T 45251-2025")


def test_a_number_that_changed_has_two_lives():
    caps = [value for value in REGISTER["US-NYC-01"].values if value.name == "per_week"]
    assert [(value.value, value.effective_from, value.effective_to) for value in caps] == [
        (2, None, date(2026, 8, 31)),
        (3, date(2026, 9, 1), None),
    ]


def test_the_true_kind_of_an_instrument_is_named_in_three_languages():
    entry = REGISTER["CN-TIME-01"]
    leg = entry.rule.legs[0]
    assert entry.force(leg, "en") == "recommended national standard"
    assert entry.force(leg, "zh") == "推荐性国家标准"
    assert entry.force(leg, "ko") == "권고 국가표준"


def test_a_rule_is_one_sentence_even_for_a_source_without_numbers():
    entry = REGISTER["UK-TIME-01"]
    said = [entry.sentence(leg, "en") for leg in entry.rule.legs]
    assert said
    assert all("08:00" in sentence for sentence in said)


def test_only_what_was_read_or_published_is_law():
    labels = {
        (entry.rule_id, leg.name): leg.label
        for entry in REGISTER.values()
        for leg in entry.rule.legs
        if leg.confidence[0] in "WMUH" or leg.force in ("draft", "policy")
    }
    assert labels
    assert [each for each, label in labels.items() if label == "law"] == []


def test_the_changelog_begins_with_the_latest_day():
    days = [day for day, *_ in changelog()]
    assert days == sorted(days, reverse=True)
    ended = [(day, entry.rule_id) for day, entry, _, word in changelog(("cn",)) if word == "ends"]
    assert ended == [(date(2025, 12, 31), "CN-FREQ-05")]


@pytest.mark.parametrize("rule", ["VN-02", "PH-01", "JP-01", "KE-01", "NG-01", "CN-TGT-07"])
def test_a_doubt_is_shown_beside_its_rule(rule):
    assert REGISTER[rule].doubts


def test_doubts_are_about_rules_that_exist():
    assert {rule for doubt in all_doubts() for rule in doubt.rules} <= set(REGISTER)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rules: []", "expected a list of doubts"),
        ("- {rules: [], doubt: {en: a, zh: b}}", "lacks here"),
        ("- {rules: X, doubt: {en: a, zh: b}, here: {en: a, zh: b}}", "rules: expected a list"),
        ("- {rules: [], doubt: {en: a}, here: {en: a, zh: b}}", "doubt: lacks zh"),
    ],
)
def test_a_slip_in_the_file_of_doubts_is_an_error(text, message):
    with pytest.raises(ParameterError, match=message):
        doubts_in(text, "doubts.yaml")
