"""What is a course: what is read, a scene at the door, and questions with reasons?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Words:
    """The same said in both languages of the courses.

    Attributes:
        zh: Simplified Chinese.
        en: English.
    """

    zh: str
    en: str

    def within(self, language: str) -> str:
        """Return it in Chinese, or in English for every other language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Part:
    """One section to read.

    Attributes:
        heading: What it is about.
        paragraphs: Its paragraphs.
    """

    heading: Words
    paragraphs: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class SceneLine:
    """One line of a scene.

    Attributes:
        who: One of ``reading.SPEAKERS``; ``note`` tells what happens.
        said: What is said or happens.
    """

    who: str
    said: Words


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer.

    Attributes:
        text: What one would do.
        is_right: Whether it is the right answer.
        why: Why it is, or is not.
    """

    text: Words
    is_right: bool
    why: Words


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the exam.

    Attributes:
        ask: The question.
        rule: The rule that it is about.
        must: Whoever answers it wrongly has not passed, whatever else was right.
        choices: The possible answers; exactly one is right.
    """

    ask: Words
    rule: str
    must: bool
    choices: tuple[Choice, ...]

    @property
    def right(self) -> int:
        """Return the place of the right answer, from 1."""
        return next(n for n, each in enumerate(self.choices, 1) if each.is_right)


@dataclass(frozen=True, slots=True)
class Course:
    """One course.

    Attributes:
        key: Its name in addresses.
        place: Where it stands in the list, from 1.
        certificate: Kind of the certificate that a pass gives.
        edition: Day on which its words were last written.
        review_by: Day by which somebody reads them again.
        minutes: How long reading and exam take about.
        title: Its title.
        aim: What one can do afterwards.
        rules: Rules that it rests on, each with the mark of what it said on that day.
        parts: What is read.
        scene_title: What the scene is about.
        scene: The scene at the door.
        questions: The exam.
    """

    key: str
    place: int
    certificate: str
    edition: date
    review_by: date
    minutes: int
    title: Words
    aim: Words
    rules: Mapping[str, str]
    parts: tuple[Part, ...]
    scene_title: Words
    scene: tuple[SceneLine, ...]
    questions: tuple[Question, ...]
