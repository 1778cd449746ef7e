import pytest

from doorstep.compliance.rulebook import FOLDERS
from doorstep.parameters.register import FORCES, register_of, rule_entry
from doorstep.parameters.strict_yaml import ParameterError

WHOLE = """
rule: CN-TEST-01
decides: contact
question: {en: "May we?", zh: "可以吗？"}
refused: {en: "At most {cap}", zh: "最多 {cap}"}
instead: null
missing: null
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
    values: {cap: 3, quiet_from: "22:00"}
    source: "a source"
    summary: "what it says"
"""


def test_a_whole_file_is_read():
    entry = rule_entry(WHOLE, "test.yaml")
    leg = entry.legs[0]
    assert entry.rule_id == "CN-TEST-01"
    assert dict(leg.values) == {"cap": 3, "quiet_from": 22 * 3600}
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
        ("cap: 3", 'cap: "three"', "no whole number"),
        ("cap: 3", "cap: true", "no whole number"),
        ("2020-01-01", '"soon"', "is no day"),
        ('source: "a source"', 'source: ""', "expected text"),
        ("    known_from: null\n", "", "lacks known_from"),
        ("question:", "1: x\nquestion:", "is not text"),
        ("question:", "question: [", "test.yaml"),
    ],
)
def test_a_slip_of_the_pen_is_an_error(old, new, message):
    assert old in WHOLE
    with pytest.raises(ParameterError, match=message):
        rule_entry(WHOLE.replace(old, new, 1), "test.yaml")


def test_a_policy_can_never_be_shown_as_law():
    text = WHOLE.replace("force: guidance", "force: policy").replace("label: policy", "label: law")
    with pytest.raises(ParameterError, match="never shown as law"):
        rule_entry(text.replace('"M"', '"P"'), "test.yaml")


REGISTER = register_of(("cn", "house"))
EVERYWHERE = [register_of((place.lower(), "house")) for place in sorted(FOLDERS)]


def test_every_file_is_named_after_its_rule_and_cites_a_source():
    for register in EVERYWHERE:
        for rule_id, entry in register.entries.items():
            assert entry.rule_id == rule_id
            assert all(leg.source and leg.summary for leg in entry.legs)
            assert {leg.force for leg in entry.legs} <= FORCES


def test_chinese_law_is_dated():
    for entry in REGISTER.entries.values():
        for leg in entry.legs:
            if leg.label == "law" and leg.force != "statute":
                assert leg.effective_from is not None, entry.rule_id


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
