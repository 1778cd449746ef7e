"""Are the courses in order, and is a slip of the pen an error that names file and key?"""

from datetime import date

import pytest

from doorstep.compliance.rulebook import rulebook_on
from doorstep.parameters.strict_yaml import ParameterError
from doorstep.training.needs import proposed_needs
from doorstep.training.reading import course_in, courses
from doorstep.training.standing import marks_on

KNOWN = frozenset({"CN-VISIT-08", "HP-STOP"})
GOOD = """
place: 1
certificate: calm
edition: 2026-11-26
review_by: 2027-05-31
minutes: 5
title: {zh: "冷静", en: "Calm"}
aim: {zh: "会走", en: "Leave"}
rules: {CN-VISIT-08: "0123456789ab"}
parts:
  - {heading: {zh: "走", en: "Go"}, text: [{zh: "请走就走", en: "Leave when asked"}]}
scene:
  title: {zh: "门口", en: "At the door"}
  lines: [{who: agent, zh: "再见", en: "Goodbye"}]
questions:
  - ask: {zh: "请您走？", en: "Asked to leave?"}
    rule: CN-VISIT-08
    must: true
    choices:
      - {text: {zh: "走", en: "Go"}, right: true, why: {zh: "对", en: "Right"}}
      - {text: {zh: "留", en: "Stay"}, right: false, why: {zh: "不", en: "No"}}
"""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("place: 1", "place: first", "bad.yaml place"),
        ("minutes: 5", "minutes: 5\nscore: 3", "bad.yaml: unknown key score"),
        ("edition: 2026-11-26", "edition: soon", "bad.yaml edition"),
        ("CN-VISIT-08: \"0123", "CN-VISIT-99: \"0123", "bad.yaml rules: .* no CN-VISIT-99"),
        ("\"0123456789ab\"", "\"latest\"", "bad.yaml rules CN-VISIT-08"),
        ("rule: CN-VISIT-08", "rule: HP-STOP", "bad.yaml questions 1 rule"),
        ("en: \"Calm\"", "ko: \"Calm\"", "bad.yaml title: lacks en"),
        ("en: \"Goodbye\"", "en: \"\"", "bad.yaml scene lines 1 en"),
        ("who: agent", "who: boss", "bad.yaml scene lines 1 who"),
        ("right: false", "right: true", "bad.yaml questions 1 choices: .* one of them right"),
        ("right: false", "right: perhaps", "bad.yaml questions 1 choices 2 right"),
        ("certificate: calm", "certificate: Calm!", "bad.yaml certificate"),
        ("place: 1", "place: 1\nplace: 2", "bad.yaml: .* 'place' occurs twice"),
        ("text: [{", "text: {zh: x, en: [{", "bad.yaml"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_names_file_and_key(before, after, said):
    assert before in GOOD
    with pytest.raises(ParameterError, match=said):
        course_in(GOOD.replace(before, after, 1), "bad.yaml", KNOWN)


def test_a_course_that_is_in_order_is_read_whole():
    course = course_in(GOOD, "calm.yaml", KNOWN)
    assert (course.key, course.questions[0].right, course.title.within("zh")) == (
        "calm",
        1,
        "冷静",
    )
    assert course.title.within("ko") == "Calm"


def test_there_are_five_courses_each_with_its_own_certificate():
    assert list(courses()) == ["conduct", "right-person", "privacy", "calm", "law"]
    assert courses()["conduct"].certificate == "visit"


@pytest.mark.parametrize("key", list(courses()))
def test_no_course_is_older_than_the_rules_it_rests_on(key):
    """A rule that changed means: read the course again, mend it, and set edition and marks."""
    course = courses()[key]
    entries = rulebook_on(course.edition).entries
    assert dict(course.rules) == marks_on(entries, course.rules, course.edition)
    assert {each.rule for each in course.questions} <= set(course.rules)
    assert any(each.must for each in course.questions)
    assert len({each.right for each in course.questions}) > 1, (
        "the right one is always in one place"
    )


@pytest.mark.parametrize("key", list(courses()))
def test_every_sentence_is_said_in_both_languages(key):
    course = courses()[key]
    said = [each for part in course.parts for each in (part.heading, *part.paragraphs)]
    said += [line.said for line in course.scene]
    for question in course.questions:
        said += [question.ask, *(w for c in question.choices for w in (c.text, c.why))]
    assert len(said) > 40
    for each in said:
        assert any("一" <= letter <= "鿿" for letter in each.zh), each.zh
        assert not any("一" <= letter <= "鿿" for letter in each.en), each.en


def test_every_proposed_need_can_be_earned_by_a_course():
    earned = {each.certificate for each in courses().values()}
    needed = proposed_needs(date(2026, 11, 26))
    assert {kind for _, kind in needed} == earned
    assert {channel.word for channel, _ in needed} == {"call", "visit"}
