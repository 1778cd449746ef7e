"""Which exams did somebody take, and which passes rest on rules that changed since?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from doorstep_desk.training.errors import exam_unknown
from doorstep_desk.training.models import Exam


@dataclass(frozen=True, slots=True)
class ExamSeen:
    """One exam as its taker sees it.

    Attributes:
        exam_id: Key.
        course: Key of the course.
        edition: Which edition was asked.
        answers: Place of the chosen answer for each question in turn, from 1.
        is_passed: Whether it was passed.
        rulebook: Version of the rules on that day.
        taken_at: When.
    """

    exam_id: UUID
    course: str
    edition: date
    answers: tuple[int, ...]
    is_passed: bool
    rulebook: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Passed:
    """A pass: its course, and what the rules said then."""

    course: str
    marks: Mapping[str, str]


_SHOWN: Final = 50


def exams_of(staff_id: int) -> list[ExamSeen]:
    """Return the newest exams of somebody, the newest first."""
    rows = Exam.objects.filter(staff_id=staff_id).order_by("-taken_at", "-id")
    return [_seen(row) for row in rows[:_SHOWN]]


def exam_of(staff_id: int, exam_id: UUID) -> ExamSeen:
    """Return one exam of somebody's own.

    Raises:
        Refused: They took no such exam.
    """
    row = Exam.objects.filter(staff_id=staff_id, pk=exam_id).first()
    if row is None:
        raise exam_unknown()
    return _seen(row)


def passes(agency_id: int, since: datetime, staff_id: int | None = None) -> dict[UUID, Passed]:
    """Return the passes since an instant by the certificate that each gave."""
    rows = Exam.objects.filter(agency_id=agency_id, is_passed=True, taken_at__gte=since)
    if staff_id is not None:
        rows = rows.filter(staff_id=staff_id)
    found = rows.values_list("certificate_id", "course", "marks")
    return {key: Passed(course, marks) for key, course, marks in found if key is not None}


def _seen(row: Exam) -> ExamSeen:
    return ExamSeen(
        row.pk, row.course, row.edition, tuple(row.answers), row.is_passed, row.rulebook,
        row.taken_at,
    )  # fmt: skip
