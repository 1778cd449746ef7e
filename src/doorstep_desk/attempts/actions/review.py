"""Ask the law afterwards about contacts without leave, and about those that a late report changes.

A late report counts at its own time. Contacts of ours that were made after it, and that would have
been refused had it been known, are breaches: they are flagged, never dropped.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from doorstep.compliance.leave.hindsight import LookedBack, look_back
from doorstep.terms.codes import Channel, Direction, Purpose
from doorstep.terms.local_time import local_day
from doorstep_desk.attempts.hindsight import Contact, as_history, as_requests, with_ages
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.attempts.new_attempt import NewAttempt
from doorstep_desk.audit.actions import record_many
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.permits.contacts import LOOKS_BACK, contacts_made
from doorstep_desk.permits.queries import held_at
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.policies.facts import rulebook_for_agency

_COLUMNS = (
    "id", "agency_id", "attempt_id", "verdict", "rules", "denied_since", "held_permit",
    "is_breach", "revealed_by_id", "rulebook", "reviewed_at",
)  # fmt: skip
_CHANNEL = {code.word: code for code in Channel}
_PURPOSE = {code.word: code for code in Purpose}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A contact about which the law is asked, and the late report that gives reason to."""

    attempt_id: uuid.UUID
    case_id: int | None
    contact: Contact
    revealed_by: uuid.UUID | None


@transaction.atomic
def review_attempts(
    *, actor: Actor, made: Sequence[tuple[uuid.UUID, NewAttempt]], origin: str, at: datetime
) -> int:
    """Ask the law about contacts that were just written down; returns how many are breaches.

    Args:
        actor: Who wrote them down.
        made: Their ids and what was said.
        origin: ``reported`` or ``imported``. What others did before us is judged and never held
            against anybody here as a breach.
        at: Now.
    """
    actor.require("attempt.record")
    new = [
        _Asked(attempt_id, a.case_id, _contact(a), None)
        for attempt_id, a in made
        if a.direction is Direction.OUTBOUND
    ]
    later = _made_later(actor, made)
    asked = [*new, *later]
    if not asked:
        return 0
    book = rulebook_for_agency(actor.agency_id, local_day(at))
    keys = sorted({each.contact.person_key for each in asked})
    first = min(each.contact.at for each in asked)
    history = contacts_made(keys, actor.agency_id, at, since=first - LOOKS_BACK)
    made_to = with_ages([each.contact for each in asked])
    found = look_back(
        as_requests(made_to, keys), as_history(history, keys), book,
        calendar_for_agency(actor.agency_id),
    )  # fmt: skip
    kept = [
        (each, answer)
        for each, answer in zip(asked, found, strict=True)
        if each.revealed_by is None or answer.is_denied
    ]
    return _write(actor, kept, origin, book.digest, at)


def _contact(a: NewAttempt) -> Contact:
    return Contact(a.person_key, a.creditor_id, a.point_id, a.channel, a.purpose, a.at)


def _made_later(actor: Actor, made: Sequence[tuple[uuid.UUID, NewAttempt]]) -> list[_Asked]:
    """Return our own contacts after the new ones that nobody has found at fault yet."""
    first: dict[bytes, tuple[datetime, uuid.UUID]] = {}
    for attempt_id, a in made:
        if a.person_key not in first or a.at < first[a.person_key][0]:
            first[a.person_key] = (a.at, attempt_id)
    if not first:
        return []
    ours = {attempt_id for attempt_id, _ in made}
    rows = Attempt.objects.filter(
        agency_id=actor.agency_id, person_key__in=list(first), direction="outbound",
        at__gt=min(at for at, _ in first.values()), corrections=None,
    ).exclude(reviews__verdict="deny").order_by("at", "id")  # fmt: skip
    # A bulk load finds most of all its own rows again; columns are far cheaper than objects.
    found = rows.values_list(
        "id", "case_id", "person_key", "creditor_id", "point_id", "channel", "purpose", "at"
    ).iterator(chunk_size=5_000)
    return [
        _asked(row, *first[bytes(row[2])])
        for row in found
        if row[0] not in ours and _may_be_changed(row[7], first[bytes(row[2])][0])
    ]


def _asked(row: tuple[Any, ...], _: datetime, revealed_by: uuid.UUID) -> _Asked:
    attempt_id, case_id, person, creditor, point, channel, purpose, at = row
    contact = Contact(bytes(person), creditor, point, _CHANNEL[channel], _PURPOSE[purpose], at)
    return _Asked(attempt_id, case_id, contact, revealed_by)


def _may_be_changed(made_at: datetime, late_at: datetime) -> bool:
    return late_at < made_at <= late_at + LOOKS_BACK


def _write(
    actor: Actor,
    kept: Sequence[tuple[_Asked, LookedBack]],
    origin: str,
    digest: str,
    at: datetime,
) -> int:
    held = _held(kept) if origin == "reported" else set()
    rows = [
        (
            new_id(), actor.agency_id, each.attempt_id, "deny" if answer.is_denied else "allow",
            json.dumps(answer.rules), answer.denied_since, each.attempt_id in held,
            answer.is_denied and (origin == "reported" or each.revealed_by is not None),
            each.revealed_by, digest, at,
        )
        for each, answer in kept
    ]  # fmt: skip
    copy_rows("attempts_review", _COLUMNS, rows)
    breaches = [
        (each, answer, row[0]) for (each, answer), row in zip(kept, rows, strict=True) if row[7]
    ]
    record_many(
        at=at, actor=actor, verb="attempt.reviewed",
        rows=[
            (
                f"case:{each.case_id}",
                {
                    "attempt": str(each.attempt_id), "rules": list(answer.rules),
                    "review": str(review), "is_late": each.revealed_by is not None,
                },
            )
            for each, answer, review in breaches
        ],
    )  # fmt: skip
    return len(breaches)


def _held(kept: Sequence[tuple[_Asked, LookedBack]]) -> set[uuid.UUID]:
    keys = {
        each.attempt_id: (each.case_id, each.contact.channel.word, each.contact.at)
        for each, _ in kept
        if each.case_id is not None
    }
    good = held_at(keys.values())
    return {attempt_id for attempt_id, key in keys.items() if key in good}
