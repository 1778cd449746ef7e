"""Hold a file until somebody has looked at it, settle what its headers mean, save that."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from doorstep.intake import Profile, ProfileColumn, ProfileError, Refusal
from doorstep_desk.audit.actions import record
from doorstep_desk.intake.actions.import_file import Imported, SentFile, import_file
from doorstep_desk.intake.errors import (
    import_needs_file,
    import_unknown,
    profile_needs_lender,
    profile_unusable,
)
from doorstep_desk.intake.held import columns_text
from doorstep_desk.intake.models import (
    OPEN_STATES,
    REFUSED,
    ImportedFile,
    KeptUpload,
    LenderProfile,
)
from doorstep_desk.intake.quarantine import drop_uploads_over
from doorstep_desk.intake.reading import read_apart, understood_apart
from doorstep_desk.intake.settled import Settled, settled_of
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction

KEPT_FOR: Final = timedelta(days=1)
"""How long the bytes of a file wait for a decision; afterwards it has to be sent again."""


@dataclass(frozen=True, slots=True)
class SettledColumn:
    """What a person says that a header means.

    Attributes:
        header: As the lender writes it.
        field: Canonical field; empty for a column that is not to be read.
        unit: Unit of an amount; empty to leave it to header and file.
    """

    header: str
    field: str
    unit: str = ""


def hold_file(*, actor: Actor, sent: SentFile, at: datetime) -> Imported:
    """Check and stage a file, and keep its bytes sealed until somebody decides about it.

    Raises:
        Refused: As for ``import_file``.
    """
    drop_uploads_over(at)
    held = import_file(actor=actor, sent=sent, at=at, is_held=True, read=read_apart)
    _keep(held, sent.content, at)
    return held


def settle_columns(
    *, actor: Actor, import_id: int, columns: Sequence[SettledColumn], kind: str, at: datetime
) -> Imported:
    """Check a held file again with what a person settled about its headers.

    Raises:
        Refused: The actor may not, there is no such import, it is over or its bytes are gone, or
            the mapping cannot be used; the last names every problem.
    """
    actor.require("placement.import")
    profile = _profile(columns, kind)
    row, content = _held(actor, import_id)
    sent = SentFile(
        row.name, content, row.as_of, row.asked_kind or None,
        is_whole_batch=row.is_whole_batch, lender=row.asked_lender, settled=Settled(profile),
    )  # fmt: skip
    again = import_file(actor=actor, sent=sent, at=at, is_held=True, read=read_apart)
    with transaction.atomic():
        record(
            at=at, actor=actor, verb="file.mapped", subject=f"file:{row.pk}",
            columns=[[each.header, each.field, each.unit] for each in columns], kind=kind,
        )  # fmt: skip
    _keep(again, content, at)
    return again


@transaction.atomic
def save_profile(*, actor: Actor, import_id: int, lender: str, at: datetime) -> LenderProfile:
    """Save what was settled about a file as the next version of a lender's profile.

    Raises:
        Refused: The actor may not, there is no such import, nothing was settled about it, or no
            lender is named.
    """
    actor.require("profile.save")
    row = _import(actor, import_id)
    settled = settled_of(row.profile)
    if not lender.strip():
        raise profile_needs_lender()
    if not row.profile:
        raise profile_unusable("Nothing was settled about this file; correct a column first.")
    lock_for_transaction("intake.profile", actor.agency_id)
    mine = LenderProfile.objects.filter(agency_id=actor.agency_id, lender=lender.strip())
    saved = LenderProfile.objects.create(
        agency_id=actor.agency_id, lender=lender.strip(),
        version=(mine.aggregate(newest=Max("version"))["newest"] or 0) + 1,
        kind=settled.profile.kind or "", columns=row.profile["columns"], saved_at=at,
        saved_by=actor.name,
    )  # fmt: skip
    row.profile = replace(settled, lender=saved.lender, version=saved.version).as_dict()
    row.save(update_fields=["profile"])
    record(
        at=at, actor=actor, verb="profile.saved", subject=f"profile:{saved.pk}",
        lender=saved.lender, version=saved.version, file=row.pk,
        columns=len(saved.columns),
    )  # fmt: skip
    return saved


def _profile(columns: Sequence[SettledColumn], kind: str) -> Profile:
    found = tuple(
        ProfileColumn(each.header, each.field or None, each.unit or None) for each in columns
    )
    try:
        return Profile(found, kind or None)
    except ProfileError as problems:
        raise profile_unusable(str(problems)) from problems


def _import(actor: Actor, import_id: int) -> Any:
    row = ImportedFile.objects.filter(agency_id=actor.agency_id, pk=import_id).first()
    if row is None:
        raise import_unknown(import_id)
    return row


def _held(actor: Actor, import_id: int) -> tuple[Any, bytes]:
    row = _import(actor, import_id)
    upload = KeptUpload.objects.filter(batch_id=import_id).first()
    if upload is None or row.state not in (*OPEN_STATES, REFUSED):
        raise import_needs_file(import_id)
    return row, base64.b64decode(upload.content)


def _keep(held: Imported, content: bytes, at: datetime) -> None:
    """Keep a file that can still be decided about, with what is understood of its headers.

    One that nobody could read even by hand is not kept: no mapping would mend it.
    """
    row = ImportedFile.objects.filter(pk=held.file_id or 0).first()
    if row is None or row.state not in (*OPEN_STATES, REFUSED):
        return
    profile = settled_of(row.profile).profile
    found = understood_apart(row.name, content, profile, row.asked_kind or None)
    if isinstance(found, Refusal):
        return
    KeptUpload.objects.update_or_create(
        batch_id=row.pk,
        defaults={
            "content": base64.b64encode(content).decode(), "columns": columns_text(found),
            "kept_until": at + KEPT_FOR,
        },
    )  # fmt: skip
