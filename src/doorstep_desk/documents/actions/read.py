"""Open a paper; who did is written down."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.documents.models import DocumentLook
from doorstep_desk.documents.queries import document_of
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A paper as a file.

    Attributes:
        file_name: What the file is called; names nobody.
        pdf: Its bytes.
        digest: SHA-256 of the bytes.
    """

    file_name: str
    pdf: bytes
    digest: str


@transaction.atomic
def read_document(*, actor: Actor, document_id: uuid.UUID, at: datetime) -> OpenedDocument:
    """Return a paper's file and write down who opened it.

    Raises:
        Refused: The actor may not, or there is no such paper among those they may see.
    """
    actor.require("document.read")
    row = document_of(actor, document_id)
    look = DocumentLook(
        id=new_id(), agency_id=row.agency_id, case_id=row.case_id, document_id=row.pk,
        by=actor.name, at=at,
    )  # fmt: skip
    look.save(force_insert=True)
    record(
        at=at, actor=actor, verb="document.opened", subject=f"case:{row.case_id}",
        document=row.pk,
    )  # fmt: skip
    name = f"{row.number}-v{row.version}.pdf" if row.version > 1 else f"{row.number}.pdf"
    return OpenedDocument(name, bytes(row.content), row.digest)
