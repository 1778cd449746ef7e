"""Which certificates does somebody hold, and which does a channel need?"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from doorstep.terms.codes import Channel
from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.staff.actions.own_people import held
from doorstep_desk.staff.errors import exam_of_another, not_on_file
from doorstep_desk.staff.models import Certificate, CertificateNeed, Staff
from doorstep_desk.staff.skills import VISIT_CERTIFICATE

_KIND = re.compile(r"[a-z][a-z0-9_-]{1,39}")


@dataclass(frozen=True, slots=True)
class NewCertificate:
    """Something that somebody passed.

    Attributes:
        staff_id: Who.
        kind: ``visit``, or the word of a course.
        issued_on: First day on which it counts.
        expires_on: Last day.
        source: Who gave it, or where it is kept.
    """

    staff_id: int
    kind: str
    issued_on: date
    expires_on: date
    source: str


@transaction.atomic
def add_certificate(*, actor: Actor, new: NewCertificate, at: datetime) -> UUID:
    """Write down a certificate.

    Raises:
        Refused: The actor may not, or there is nobody of that key here.
        Malformed: Kind, days or source cannot be; all problems at once.
    """
    actor.require("certificate.add")
    if problems := _problems(new, local_day(at)):
        raise Malformed(problems)
    person = held(actor, new.staff_id)
    key = _written(actor, new, person, at)
    if new.kind == VISIT_CERTIFICATE:
        _keep_in_step(person, at)
    record(
        at=at, actor=actor, verb="certificate.added", subject=f"staff:{new.staff_id}",
        certificate=str(key), kind=new.kind, expires=new.expires_on,
    )  # fmt: skip
    return key


@transaction.atomic
def earn_certificate(*, actor: Actor, new: NewCertificate, at: datetime) -> UUID:
    """Write down what somebody earned in an exam of their own that was marked as passed.

    Raises:
        Refused: The actor may not, or it is somebody else's.
        Malformed: Kind, days or source cannot be; all problems at once.
    """
    actor.require("training.take")
    if not actor.is_system and actor.own_staff_id != new.staff_id:
        raise exam_of_another()
    if problems := _problems(new, local_day(at)):
        raise Malformed(problems)
    person = held(actor, new.staff_id)
    is_by_hand = _is_by_hand(person)
    key = _written(actor, new, person, at)
    if new.kind == VISIT_CERTIFICATE and not is_by_hand:
        _keep_in_step(person, at)
    record(
        at=at, actor=actor, verb="certificate.earned", subject=f"staff:{new.staff_id}",
        certificate=str(key), kind=new.kind, expires=new.expires_on,
    )  # fmt: skip
    return key


@transaction.atomic
def limit_certificates(
    *, actor: Actor, kind: str, certificates: Collection[UUID], until: date, at: datetime
) -> None:
    """Let certificates of a kind count until a day only, because what they rest on changed.

    One that ends earlier, or was limited already, stays as it is.

    Raises:
        Refused: The actor may not.
    """
    actor.require("day.run")
    rows = Certificate.objects.select_for_update().filter(
        pk__in=certificates, agency_id=actor.agency_id, kind=kind, counts_until=None,
        revoked_at=None,
    )  # fmt: skip
    for row in rows.order_by("staff_id", "id"):
        row.counts_until = until
        row.save(update_fields=["counts_until"])
        if kind == VISIT_CERTIFICATE and not _is_by_hand(person := held(actor, row.staff_id)):
            _keep_in_step(person, at)
        record(
            at=at, actor=actor, verb="certificate.limited", subject=f"staff:{row.staff_id}",
            certificate=str(row.pk), kind=kind, until=until,
        )  # fmt: skip


def _written(actor: Actor, new: NewCertificate, person: Staff, at: datetime) -> UUID:
    row = Certificate.objects.create(
        id=new_id(), agency_id=person.organisation_id, staff_id=new.staff_id, kind=new.kind,
        issued_on=new.issued_on, expires_on=new.expires_on, source=new.source.strip(),
        noted_by=actor.name, noted_at=at,
    )  # fmt: skip
    return row.pk


@transaction.atomic
def revoke_certificate(*, actor: Actor, certificate_id: UUID, at: datetime) -> None:
    """Take a certificate back; from now on it counts for nothing.

    Raises:
        Refused: The actor may not, or there is no such certificate.
    """
    actor.require("certificate.add")
    row = Certificate.objects.select_for_update().filter(
        pk=certificate_id, agency_id=actor.agency_id, revoked_at=None
    ).first()  # fmt: skip
    if row is None:
        raise not_on_file("certificate")
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    if row.kind == VISIT_CERTIFICATE:
        _keep_in_step(held(actor, row.staff_id), at)
    record(
        at=at, actor=actor, verb="certificate.revoked", subject=f"staff:{row.staff_id}",
        certificate=str(row.pk), kind=row.kind,
    )  # fmt: skip


@transaction.atomic
def need_certificate(
    *, actor: Actor, kind: str, channel: Channel, from_on: date, at: datetime
) -> None:
    """Let contacts on a channel need a certificate of a kind, from a day on.

    Raises:
        Refused: The actor may not.
        Malformed: The kind is no word.
    """
    actor.require("certificate.need")
    if not _KIND.fullmatch(kind):
        raise Malformed([f"{kind!r} is no kind of certificate"])
    CertificateNeed.objects.create(
        id=new_id(), agency_id=actor.agency_id, kind=kind, channel=channel.word, from_on=from_on,
        noted_by=actor.name, noted_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="certificate.needed", subject=f"organisation:{actor.agency_id}",
        kind=kind, channel=channel.word, from_on=from_on,
    )  # fmt: skip


@transaction.atomic
def end_need(*, actor: Actor, need_id: UUID, last_on: date, at: datetime) -> None:
    """Let a need hold until a day only.

    Raises:
        Refused: The actor may not, or there is no such need that still holds.
    """
    actor.require("certificate.need")
    row = CertificateNeed.objects.select_for_update().filter(
        Q(until_on=None) | Q(until_on__gt=last_on), pk=need_id, agency_id=actor.agency_id
    ).first()  # fmt: skip
    if row is None:
        raise not_on_file("need")
    row.until_on = last_on
    row.save(update_fields=["until_on"])
    record(
        at=at, actor=actor, verb="certificate.need_ended",
        subject=f"organisation:{actor.agency_id}", kind=row.kind, channel=row.channel,
        until=last_on,
    )  # fmt: skip


def _is_by_hand(person: Staff) -> bool:
    """Say whether the day that the law reads stands with the person, later than any paper."""
    last = _standing(person).aggregate(last=Max("expires_on"))["last"]
    by_hand = person.certificate_valid_until
    return by_hand is not None and (last is None or by_hand > last)


def _standing(person: Staff) -> QuerySet[Certificate]:
    return Certificate.objects.filter(staff=person, kind=VISIT_CERTIFICATE, revoked_at=None)


def _keep_in_step(person: Staff, at: datetime) -> None:
    """Let the day that the law reads be the last one of the visiting certificates that stand."""
    counted = Least("expires_on", Coalesce("counts_until", "expires_on"))
    last = _standing(person).aggregate(last=Max(counted))["last"]
    person.certificate_valid_until = last or local_day(at) - timedelta(days=1)
    person.save(update_fields=["certificate_valid_until"])


def _problems(new: NewCertificate, today: date) -> list[str]:
    found = []
    if not _KIND.fullmatch(new.kind):
        found.append("a kind of certificate is a word of small letters, such as visit")
    if new.expires_on < new.issued_on:
        found.append("the last day lies before the first")
    if new.issued_on > today:
        found.append("a certificate is written down once it was given, not before")
    if not new.source.strip():
        found.append("say who gave it, or where it is kept")
    return found
