"""Take an exam: mark it, keep it, and give the certificate that a pass earns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep.training.course import Course
from doorstep.training.exam import marked, unanswered
from doorstep.training.standing import terms_on
from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.actions.certificates import NewCertificate, earn_certificate
from doorstep_desk.training.errors import course_renewed
from doorstep_desk.training.facts import Ground, course_of, ground_on
from doorstep_desk.training.models import Exam


@dataclass(frozen=True, slots=True)
class Paper:
    """An exam as it is handed in.

    Attributes:
        course: Key of the course.
        edition: Which edition was read.
        answers: Place of the chosen answer by number of the question, both from 1.
    """

    course: str
    edition: date
    answers: Mapping[int, int]


def sit_exam(*, actor: Actor, paper: Paper, at: datetime, ground: Ground | None = None) -> UUID:
    """Mark one's own exam and keep it; a pass gives its certificate at once.

    Args:
        actor: Who takes it, always for themselves.
        paper: What is handed in.
        at: When.
        ground: What the rules say that day, where it is known already.

    Returns:
        Key of the exam as it is kept.

    Raises:
        Refused: The actor may not, there is no such course, or it was renewed meanwhile.
        Malformed: Questions have no answer; all of them are named.
    """
    actor.require("training.take")
    course, staff_id = course_of(paper.course), actor.own_staff_id
    if paper.edition != course.edition:
        raise course_renewed()
    if missing := unanswered(course, paper.answers):
        raise Malformed([_unanswered(number) for number in missing])
    known = ground or ground_on(actor.agency_id, local_day(at))
    terms = terms_on(local_day(at))
    result = marked(course, paper.answers, terms.right_percent)
    with transaction.atomic():
        earned = _earned(actor, course, at) if result.is_passed else None
        row = Exam.objects.create(
            id=new_id(), agency_id=actor.agency_id, staff_id=staff_id, course=course.key,
            edition=course.edition, is_passed=result.is_passed, certificate_id=earned,
            answers=[paper.answers[n] for n in range(1, len(course.questions) + 1)],
            rulebook=known.rulebook.version, marks=dict(known.marks[course.key]), taken_at=at,
        )  # fmt: skip
        record(
            at=at, actor=actor, verb="exam.taken", subject=f"staff:{staff_id}",
            course=course.key, edition=course.edition, passed=result.is_passed,
        )  # fmt: skip
    return row.pk


def _earned(actor: Actor, course: Course, at: datetime) -> UUID:
    day = local_day(at)
    new = NewCertificate(
        actor.own_staff_id, course.certificate, day, terms_on(day).last_day(day),
        f"{course.title.zh} · {course.title.en} {course.edition.isoformat()}",
    )  # fmt: skip
    return earn_certificate(actor=actor, new=new, at=at)


def _unanswered(number: int) -> str:
    return say(f"第 {number} 题还没有回答。", f"Question {number} has no answer yet.")
