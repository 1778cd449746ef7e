"""Has every rule that can appear on a page a name in both languages?"""

import pytest
from django.utils import translation
from tests.app.portfolio import DAY

from doorstep.compliance.rulebook import rulebook_on
from doorstep_desk.office.presentation.rule_words import FOREMOST, RULES, RULES_NEXT

KNOWN = rulebook_on(DAY).entries.keys()


def test_every_rule_of_the_rulebook_is_named_and_no_other():
    assert sorted(KNOWN - RULES.keys()) == []
    assert sorted(RULES.keys() - KNOWN) == []


def test_what_comes_next_and_what_stands_first_are_rules():
    assert RULES_NEXT.keys() <= KNOWN
    assert set(FOREMOST) <= KNOWN


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_name_is_said_in_the_language_of_the_reader(language):
    with translation.override(language):
        names = {rule: str(name) for rule, name in RULES.items()}
    is_chinese = {rule for rule, name in names.items() if any("\u4e00" <= each for each in name)}
    assert is_chinese == (set(names) if language == "zh-hans" else set())
    assert len(set(names.values())) == len(names), "two rules of one name cannot be told apart"
