"""Queue messages, each under a permit of its own; nothing leaves from here."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.compliance.rulebook import Rulebook
from doorstep.terms.codes import Channel
from doorstep.terms.local_time import local_day
from doorstep.wording.check import examine_filled
from doorstep.wording.draft import Draft
from doorstep.wording.fields import FieldFault, filled
from doorstep_desk.audit.actions import record_many
from doorstep_desk.cases.queries import people_of_cases
from doorstep_desk.notices.errors import field_unfilled, template_objected
from doorstep_desk.notices.models import Message
from doorstep_desk.notices.words import Words
from doorstep_desk.permits.actions import IssuedPermit, WantedPermit, issue_permits
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id

GOOD_FOR: Final = timedelta(hours=2)
"""A message may leave up to two hours after its time."""

LETTERS_GOOD_FOR: Final = timedelta(hours=36)
"""A letter that is not printed by the next working morning needs new leave."""

UNREADABLE_LATER: Final = frozenset({"sign_in_code", "signing_code"})
"""Keys of words that nobody may read again after they have left."""


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to one borrower.

    Attributes:
        case_id: About which case.
        point_id: Number or address it goes to.
        values: What its fields say; sums in fen.
        until: Not after, where that is sooner than the usual hours.
    """

    case_id: int
    point_id: int
    values: Mapping[str, str | int]
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """What was queued.

    Attributes:
        batch: The messages that were queued together.
        messages: Their ids, in the order asked for; None where leave was withheld.
    """

    batch: uuid.UUID
    messages: tuple[uuid.UUID | None, ...]

    @property
    def count(self) -> int:
        """Return how many wait now."""
        return sum(each is not None for each in self.messages)


@transaction.atomic
def queue_messages(
    *,
    actor: Actor,
    words: Words,
    messages: Sequence[NewMessage],
    rulebook: Rulebook,
    gateway: str,
    sends_at: datetime,
    at: datetime,
) -> Queued:
    """Queue messages with the same words; for whom a limit is reached nothing is queued.

    Args:
        actor: Who writes.
        words: Approved words.
        messages: To whom, with what.
        rulebook: The law under which each was allowed.
        gateway: By which gateway they will leave.
        sends_at: Not before.
        at: Now.

    Raises:
        Refused: The actor may not, a field cannot be filled, or a filled message is one that the
            rules refuse.
    """
    return queue_each(
        actor=actor, messages=[(words, each) for each in messages], rulebook=rulebook,
        gateway=gateway, sends_at=sends_at, at=at,
    )  # fmt: skip


@transaction.atomic
def queue_each(
    *,
    actor: Actor,
    messages: Sequence[tuple[Words, NewMessage]],
    rulebook: Rulebook,
    gateway: str,
    sends_at: datetime,
    at: datetime,
) -> Queued:
    """Queue messages, each with its own words; as ``queue_messages`` in all else.

    Raises:
        Refused: As for ``queue_messages``.
    """
    actor.require("notice.record")
    texts = [said_to(words, each.values, at) for words, each in messages]
    begins = max(sends_at, at)
    answers = issue_permits(
        actor=actor, rulebook=rulebook, at=at, wanted=_wanted(messages, begins)
    )
    batch = new_id()
    rows = [
        _row(actor, words, each, text, answer.permit_id)
        if isinstance(answer, IssuedPermit)
        else None
        for (words, each), text, answer in zip(messages, texts, answers, strict=True)
    ]
    kept = [row for row in rows if row is not None]
    for row in kept:
        row.batch, row.gateway, row.queued_at, row.sends_at = batch, gateway, at, begins
    Message.objects.bulk_create(kept, batch_size=1000)
    record_many(
        at=at, actor=actor, verb="message.queued",
        rows=[
            (f"case:{row.case_id}", {"message": str(row.pk), "key": row.key}) for row in kept
        ],
    )  # fmt: skip
    return Queued(batch, tuple(None if row is None else row.pk for row in rows))


def said_to(words: Words, values: Mapping[str, str | int], at: datetime) -> tuple[str, str]:
    """Return subject and body as one borrower would read them.

    Raises:
        Refused: A field cannot be filled, or the rules refuse what would stand there.
    """
    try:
        subject, body = filled(words.subject, values), filled(words.body, values)
    except FieldFault as fault:
        raise field_unfilled(str(fault)) from fault
    draft = Draft(
        words.channel, words.purpose, words.language, words.body, local_day(at), words.subject
    )
    if objections := examine_filled(draft, body, values):
        raise template_objected(objections)
    return subject, body


def _wanted(messages: Sequence[tuple[Words, NewMessage]], begins: datetime) -> list[WantedPermit]:
    people = people_of_cases({each.case_id for _, each in messages})
    return [
        WantedPermit(
            case_id=each.case_id, person_id=people[each.case_id].borrower_id,
            point_id=each.point_id, channel=words.channel, purpose=words.purpose,
            starts_at=begins, ends_at=until, expires_at=until,
        )
        for words, each in messages
        for until in [_until(words, each, begins)]
    ]  # fmt: skip


def _until(words: Words, message: NewMessage, begins: datetime) -> datetime:
    usual = begins + (LETTERS_GOOD_FOR if words.channel is Channel.LETTER else GOOD_FOR)
    return usual if message.until is None else min(usual, message.until)


def _row(
    actor: Actor, words: Words, new: NewMessage, text: tuple[str, str], permit_id: uuid.UUID
) -> Message:
    subject, body = text
    return Message(
        id=new_id(), agency_id=actor.agency_id, case_id=new.case_id, point_id=new.point_id,
        template_id=words.template_id, permit_id=permit_id, key=words.key,
        channel=words.channel.word, purpose=words.purpose.word, language=words.language,
        subject=subject, body=body, is_secret=words.key in UNREADABLE_LATER,
        queued_by=actor.name,
    )  # fmt: skip
