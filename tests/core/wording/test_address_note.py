"""Is a note on an address about the place, short-lived, and free of what none there may read?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.parameters.dated import dated_value
from doorstep.parameters.strict_yaml import ParameterError
from doorstep.wording.address_note import KINDS, examine_note, note_terms

ON = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("户主脾气暴躁", "about-a-person"),  # a character
        ("他是个 骗 子", "about-a-person"),  # marks between the characters change nothing
        ("住户是老賴", "about-a-person"),  # nor do traditional ones
        ("The man is a drunkard", "about-a-person"),
        ("성격이 나쁨", "about-a-person"),
        ("家里有精神病人", "private-trait"),  # health
        ("回族家庭", "private-trait"),  # origin
        ("一位老人独居", "private-trait"),  # family
        ("She lives alone", "private-trait"),
        ("院里有狗，欠款户", "debt-word"),  # the door reads along
        ("dog; overdue since May", "debt-word"),
        ("电话 13800138000", "number-written"),
        ("院里有\u200b狗", "characters-hidden"),
    ],
)
def test_a_note_is_never_about_a_person_and_tells_nobody_of_a_debt(words, code):
    assert code in [each.code for each in examine_note(words, ON)]


@pytest.mark.parametrize(
    "words",
    [
        "院内有未拴的大狗，进门前先喊一声",
        "三楼以上没有灯，楼梯扶手松动",
        "进村的路结冰，请把车停在村口",
        "2026-10-12 来访人员在门口被人推搡，已报警",
        "延边朝鲜族自治州民族路 12 号，单身公寓楼，电梯停用",
        "A loose dog in the yard; call from the gate",
        "Visitors were pushed at this door on 12 October; the police were called",
    ],
)
def test_what_is_dangerous_about_a_place_may_be_said(words):
    assert examine_note(words, ON) == ()


def test_every_kind_ends_and_the_road_sooner_than_the_dog():
    terms = note_terms(ON)
    assert terms.days.keys() == set(KINDS)
    assert all(0 < days <= 180 for days in terms.days.values())
    assert terms.last_day("way", ON) == date(2026, 12, 26)
    assert terms.last_day("animal", ON) == date(2027, 5, 25)
    assert terms.soon.days < min(terms.days.values())


def test_before_the_first_day_nothing_is_in_force():
    with pytest.raises(ParameterError, match="0 values"):
        dated_value(("safety", "address-notes.yaml"), frozenset({"days", "soon_days"}), date.min)


@given(st.text(max_size=200))
def test_no_text_breaks_the_check(words):
    assert all(each.code for each in examine_note(words, ON))
