"""Does the register of this repository agree with the shared one, row by row?

``rules.csv`` lies beside the repository and is not copied into it.
"""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from doorstep.compliance.judgement import FAIL_CLOSED, QUIET_ZONES
from doorstep.compliance.lawbook.register import rule_register
from doorstep.compliance.registry import found_rules

SHARED = Path(__file__).parents[3] / "shared" / "law" / "rules.csv"
REGISTER = {entry.rule_id: entry for entry in rule_register()}
OWN_RULES = {"HP-PAUSE-CASE", "HP-WISH"}
"""A pause that somebody set on a case by hand, and the times that a borrower of the desk wishes:
ours, beside those that are shared."""
OTHER_WORDS = {("CN-CMPL-02", "house"): {"source"}}
"""The shared register names no source for a rule of the house."""
NO_NUMBER = {
    "CN-TGT-08": "the value of the estate is another one for every heir",
    "CN-CONT-07": "a notice", "CN-OUT-02": "before the first contact", "CN-TGT-03": "for good",
    "CN-VISIT-02": "at each visit", "CN-VISIT-03": "consent", "CN-VISIT-05": "consent",
    "CN-CHAN-03": "at each contact", "UK-VISIT-03": "a notice",
}  # fmt: skip


def rows() -> dict[str, list[dict[str, str]]]:
    found = defaultdict(list)
    if SHARED.is_file():
        with SHARED.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found[row["rule_id"]].append(row)
    return found


ROWS = rows()
beside = pytest.mark.skipif(not ROWS, reason="no shared rules.csv beside this checkout")


def day(text: str) -> str | None:
    """Return a day; a year or month stands for its first day."""
    return f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10] if text else None


@beside
def test_every_shared_rule_and_leg_has_a_file_and_no_more():
    ours = {rule: {leg.name for leg in entry.rule.legs} for rule, entry in REGISTER.items()}
    theirs = {rule: {row["leg"] for row in legs} for rule, legs in ROWS.items()}
    assert set(ours) - set(theirs) == OWN_RULES
    assert {rule: ours[rule] for rule in theirs} == theirs


@beside
def test_every_rule_about_contacts_is_answered_by_a_rule_file():
    declared = {rule_id for rule in found_rules() for rule_id in rule.ids}
    declared |= {QUIET_ZONES, FAIL_CLOSED}
    gated = {rule for rule, legs in ROWS.items() if legs[0]["decides"] in ("contact", "report")}
    assert gated - declared == set()
    assert declared - gated == OWN_RULES


@beside
def test_a_rule_that_no_contact_is_asked_says_why():
    outside = {rule for rule, legs in ROWS.items() if legs[0]["decides"] in ("duty", "via")}
    assert outside == {rule for rule, entry in REGISTER.items() if entry.rule.not_gated}
    assert len(outside) == 27


@beside
@pytest.mark.parametrize("rule", sorted(ROWS))
def test_each_source_agrees_with_the_shared_register(rule):
    legs = {leg.name: leg for leg in REGISTER[rule].rule.legs}
    assert {row["leg"] for row in ROWS[rule]} <= set(legs)
    for row in ROWS[rule]:
        leg = legs[row["leg"]]
        assert REGISTER[rule].rule.decides == row["decides"]
        words = {"jurisdiction", "force", "modality", "confidence", "label", "source", "summary"}
        for name in words - OTHER_WORDS.get((rule, leg.name), set()):
            assert getattr(leg, name) == row[name], name
        for name in ("effective_from", "effective_to", "known_from"):
            own = getattr(leg, name)
            assert (own.isoformat() if own else None) == day(row[name]), name
        assert (";".join(leg.covers), ";".join(leg.binds)) == (row["covers"], row["binds"])
        assert leg.adopted == (row["adopted"] == "yes")


@beside
@pytest.mark.parametrize("rule", sorted(ROWS))
def test_every_number_of_the_shared_register_is_a_dated_value(rule):
    legs = {leg.name: leg for leg in REGISTER[rule].rule.legs}
    numbered = [
        (legs[row["leg"]], set(re.findall(r"\d\d:\d\d|\d+", row["threshold"])))
        for row in ROWS[rule]
        if row["threshold"] and (rule not in NO_NUMBER or re.search(r"\d", row["threshold"]))
    ]
    shown = [
        {value.shown for value in REGISTER[rule].values if value.leg is leg} for leg, _ in numbered
    ]
    lacking = [written - own for (_, written), own in zip(numbered, shown, strict=True)]
    assert all(shown)
    assert rule in ("CN-TGT-05", "UK-HOLD-01") or not any(lacking), lacking
