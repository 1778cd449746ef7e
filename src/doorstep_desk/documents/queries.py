"""What can be asked about papers?"""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from doorstep_desk.documents.codes import PURPOSE
from doorstep_desk.documents.errors import document_unknown
from doorstep_desk.documents.models import Document, DocumentLook
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import blind_index


@dataclass(frozen=True, slots=True)
class Genuine:
    """What whoever holds a paper may learn about it.

    Attributes:
        kind: Which kind of paper.
        lender: For whom it was issued.
        lender_en: The same in English, or empty.
        issued_at: When.
        digest: SHA-256 of its file.
        agency_id: Who issued it; not shown.
    """

    kind: str
    lender: str
    lender_en: str
    issued_at: datetime
    digest: str
    agency_id: int


@dataclass(frozen=True, slots=True)
class Look:
    """Who opened a paper, and when."""

    by: str
    at: datetime


def sheet_on(row: Document) -> Mapping[str, Any]:
    """Return what a paper says, piece by piece, as it was printed."""
    found: Mapping[str, Any] = json.loads(row.sheet)
    return found


@dataclass(frozen=True, slots=True)
class DocumentSeen:
    """One paper of a case.

    Attributes:
        document_id: Its id.
        kind: Which kind.
        language: In which language.
        subject: What it is about.
        number: Its number.
        version: 1, or 2 for a signed one.
        is_replaced: A signed version of it exists.
        signed_at: When it was signed, or None.
        digest: SHA-256 of its file.
        size: Bytes of its file.
        issued_by: User name.
        issued_at: When.
        looks: How often it was opened.
        last_look_at: When it was opened last, or None.
    """

    document_id: uuid.UUID
    kind: str
    language: str
    subject: str
    number: str
    version: int
    is_replaced: bool
    signed_at: datetime | None
    digest: str
    size: int
    issued_by: str
    issued_at: datetime
    looks: int
    last_look_at: datetime | None


def document_of(actor: Actor, document_id: uuid.UUID) -> Document:
    """Return one paper.

    Raises:
        Refused: There is no such paper among those the actor may see.
    """
    row = Document.objects.filter(pk=document_id, agency_id=actor.organisation_id).first()
    if row is None:
        raise document_unknown()
    return row


def documents_of_case(case_id: int, most: int = 100) -> list[DocumentSeen]:
    """Return the papers of a case, the newest first, in one query."""
    rows: QuerySet[Any, Any] = Document.objects.filter(case_id=case_id).annotate(
        is_replaced=Q(replaced_by__isnull=False), opened=Count("looks"), last=Max("looks__at")
    )
    shown = rows.order_by("-issued_at", "-id").values_list(
        "pk", "kind", "language", "subject", "number", "version", "is_replaced",
        "signature__signed_at", "digest", "size", "issued_by", "issued_at", "opened", "last",
    )  # fmt: skip
    return [DocumentSeen(*row) for row in shown[:most]]


def looks_at(document_ids: Iterable[uuid.UUID], most: int = 200) -> dict[uuid.UUID, list[Look]]:
    """Return who opened some papers, the newest first, in one query."""
    rows = DocumentLook.objects.filter(document_id__in=list(document_ids)).order_by("-at")
    found: dict[uuid.UUID, list[Look]] = {}
    for document, by, at in rows.values_list("document_id", "by", "at")[:most]:
        found.setdefault(document, []).append(Look(by, at))
    return found


def genuine(code: str) -> Genuine | None:
    """Return what may be said about the paper with a code, or None if nobody issued it.

    Over all agencies, by a function of the owner: whoever asks is nobody to us.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, lender, lender_en, issued_at, digest, agency"
            " FROM doorstep_document_by_code(%s)",
            [blind_index(PURPOSE, code)],
        )
        row = cursor.fetchone()
    return None if row is None else Genuine(*row)


def checks_since(asker: bytes, since: datetime) -> int:
    """Return how often one asker has asked since an instant."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT doorstep_document_checks(%s, %s)", [asker, since])
        return int(cursor.fetchone()[0])
