"""A borrower says something, and it counts at once.

Pause, cancelled permits, an owner, a day for the answer and a receipt stand or fall together.
"""

import secrets
import uuid
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep.terms.codes import Channel
from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import HeldCase, lock_case
from doorstep_desk.cases.queries import case_of, points_of
from doorstep_desk.complaints.actions import pause_case, record_stop_request
from doorstep_desk.notices.actions.decline import decline_visits
from doorstep_desk.notices.actions.queue import NewMessage, queue_messages
from doorstep_desk.notices.gateways import gateway_for
from doorstep_desk.notices.words import words_for
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.self_service.errors import (
    kind_unknown,
    said_answered,
    said_unknown,
    words_missing,
)
from doorstep_desk.self_service.kinds import KINDS, LONGEST
from doorstep_desk.self_service.models import Said
from doorstep_desk.self_service.queries import Visit

_LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CHANNELS: Final = ("call", "sms", "email", "im", "visit")
"""By which somebody may not want to be reached; legal notices by post are not among them."""


@transaction.atomic
def say(
    *, visit: Visit, kind: str, words: str, at: datetime, channels: tuple[str, ...] = ()
) -> Said:
    """Keep what a borrower said and do at once what follows from it.

    Args:
        visit: The borrower on their page.
        kind: One of ``KINDS``.
        words: In their own words, as they are.
        at: Now.
        channels: For ``channels``: by which they do not want to be reached.

    Raises:
        Refused: There is no such thing to say, or it needs words.
    """
    actor, kept = visit.actor, KINDS.get(kind)
    actor.require("self.say")
    if kept is None or not kept.is_chosen:
        raise kind_unknown()
    if kept.needs_words and not words.strip():
        raise words_missing()
    case = lock_case(actor, visit.case_id)
    _follow(actor, case, kind, at, channels)
    row = keep_said(actor, case, kind, words, at)
    _confirm(visit, row, at)
    return row


def keep_said(actor: Actor, case: HeldCase, kind: str, words: str, at: datetime) -> Said:
    """Keep something said with number, owner and day, and pause where it pauses."""
    kept = KINDS[kind]
    if kept.pauses:
        pause_case(
            actor=actor, case_id=case.case_id, reason=kept.pauses, note="said on the page",
            until_on=None, at=at,
        )  # fmt: skip
    row = Said.objects.create(
        id=new_id(), agency_id=case.agency_id, case_id=case.case_id,
        borrower_id=case.borrower_id, kind=kind, number=_number(), words=words[:LONGEST],
        said_at=at, due_on=local_day(at) + kept.within, owner_role=kept.owner_role,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="borrower.said", subject=f"case:{case.case_id}", kind=kind,
        number=row.number, due_on=row.due_on.isoformat(),
    )  # fmt: skip
    return row


@transaction.atomic
def answer_said(*, actor: Actor, said_id: uuid.UUID, answer: str, at: datetime) -> Said:
    """Answer what a borrower said; they read it on their page.

    What compliance owns, a team lead cannot answer: whoever is complained about is no judge of it.

    Raises:
        Refused: The actor may not, there is nothing of this number, it was answered, or the
            answer is empty.
    """
    actor.require("said.answer")
    rows = Said.objects.select_for_update(of=("self",)).filter(
        pk=said_id, agency_id=actor.agency_id
    )
    row = rows.first()
    if row is None:
        raise said_unknown()
    if row.owner_role == "compliance":
        actor.require("complaint.answer")
    if row.answered_at is not None:
        raise said_answered()
    if not answer.strip():
        raise words_missing()
    row.answered_at, row.answered_by, row.answer = at, actor.name, answer.strip()
    row.save(update_fields=["answered_at", "answered_by", "answer"])
    record(
        at=at, actor=actor, verb="borrower.answered", subject=f"case:{row.case_id}",
        number=row.number,
    )  # fmt: skip
    return row


def _follow(
    actor: Actor, case: HeldCase, kind: str, at: datetime, channels: tuple[str, ...]
) -> None:
    if kind == "no_visit":
        decline_visits(actor=actor, case_id=case.case_id, at=at)
        channels = ("visit",)
    elif kind == "channels":
        channels = tuple(each for each in channels if each in CHANNELS)
        if not channels:
            raise kind_unknown()
    if kind in ("stop", "no_visit", "channels"):
        record_stop_request(
            actor=actor, borrower_id=case.borrower_id, person_key=case.person_key,
            case_id=case.case_id, form="page", at=at, channels=" ".join(channels) or "all",
        )  # fmt: skip


def _confirm(visit: Visit, row: Said, at: datetime) -> None:
    """Queue the receipt to where the code went; where nothing can be sent, the page is it."""
    point = next((p for p in points_of(row.borrower_id) if p.pk == visit.point_id), None)
    if point is None or point.kind not in ("mobile", "email"):
        return
    channel = Channel.EMAIL if point.kind == "email" else Channel.SMS
    case = case_of(visit.actor, visit.case_id)
    key = "stopped" if row.kind == "stop" else "receipt"
    try:
        words = words_for(row.agency_id, key, channel, case.borrower.language)
        gateway = gateway_for(channel)
    except Refused:
        return
    values = {
        "lender": case.creditor.name, "number": row.number, "until": row.due_on.isoformat(),
    }  # fmt: skip
    queue_messages(
        actor=visit.actor, words=words, gateway=gateway, sends_at=at, at=at,
        rulebook=rulebook_for_agency(row.agency_id, local_day(at)),
        messages=[NewMessage(case.pk, visit.point_id, values)],
    )  # fmt: skip


def _number() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(8))
