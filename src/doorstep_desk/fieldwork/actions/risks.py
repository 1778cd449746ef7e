"""Say what is dangerous at an address, look at that again, and take it back.

A note holds at once, because the next two may be on their way; that is why it is about the place
alone, ends by itself, and is looked at by a second person.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep.wording.address_note import KINDS, LONGEST, SOURCES, examine_note, note_terms
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.queries import points_of
from doorstep_desk.fieldwork.errors import (
    risk_address,
    risk_day,
    risk_kind,
    risk_looked_by_same,
    risk_objected,
    risk_over,
    risk_source,
    risk_text,
    risk_unknown,
    words_missing,
)
from doorstep_desk.fieldwork.models import RiskNote
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id

LONGEST_GROUNDS: Final = 500


@dataclass(frozen=True, slots=True)
class NewRisk:
    """A note as somebody writes it.

    Attributes:
        case_id: On whose page.
        point_id: Which of the borrower's addresses.
        kind: What kind of danger, of the closed list.
        words: What is dangerous.
        source: Where that is known from, of the closed list.
        grounds: How it is known: when, by whom, which report.
        expires_on: Last day.
    """

    case_id: int
    point_id: int | None
    kind: str
    words: str
    source: str
    grounds: str
    expires_on: date | None


@transaction.atomic
def note_risk(*, actor: Actor, new: NewRisk, at: datetime) -> uuid.UUID:
    """Write down what is dangerous at an address, with how that is known and until when it holds.

    Raises:
        Refused: The actor may not or has no such case; kind or source are on no list; the address
            is none of the borrower's; words or grounds are missing, too long, or about a person;
            or the last day is past or further away than the house lets notes of the kind hold.
    """
    actor.require("risk.note")
    case = lock_case(actor, new.case_id)
    words, grounds = _cleaned(new.words), _cleaned(new.grounds)
    expires_on = _last_day(new, words, grounds, local_day(at))
    point = next(
        (row for row in points_of(case.borrower_id)
         if row.pk == new.point_id and row.kind == "address"), None,
    )  # fmt: skip
    if point is None:
        raise risk_address()
    row = RiskNote.objects.create(
        id=new_id(), agency_id=case.agency_id, point_id=point.pk, case_key=case.case_id,
        kind=new.kind, source=new.source, words=words, grounds=grounds, noted_by=actor.name,
        noted_at=at, expires_on=expires_on,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="risk.noted", subject=f"case:{case.case_id}", risk=str(row.pk),
        kind=new.kind, source=new.source, until=expires_on.isoformat(),
    )  # fmt: skip
    return row.pk


@transaction.atomic
def look_at_risk(*, actor: Actor, note_id: uuid.UUID, at: datetime) -> None:
    """Say that a second person has looked at a note and lets it stand.

    Raises:
        Refused: The actor may not, or wrote it; there is no such note, or it holds no more.
    """
    actor.require("risk.settle")
    row = _held(note_id, at)
    if row.noted_by == actor.name:
        raise risk_looked_by_same()
    if row.looked_at is not None:
        raise risk_over()
    row.looked_at, row.looked_by = at, actor.name
    row.save(update_fields=["looked_at", "looked_by"])
    record(
        at=at, actor=actor, verb="risk.looked_at", subject=f"case:{row.case_key}",
        risk=str(row.pk),
    )  # fmt: skip


@transaction.atomic
def withdraw_risk(*, actor: Actor, note_id: uuid.UUID, because: str, at: datetime) -> None:
    """Take a note back, with the reason; phones are told of it no more.

    Raises:
        Refused: The actor may not, there is no such note, it holds no more, or no reason is given.
    """
    actor.require("risk.settle")
    row = _held(note_id, at)
    reason = _cleaned(because)
    if not reason:
        raise words_missing()
    row.withdrawn_at, row.withdrawn_by = at, actor.name
    row.withdrawn_because = reason[:LONGEST_GROUNDS]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    record(
        at=at, actor=actor, verb="risk.withdrawn", subject=f"case:{row.case_key}",
        risk=str(row.pk),
    )  # fmt: skip


def _last_day(new: NewRisk, words: str, grounds: str, on: date) -> date:
    """Return the last day of a note that may be written; raise what is wrong with it first."""
    if new.kind not in KINDS:
        raise risk_kind()
    if new.source not in SOURCES:
        raise risk_source()
    for text, longest, code in ((words, LONGEST, "words"), (grounds, LONGEST_GROUNDS, "grounds")):
        if not 0 < len(text) <= longest:
            raise risk_text(code, longest)
        if objections := examine_note(text, on):
            raise risk_objected(code, objections[0])
    furthest = note_terms(on).last_day(new.kind, on)
    if new.expires_on is None or not on <= new.expires_on <= furthest:
        raise risk_day(furthest)
    return new.expires_on


def _held(note_id: uuid.UUID, at: datetime) -> RiskNote:
    row = RiskNote.objects.select_for_update().filter(pk=note_id).first()
    if row is None:
        raise risk_unknown()
    if row.withdrawn_at is not None or row.expires_on < local_day(at):
        raise risk_over()
    return row


def _cleaned(text: str) -> str:
    return text.replace("\0", "").strip()
