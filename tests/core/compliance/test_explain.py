from datetime import date

import pytest
from tests.core.compliance.lawful import (
    CALENDAR,
    RULEBOOK,
    UNKNOWN,
    contact,
    history,
    judged,
    visit,
)

from doorstep.compliance.explain import FORCE_WORDS, cited_leg, explanations, rule_text, summary
from doorstep.compliance.later import next_allowed
from doorstep.compliance.rulebook import FOLDERS, rulebook_on
from doorstep.compliance.words import Answer
from doorstep.terms.codes import Product


def everywhere():
    """Return the rules of every place."""
    return [
        entry for place in FOLDERS for entry in rulebook_on(RULEBOOK.on, place).entries.values()
    ]


def told(request, language, later=None):
    return summary(judged(request), request, 0, RULEBOOK, language, later)


def test_a_refusal_says_verdict_rule_force_and_what_instead():
    request = visit("20:30")
    later = next_allowed(request, 0, history(), RULEBOOK, CALENDAR)
    assert told(request, "zh", later) == (
        "03-04 20:30 不能上门。上门只在 09:00–20:00，最晚 19:30 到达（平台政策）。"
        "可以改为：在这段时间上门。最早：03-05 09:00。"
    )
    assert told(request, "en", later) == (
        "Refused: visit at 4 Mar 20:30. Visits run 09:00–20:00; the last arrival is 19:30 "
        "(house policy). Instead: a visit within these hours. Earliest: 5 Mar 09:00."
    )


def test_a_missing_fact_is_named():
    request = contact(has_registered_number=UNKNOWN)
    assert told(request, "zh") == "03-04 10:00 打电话：需复核。缺：号码是否登记。请补上后再判定。"
    assert told(request, "en") == (
        "Needs review: call at 4 Mar 10:00. "
        "Missing: whether the number is registered. Find it out, then check again."
    )


def test_an_allowed_contact_is_simply_allowed():
    assert told(contact(), "zh") == "03-04 10:00 可以打电话。"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_house_policy_is_never_called_law(language):
    forces = {
        item.force
        for request in (visit("20:30"), contact("23:00", product=Product.BUSINESS_LOAN))
        for item in explanations(judged(request), request, 0, RULEBOOK, language)
        if not item.is_law
    }
    assert forces == {{"zh": "平台政策", "en": "house policy"}[language]}


def test_weak_sources_are_never_called_law():
    weak = {
        leg.label for entry in everywhere() for leg in entry.legs if leg.confidence[0] not in "PS"
    }
    assert weak
    assert "law" not in weak


def test_the_strictest_answers_come_first_and_each_names_its_source():
    request = visit("20:30")
    found = explanations(judged(request), request, 0, RULEBOOK, "en")
    assert found[0].rule_id == "HP-VISIT-HOURS"
    assert found[0].answer is Answer.DENY
    assert all(item.source and item.question for item in found)


def test_the_source_that_takes_part_is_cited():
    old = contact("10:00", "2025-06-02")
    assert cited_leg(RULEBOOK, "CN-TGT-04", old).name == "gbt"
    card = contact(product=Product.CARD)
    assert cited_leg(RULEBOOK, "CN-TGT-01", card).name == "card"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_can_be_said_with_its_numbers_filled_in(language):
    legs = [(entry, leg) for entry in everywhere() for leg in entry.legs]
    assert {leg.force for _, leg in legs} == set(FORCE_WORDS)
    for entry, leg in legs:
        text = rule_text(entry, leg, language)
        assert "{" not in text
        assert not text.endswith((".", "。"))


def test_no_sentence_shouts_or_shames():
    banned = (
        "!",
        "！",
        "老赖",
        "失信",
        "立即还",
        "否则",
        "deadbeat",
        "defaulter",
        "final warning",
    )
    for entry in everywhere():
        for text in (entry.question, entry.refused, entry.instead, entry.missing):
            if text is not None:
                assert not any(word in text.zh + text.en for word in banned)
    assert RULEBOOK.on == date(2026, 3, 4)
