import pytest

from doorstep.compliance.rulebook import FOLDERS
from doorstep.parameters.register import FORCES, register_in, register_of, rule_entry
from doorstep.parameters.strict_yaml import ParameterError

WHOLE = """
rule: CN-TEST-01
decides: contact
question: {en: "May we?", zh: "可以吗？", ko: "됩니까?"}
refused: {en: "At most {cap}", zh: "最多 {cap}", ko: "{cap}회까지"}
instead: null
missing: null
not_gated: null
legs:
  weak:
    jurisdiction: CN
    force: guidance
    modality: shall
    confidence: "M"
    label: policy
    covers: [any]
    adopted: false
    binds: [any]
    effective_from: 2020-01-01
    effective_to: 2020-12-31
    known_from: null
    values:
      cap: {value: 3, unit: calls, comparison: at_most}
      quiet_from: {value: "22:00", unit: clock, comparison: from_included}
    source: "a source"
    summary: "what it says"
    verified_on: 2026-01-01
    review_by: 2026-07-01
"""


def test_a_whole_file_is_read():
    entry = rule_entry(WHOLE, "test.yaml")
    leg = entry.legs[0]
    assert entry.rule_id == "CN-TEST-01"
    assert dict(leg.values) == {"cap": 3, "quiet_from": 22 * 3600}
    assert (leg.measures["cap"].unit, leg.measures["cap"].comparison) == ("calls", "at_most")
    assert [leg.is_in_force(leg.effective_from), leg.is_in_force(leg.effective_to)] == [True, True]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("decides: contact", "decides: contact\ncolour: red", "unknown key colour"),
        ("decides: contact\n", "", "lacks decides"),
        ("decides: contact", "decides: sometimes", "sometimes"),
        ("instead: null\n", "instead: null\ninstead: null\n", "occurs twice"),
        ("force: guidance", "force: rumour", "rumour"),
        ("label: policy", "label: law", "never shown as law"),  # from memory only
        ("label: policy", "label: wish", "wish"),
        ("modality: shall", "modality: perhaps", "perhaps"),
        ('"22:00"', '"25:00"', "no clock time"),
        ('"22:00"', "22", "no clock time"),
        ("value: 3", 'value: "three"', "no whole number"),
        ("value: 3", "value: true", "no whole number"),
        ("value: 3", "value: -3", "no whole number"),  # a negative count
        ("value: 3, ", "", "values cap: lacks value"),
        ("unit: calls", 'unit: ""', "values cap unit: expected text"),
        ("comparison: at_most", "comparison: about", "values cap comparison"),
        ("{value: 3, unit: calls, comparison: at_most}", "3", "values cap: expected a mapping"),
        ("unit: calls,", "unit: calls, note: x,", "unknown key note"),
        ("2020-01-01", '"soon"', "is no day"),
        ('source: "a source"', 'source: ""', "expected text"),
        ('    source: "a source"\n', "", "lacks source"),  # a number without a source
        ("2020-12-31", "2019-12-31", "effective_to: 2019-12-31 is before the start"),
        ("review_by: 2026-07-01", "review_by: 2025-07-01", "review_by: 2025-07-01 is before"),
        ("verified_on: 2026-01-01", "verified_on: null", "verified_on: None is no day"),
        ('"M"', '"X"', "confidence: 'X'"),
        ("covers: [any]", "covers: any", "covers: expected a list"),
        ("covers: [any]", "covers: []", "covers: expected a list"),
        ("adopted: false", "adopted: maybe", "adopted: 'maybe'"),
        ("label: policy", "label: draft", "only a draft"),
        ("force: guidance", "force: draft", "only a draft"),
        ("not_gated: null", "not_gated: {en: a, zh: b, ko: c}", "not_gated"),
        ("decides: contact", "decides: duty", "not_gated"),
        ("ko: ", "kr: ", "question: lacks ko"),
        ("legs:", "legs: {}\nrest:", "unknown key rest"),
        ("    known_from: null\n", "", "lacks known_from"),
        ("question:", "1: x\nquestion:", "is not text"),
        ("question:", "question: [", "test.yaml"),
    ],
)
def test_a_slip_of_the_pen_is_an_error_that_names_the_file(old, new, message):
    assert old in WHOLE
    with pytest.raises(ParameterError, match=message) as told:
        rule_entry(WHOLE.replace(old, new, 1), "test.yaml")
    assert str(told.value).startswith("test.yaml")


def test_the_same_source_twice_from_one_day_is_an_error():
    weak = WHOLE[WHOLE.index("  weak:") :]
    twice = WHOLE + weak.replace("  weak:", "  again:")
    with pytest.raises(
        ParameterError, match="legs again effective_from: 2020-01-01 is the day of"
    ):
        rule_entry(twice, "test.yaml")


def test_a_rule_without_a_source_is_an_error():
    with pytest.raises(ParameterError, match="legs: a rule needs at least one leg"):
        rule_entry(WHOLE[: WHOLE.index("legs:")] + "legs: {}\n", "test.yaml")


def test_a_folder_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(ParameterError, match="atlantis"):
        register_in(tmp_path, ("atlantis",))


def test_another_folder_of_parameters_has_its_own_digest(tmp_path):
    (tmp_path / "cn").mkdir()
    (tmp_path / "cn" / "cn-test-01.yaml").write_text(WHOLE, "utf-8")
    register = register_in(tmp_path, ("cn",))
    assert list(register.entries) == ["CN-TEST-01"]
    assert register.digest != REGISTER.digest


def test_a_policy_can_never_be_shown_as_law():
    text = WHOLE.replace("force: guidance", "force: policy").replace("label: policy", "label: law")
    with pytest.raises(ParameterError, match="never shown as law"):
        rule_entry(text.replace('"M"', '"P"'), "test.yaml")


REGISTER = register_of(("cn", "house"))
EVERYWHERE = [register_of((place.lower(), "house")) for place in sorted(FOLDERS)]


def test_every_file_is_named_after_its_rule_and_cites_a_source():
    assert all(register.entries for register in EVERYWHERE)
    for register in EVERYWHERE:
        for rule_id, entry in register.entries.items():
            assert entry.rule_id == rule_id
            assert all(leg.source and leg.summary for leg in entry.legs)
            assert {leg.force for leg in entry.legs} <= FORCES


def test_chinese_law_is_dated():
    law = {
        (entry.rule_id, leg.name): leg.effective_from
        for entry in REGISTER.entries.values()
        for leg in entry.legs
        if leg.label == "law" and leg.force != "statute"
    }
    assert law
    assert [each for each, begins in law.items() if begins is None] == []


@pytest.mark.parametrize(
    ("rule", "leg", "first_day"),
    [
        ("CN-TIME-01", "gbt", "2025-02-28"),
        ("CN-TIME-02", "cba", "2026-01-30"),
        ("CN-FREQ-01", "gbt", "2025-02-28"),
        ("CN-FREQ-03", "cba", "2026-01-30"),
        ("CN-VISIT-01", "cba", "2026-01-30"),
    ],
)
def test_the_dates_on_which_the_law_changed(rule, leg, first_day):
    legs = {item.name: item for item in REGISTER.entries[rule].legs}
    assert legs[leg].effective_from.isoformat() == first_day


def test_the_digest_follows_the_content():
    assert len(REGISTER.digest) == 64
    assert register_of(("house",)).digest != REGISTER.digest
