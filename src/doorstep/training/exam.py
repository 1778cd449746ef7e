"""Was an exam passed, and what is said about each answer?"""

from collections.abc import Mapping
from dataclasses import dataclass

from doorstep.training.course import Course


@dataclass(frozen=True, slots=True)
class Marked:
    """An exam that was marked.

    Attributes:
        wrong: Numbers of the questions that were answered wrongly, from 1.
        is_passed: Enough was right, and everything that must be.
    """

    wrong: tuple[int, ...]
    is_passed: bool


def unanswered(course: Course, answers: Mapping[int, int]) -> tuple[int, ...]:
    """Return the numbers of the questions without an answer that exists, from 1.

    Args:
        course: The course.
        answers: Place of the chosen answer by number of the question, both from 1.
    """
    return tuple(
        number
        for number, question in enumerate(course.questions, 1)
        if not 1 <= answers.get(number, 0) <= len(question.choices)
    )


def marked(course: Course, answers: Mapping[int, int], right_percent: int) -> Marked:
    """Mark an exam.

    Args:
        course: The course.
        answers: Place of the chosen answer by number of the question, both from 1.
        right_percent: How many of a hundred have to be right.

    Raises:
        ValueError: A question has no answer.
    """
    if missing := unanswered(course, answers):
        raise ValueError(f"no answer to {', '.join(map(str, missing))}")
    numbered = list(enumerate(course.questions, 1))
    wrong = tuple(number for number, each in numbered if answers[number] != each.right)
    is_missed = any(each.must for number, each in numbered if number in wrong)
    right = len(numbered) - len(wrong)
    return Marked(wrong, right * 100 >= right_percent * len(numbered) and not is_missed)
