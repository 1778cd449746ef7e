"""What does somebody read about their own courses and exams?"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from doorstep.compliance.explain import rule_text
from doorstep.terms.local_time import BEIJING
from doorstep.training.course import Course, Words
from doorstep.training.exam import unanswered
from doorstep.training.reading import courses
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.office.presentation.people.training import (
    Answered,
    AskedQuestion,
    CourseLine,
    CoursePage,
    ExamLine,
    ExamPage,
    Explained,
    Held,
    ResultPage,
    RuleNow,
    TrainingPage,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import language, say
from doorstep_desk.staff.team import needed_certificates
from doorstep_desk.training.facts import Ground, course_of, ground_on
from doorstep_desk.training.queries import exam_of, exams_of
from doorstep_desk.training.standings import Standing, own_standings

_SOON: Final = timedelta(days=30)


def told(words: Words) -> str:
    """Say words of a course in the reader's language."""
    return say(words.zh, words.en)


def training_page(actor: Actor, today: date) -> TrainingPage:
    """Return the reader's own courses, in a constant number of queries."""
    lines = _lines(actor, today)
    exams = (
        ExamLine(
            str(each.exam_id),
            told(courses()[each.course].title) if each.course in courses() else each.course,
            each.is_passed,
            each.taken_at.astimezone(BEIJING),
        )
        for each in exams_of(actor.own_staff_id)
    )
    waiting = [each for each in lines if each.held.state != "allow"]
    return TrainingPage(lines, tuple(exams), len(waiting), actor.may("training.read"))


def course_page(actor: Actor, key: str, today: date) -> CoursePage:
    """Return what is read of a course, its rules as they stand today.

    Raises:
        Refused: There is no such course.
    """
    course = course_of(key)
    line = next(each for each in _lines(actor, today) if each.key == key)
    rules = _rules(course, ground_on(actor.agency_id, today), today)
    return CoursePage(
        line=line, edition=course.edition,
        parts=tuple(
            (told(part.heading), tuple(told(each) for each in part.paragraphs))
            for part in course.parts
        ),
        scene_title=told(course.scene_title),
        scene=tuple((each.who, told(each.said)) for each in course.scene), rules=rules,
        is_behind=any(each.is_changed for each in rules),
        questions_count=len(course.questions),
    )  # fmt: skip


def exam_page(key: str, answers: Mapping[int, int], *, was_sent: bool) -> ExamPage:
    """Return an exam, with what was chosen so far.

    Raises:
        Refused: There is no such course.
    """
    course = course_of(key)
    missing = unanswered(course, answers) if was_sent else ()
    return ExamPage(
        key, told(course.title), course.edition,
        tuple(
            AskedQuestion(
                number, told(question.ask),
                tuple(
                    Option(str(place), told(each.text), is_chosen=answers.get(number) == place)
                    for place, each in enumerate(question.choices, 1)
                ),
                number in missing,
            )
            for number, question in enumerate(course.questions, 1)
        ),
        missing,
    )  # fmt: skip


def result_page(actor: Actor, exam_id: UUID, today: date) -> ResultPage:
    """Return an exam of the reader's own, with a reason for every answer.

    Raises:
        Refused: They took no such exam.
    """
    seen = exam_of(actor.own_staff_id, exam_id)
    course = course_of(seen.course)
    standing = own_standings(actor.agency_id, actor.own_staff_id, today)[seen.course]
    explained = _explained(course, seen.answers) if seen.edition == course.edition else ()
    return ResultPage(
        seen.course, told(course.title), seen.is_passed,
        standing.until if standing.is_valid else None, seen.taken_at.astimezone(BEIJING),
        explained,
    )  # fmt: skip


def held_as(standing: Standing, today: date) -> Held:
    """Return how a standing is shown."""
    if standing.until is None:
        return Held("", None)
    if not standing.is_valid:
        return Held("refuse", standing.until, standing.changed)
    if standing.changed:
        return Held("ask", standing.until, standing.changed)
    return Held("allow", standing.until, is_soon=standing.until <= today + _SOON)


def _lines(actor: Actor, today: date) -> tuple[CourseLine, ...]:
    standings = own_standings(actor.agency_id, actor.own_staff_id, today)
    needed = needed_certificates(actor.agency_id, today)
    return tuple(
        CourseLine(
            key, course.place, told(course.title), told(course.aim), course.minutes,
            held_as(standings[key], today),
            tuple(sorted(word for word, kinds in needed.items() if course.certificate in kinds)),
        )
        for key, course in courses().items()
    )  # fmt: skip


def _rules(course: Course, ground: Ground, today: date) -> tuple[RuleNow, ...]:
    found = []
    for rule, written in course.rules.items():
        if rule in ground.rulebook.entries and (legs := ground.rulebook.legs_on(rule, today)):
            sentence = rule_text(ground.rulebook.entry(rule), legs[0], language())
            is_changed = ground.marks[course.key][rule] != written
            found.append(RuleNow(rule, sentence, is_changed))
    return tuple(found)


def _explained(course: Course, answers: tuple[int, ...]) -> tuple[Explained, ...]:
    return tuple(
        Explained(
            number, told(question.ask), question.rule, chosen == question.right, question.must,
            tuple(
                Answered(told(each.text), told(each.why), each.is_right, place == chosen)
                for place, each in enumerate(question.choices, 1)
            ),
        )
        for number, (question, chosen) in enumerate(
            zip(course.questions, answers, strict=True), 1
        )
    )  # fmt: skip
