"""Write to one borrower, by a person who read the exact words first."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep.terms.codes import Channel
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.decisions.may_write import writing_seen
from doorstep_desk.decisions.one_case import CaseAsked
from doorstep_desk.notices.actions.one import is_own, is_paused, queue_one, words_in
from doorstep_desk.notices.actions.queue import said_to
from doorstep_desk.notices.errors import (
    message_changed,
    message_channel,
    message_paused,
    message_waits,
)
from doorstep_desk.notices.models import Message
from doorstep_desk.notices.words import Words, public_url, values_of_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused

WRITTEN_BY: Final = (Channel.SMS, Channel.EMAIL)
"""Letters are printed and carried to the post, so they have an action of their own."""


@dataclass(frozen=True, slots=True)
class Written:
    """A message as one borrower would read it.

    Attributes:
        words: The approved words.
        values: What its fields say; sums in fen.
        subject: Of a mail.
        body: The whole text.
        seen: Stands for exactly this text and these earlier messages; whoever sends names it.
    """

    words: Words
    values: dict[str, str | int]
    subject: str
    body: str
    seen: str


def message_said(actor: Actor, asked: CaseAsked, key: str, channel: Channel) -> Written:
    """Return a message in the borrower's language, as it would leave.

    Raises:
        Refused: Nobody agreed on such words, a field cannot be filled, or the channel is none.
    """
    if channel not in WRITTEN_BY:
        raise message_channel()
    case = asked.case
    words = words_in(asked, key, channel)
    values = values_of_case(actor, case.pk)
    subject, body = said_to(words, values, asked.as_of)
    # The link that stops further messages carries its time, so it is not part of what was read.
    same = said_to(words, {**values, "stop": public_url()}, asked.as_of)
    earlier = Message.objects.filter(case_id=case.pk).count()
    text = "\x1f".join((str(words.template_id), str(earlier), *same))
    return Written(words, values, subject, body, hashlib.sha256(text.encode()).hexdigest())


def hindrance(asked: CaseAsked, key: str, channel: Channel) -> Refused | None:
    """Return what keeps words from a borrower though no rule may object; None for nothing.

    A paused case is left in peace on every channel, and words that wait are not queued again.
    """
    if is_paused(asked):
        return message_paused()
    waiting = Message.objects.filter(
        case_id=asked.case.pk, key=key, channel=channel.word, state="queued"
    )
    return message_waits() if waiting.exists() else None


@transaction.atomic
def write_message(
    *, actor: Actor, asked: CaseAsked, key: str, channel: Channel, seen: str, at: datetime
) -> uuid.UUID:
    """Queue one message under a permit of its own; it leaves with the next round of its gateway.

    Args:
        actor: Who writes.
        asked: The case as it stands.
        key: With which words.
        channel: SMS or e-mail.
        seen: What the writer read, as ``message_said`` named it.
        at: Now.

    Raises:
        Refused: The actor may not, nobody agreed on such words, they wait already, they read
            differently now, a rule or a limit stands against it, or there is nowhere to send it.
    """
    actor.require("message.write")
    lock_case(actor, asked.case.pk)
    if hindered := hindrance(asked, key, channel):
        raise hindered
    written = message_said(actor, asked, key, channel)
    if written.seen != seen:
        raise message_changed()
    words = written.words
    own = is_own(words, asked)
    law = writing_seen(asked, words.purpose, at, in_own_language=own, channel=channel)
    return queue_one(
        actor=actor, asked=asked, words=words, values=written.values,
        law=None if law is None else law.answer, at=at,
        until=None if law is None else law.open_until,
    )  # fmt: skip
