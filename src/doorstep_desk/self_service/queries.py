"""What can be asked about borrowers who come to their page?"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.self_service.codes import GOOD_FOR, MOST_TRIES
from doorstep_desk.self_service.models import Said, SignIn, SigningCode
from doorstep_desk.staff.roles import BORROWER_MAY

IDLE: Final = timedelta(minutes=20)
LONGEST: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Visit:
    """A borrower on their page.

    Attributes:
        sign_in_id: The sign-in it rests on.
        actor: In whose name everything is done.
        case_id: Their case.
        point_id: The number or address that the code went to.
        is_person_sure: Whether they have shown that they are the borrower.
    """

    sign_in_id: uuid.UUID
    actor: Actor
    case_id: int
    point_id: int
    is_person_sure: bool


def visit_of(sign_in_id: uuid.UUID, at: datetime) -> Visit | None:
    """Return the borrower of a sign-in, or None where it is over or never was."""
    row = SignIn.objects.filter(pk=sign_in_id, ended_at=None).exclude(entered_at=None).first()
    if row is None or row.entered_at is None or row.seen_at is None:
        return None
    if row.of_borrower is None or row.of_case is None or row.of_point is None:
        return None
    if at > row.seen_at + IDLE or at > row.entered_at + LONGEST:
        return None
    actor = borrower_actor(row.of_borrower, row.of_agency)
    return Visit(row.pk, actor, row.of_case, row.of_point, row.person_at is not None)


def borrower_actor(borrower_id: int, agency_id: int | None) -> Actor:
    """Return a borrower as one who acts: for their own rows, and nobody else's."""
    return Actor(f"borrower:{borrower_id}", "borrower", BORROWER_MAY, None, agency_id, borrower_id)


def code_waiting(document_id: uuid.UUID, at: datetime) -> str:
    """Return where the code went that waits to be entered for a paper, covered; else nothing."""
    rows = SigningCode.objects.filter(document_id=document_id).select_related("point")
    row = rows.order_by("-asked_at", "-id").first()
    return row.point.masked if row is not None and is_code_open(row, at) else ""


def is_code_open(row: SigningCode, at: datetime) -> bool:
    """Say whether a code for signing can still be entered."""
    is_fresh = row.asked_at <= at <= row.asked_at + GOOD_FOR
    return row.entered_at is None and row.tries < MOST_TRIES and is_fresh


@dataclass(frozen=True, slots=True)
class SaidSeen:
    """Something that a borrower said, as others read it."""

    id: uuid.UUID
    case_id: int
    kind: str
    number: str
    words: str
    said_at: datetime
    due_on: date
    owner_role: str
    answered_at: datetime | None
    answer: str


def said_of_case(case_id: int) -> list[SaidSeen]:
    """Return what the borrower of a case said, the newest first."""
    return [_seen(row) for row in Said.objects.filter(case_id=case_id).order_by("-said_at")]


def _seen(row: Said) -> SaidSeen:
    return SaidSeen(
        row.pk, row.case_id, row.kind, row.number, row.words, row.said_at, row.due_on,
        row.owner_role, row.answered_at, row.answer,
    )  # fmt: skip
