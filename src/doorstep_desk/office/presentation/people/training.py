"""What do the pages of training show?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.parts import Option


@dataclass(frozen=True, slots=True)
class Held:
    """How somebody stands in a course.

    Attributes:
        state: ``allow`` valid, ``ask`` to be taken again, ``refuse`` over, empty never held.
        until: Last day, or None.
        changed: Rules that changed since the exam.
        is_soon: It ends within 30 days, by its date alone.
    """

    state: str
    until: date | None
    changed: tuple[str, ...] = ()
    is_soon: bool = False


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One course in the list of somebody's own.

    Attributes:
        key: For its address.
        place: Its number.
        title: Its title.
        aim: What one can do afterwards.
        minutes: How long it takes.
        held: How the reader stands.
        needed_for: Words of the channels that need it.
    """

    key: str
    place: int
    title: str
    aim: str
    minutes: int
    held: Held
    needed_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExamLine:
    """One exam of the reader's own."""

    exam_id: str
    title: str
    is_passed: bool
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """Somebody's own courses and exams."""

    courses: tuple[CourseLine, ...]
    exams: tuple[ExamLine, ...]
    open_count: int
    may_read_team: bool


@dataclass(frozen=True, slots=True)
class RuleNow:
    """A rule that a course rests on, as it stands today."""

    rule_id: str
    sentence: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class CoursePage:
    """What is read of one course.

    Attributes:
        line: The course in the list.
        edition: Day on which its words were written.
        parts: Heading and paragraphs.
        scene_title: What the scene is about.
        scene: Speaker's word and what is said.
        rules: The rules behind it today.
        is_behind: A rule changed since its words were written.
        questions_count: How many questions the exam has.
    """

    line: CourseLine
    edition: date
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    scene_title: str
    scene: tuple[tuple[str, str], ...]
    rules: tuple[RuleNow, ...]
    is_behind: bool
    questions_count: int


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question of an exam, with what was chosen so far."""

    number: int
    ask: str
    choices: tuple[Option, ...]
    is_missing: bool


@dataclass(frozen=True, slots=True)
class ExamPage:
    """An exam to be taken."""

    key: str
    title: str
    edition: date
    questions: tuple[AskedQuestion, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One choice of an exam that was taken."""

    text: str
    why: str
    is_right: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """One question of an exam that was taken, with a reason for every answer."""

    number: int
    ask: str
    rule: str
    is_right: bool
    must: bool
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """An exam that was taken, explained.

    Attributes:
        key: Of the course.
        title: Of the course.
        is_passed: Whether it was passed.
        until: Last day of the certificate that the reader holds now, or None.
        taken_at: When.
        questions: The questions; none where the course was written anew since.
    """

    key: str
    title: str
    is_passed: bool
    until: date | None
    taken_at: datetime
    questions: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class TeamTrainingLine:
    """One of the team, and how they stand in each course in turn, after its title."""

    staff_id: int
    name: str
    role: str
    held: tuple[tuple[str, Held], ...]


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A certificate that a kind of contact needs."""

    need_id: str
    kind: str
    channel: str
    from_on: date
    noted_by: str


@dataclass(frozen=True, slots=True)
class TeamTrainingPage:
    """Who holds what until when, and what work needs."""

    titles: tuple[str, ...]
    people: tuple[TeamTrainingLine, ...]
    needs: tuple[NeedLine, ...]
    kinds: tuple[Option, ...]
    channels: tuple[Option, ...]
    proposed_count: int
    ready: int
    visitors: int
    may_need: bool
    today: date
    values: Mapping[str, str]
    errors: Mapping[str, str]
