"""Words for messages: proposed by one person, checked by rules, approved by another."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.local_time import local_day
from doorstep.wording.check import examine
from doorstep.wording.draft import Draft
from doorstep_desk.audit.actions import record
from doorstep_desk.notices.errors import (
    template_changed,
    template_decided,
    template_key_missing,
    template_objected,
    template_own,
    template_unknown,
)
from doorstep_desk.notices.models import Template
from doorstep_desk.notices.payload import payload_hash
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{2,39}")


@dataclass(frozen=True, slots=True)
class NewTemplate:
    """Words that somebody proposes.

    Attributes:
        key: Their name, the same in all languages and on all channels.
        channel: How they are sent.
        purpose: What for.
        language: ``zh``, ``en`` or ``ko``.
        body: The words, with fields.
        subject: Of a mail.
    """

    key: str
    channel: Channel
    purpose: Purpose
    language: str
    body: str
    subject: str = ""

    def draft(self, at: datetime) -> Draft:
        """Return the words as the rules look at them."""
        return Draft(
            self.channel, self.purpose, self.language, self.body, local_day(at), self.subject
        )


@transaction.atomic
def propose_template(*, actor: Actor, new: NewTemplate, at: datetime) -> Template:
    """Propose words; nothing is sent with them until another person has approved them.

    Raises:
        Refused: The actor may not, the name is none, or a rule objects to the words.
    """
    actor.require("template.propose")
    if not _KEY.fullmatch(new.key):
        raise template_key_missing()
    if objections := examine(new.draft(at)):
        raise template_objected(objections)
    row = Template(
        id=new_id(), agency_id=actor.agency_id, key=new.key, channel=new.channel.word,
        purpose=new.purpose.word, language=new.language, subject=new.subject, body=new.body,
        proposed_by=actor.name, proposed_at=at,
    )  # fmt: skip
    row.payload_hash = payload_hash(row)
    row.save(force_insert=True)
    _note(actor, row, "proposed", at)
    return row


@transaction.atomic
def approve_template(
    *, actor: Actor, template_id: uuid.UUID, payload_hash_seen: str, at: datetime
) -> Template:
    """Approve the words of somebody else, exactly as they were read; older ones end with it.

    Raises:
        Refused: The actor may not or proposed them; there are none; they are decided; they are
            not what was read; or a rule objects to them by now.
    """
    actor.require("template.approve")
    row = _held(actor, template_id)
    if row.approved_at is not None:
        raise template_decided()
    if row.proposed_by == actor.name:
        raise template_own()
    if not row.payload_hash == payload_hash_seen == payload_hash(row):
        raise template_changed()
    if objections := examine(draft_of(row, at)):
        raise template_objected(objections)
    row.approved_by, row.approved_at, row.approved_hash = actor.name, at, row.payload_hash
    row.save(update_fields=["approved_by", "approved_at", "approved_hash"])
    _note(actor, row, "approved", at)
    return row


@transaction.atomic
def withdraw_template(*, actor: Actor, template_id: uuid.UUID, at: datetime) -> Template:
    """Take words back at once; sending less needs no second person.

    Raises:
        Refused: The actor may not, there are none, or they were taken back already.
    """
    actor.require("template.propose")
    row = _held(actor, template_id)
    row.withdrawn_by, row.withdrawn_at = actor.name, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _note(actor, row, "withdrawn", at)
    return row


def draft_of(row: Template, at: datetime) -> Draft:
    """Return stored words as the rules look at them."""
    return Draft(
        Channel.of(row.channel), Purpose.of(row.purpose), row.language, row.body, local_day(at),
        row.subject,
    )  # fmt: skip


def _held(actor: Actor, template_id: uuid.UUID) -> Template:
    rows = Template.objects.filter(pk=template_id, agency_id=actor.agency_id)
    row = rows.select_for_update(no_key=True).first()
    if row is None:
        raise template_unknown()
    if row.withdrawn_at is not None:
        raise template_decided()
    return row


def _note(actor: Actor, row: Template, what: str, at: datetime) -> None:
    record(
        at=at, actor=actor, verb=f"template.{what}", subject=f"template:{row.pk}", key=row.key,
        channel=row.channel, language=row.language, payload=row.payload_hash,
    )  # fmt: skip
