"""Is what everybody may read complete, dated, and never older than the law?"""

from datetime import date

import pytest

from doorstep.compliance.explain import LANGUAGES
from doorstep.parameters.strict_yaml import ParameterError
from doorstep_desk.plumbing import clock
from doorstep_desk.portal.education import article_in, articles, grounds

GOOD = """place: 1
icon: info
verified_on: 2026-11-26
review_by: 2027-05-31
title: {zh: 甲, en: A, ko: 가}
lead: {zh: 甲, en: A, ko: 가}
parts:
  - heading: {zh: 甲, en: A, ko: 가}
    text: {zh: [甲], en: [A], ko: [가]}
    rules: [CN-TIME-01]
    source: null
"""
WRONG = [
    ("icon: info\n", "", "lacks icon"),
    ("icon: info\n", "icon: info\nauthor: me\n", "unknown key author"),
    ("review_by: 2027-05-31", "review_by: soon", "review_by"),
    ("title: {zh: 甲, en: A, ko: 가}", "title: {zh: 甲, en: A}", "lacks ko"),
    ("en: [A], ko: [가]}", "en: [A, B], ko: [가]}", "different numbers of paragraphs"),
    ("en: [A], ko: [가]}", "en: A, ko: [가]}", "list of paragraphs"),
    ("[CN-TIME-01]", "[CN-NONE-01]", "the register has no CN-NONE-01"),
    ("rules: [CN-TIME-01]", "rules: CN-TIME-01", "list of rules"),
    ("place: 1", "place: first", "place is a whole number"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[said for _, _, said in WRONG])
def test_an_article_that_breaks_the_schema_is_refused_by_name(old, new, said):
    assert old in GOOD
    with pytest.raises(ParameterError, match=said) as caught:
        article_in(GOOD.replace(old, new), "wrong.yaml")
    assert "wrong.yaml" in str(caught.value)


def test_every_article_is_reviewed_in_time():
    late = [one.slug for one in articles().values() if one.review_by < clock.now().date()]
    assert late == []


def test_articles_stand_in_their_order():
    places = [article.place for article in articles().values()]
    assert places == list(range(1, 6))


def test_a_rule_is_said_with_the_number_of_its_day_and_its_source():
    part = article_in(GOOD, "good.yaml").parts[0]
    said = [grounds(part, date(2026, 11, 26), language) for language in LANGUAGES]
    assert len(said) == len({ground.sentence for (ground,) in said}) == 3
    assert all("22:00" in ground.sentence for (ground,) in said)
    assert all("GB/T 45251-2025" in ground.source for (ground,) in said)


def test_a_rule_that_was_not_in_force_is_not_said():
    part = article_in(GOOD, "good.yaml").parts[0]
    assert grounds(part, date(2025, 2, 27), "en") == ()
    assert grounds(part, date(2025, 2, 28), "en") != ()
