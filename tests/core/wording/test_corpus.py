"""Is every forbidden message refused for its own reason, and every good one let through?"""

from dataclasses import replace

import pytest
from tests.core.wording.corpus import corpus

from doorstep.compliance.lawbook.register import rule_register
from doorstep.wording import check
from doorstep.wording.check import examine

FORBIDDEN = corpus("forbidden")
GOOD = corpus("good")


def test_the_corpus_has_a_hundred_forbidden_and_fifty_good_messages():
    assert (len(FORBIDDEN), len(GOOD)) == (100, 50)
    assert len({each.draft.body for each in FORBIDDEN}) == 100


@pytest.mark.parametrize("message", FORBIDDEN, ids=lambda each: each.draft.body[:40])
def test_a_forbidden_message_is_refused_for_its_own_reason(message):
    assert message.code in {objection.code for objection in examine(message.draft)}


@pytest.mark.parametrize("message", GOOD, ids=lambda each: each.draft.body[:40])
def test_nothing_is_said_against_a_good_message(message):
    assert examine(message.draft) == ()


def test_every_objection_names_a_rule_of_the_register_and_speaks_both_languages():
    rules = {entry.rule_id for entry in rule_register()}
    objections = [each for message in FORBIDDEN for each in examine(message.draft)]
    assert len(objections) >= len(FORBIDDEN) > 0
    for objection in objections:
        assert objection.rule in rules, objection
        assert objection.en.endswith(".")
        assert objection.zh.endswith("。")


def test_the_corpus_notices_a_check_that_is_gone(monkeypatch):
    assert len(check._CHECKS) > 5
    for dropped in check._CHECKS:
        kept = tuple(each for each in check._CHECKS if each is not dropped)
        monkeypatch.setattr(check, "_CHECKS", kept)
        passed = [each for each in FORBIDDEN if each.code not in _codes(each.draft)]
        assert passed or dropped.__name__ in ("_fields", "_length", "_hidden")
        monkeypatch.undo()


def _codes(draft):
    return {objection.code for objection in examine(draft)}


@pytest.mark.parametrize("dress", [" ", "*", "·", "\u200b", "　"])
def test_marks_between_characters_hide_nothing(dress):
    hurting = [
        each
        for each in FORBIDDEN
        if each.draft.language == "zh" and each.code in ("threat", "shaming", "children")
    ]
    assert {each.code for each in hurting} == {"threat", "shaming", "children"}
    for message in hurting:
        head, _, says = message.draft.body.partition("您好。")
        says, _, foot = says.partition("退订")
        dressed = replace(message.draft, body=f"{head}您好。{dress.join(says)}退订{foot}")
        assert message.code in _codes(dressed), dressed.body
