"""Sign an agreement by hand: a new version carries the signature, the earlier one stays."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.documents.contents.arrangement import check_still_signed
from doorstep_desk.documents.contents.compose import Mark
from doorstep_desk.documents.errors import already_signed, not_for_signing
from doorstep_desk.documents.keeping import keep, new_mark, printed
from doorstep_desk.documents.models import Document, DocumentSignature
from doorstep_desk.documents.printing.fonts import to_print
from doorstep_desk.documents.printing.formats import moment_text
from doorstep_desk.documents.printing.words import word, words_of
from doorstep_desk.documents.queries import document_of
from doorstep_desk.documents.signature import readable_signature
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.locks import lock_for_transaction
from doorstep_desk.staff.queries import display_names


@transaction.atomic
def sign_document(
    *, actor: Actor, document_id: uuid.UUID, image: bytes, site: str, at: datetime
) -> Document:
    """Take the borrower's handwritten signature on an agreement and return the signed version.

    The new version names the hash of the picture and of the version that was signed, and has a
    check code of its own.

    Args:
        actor: Who saw the borrower sign.
        document_id: The unsigned version.
        image: The signature as PNG or JPEG.
        site: Address of the desk.
        at: When.

    Raises:
        Refused: The actor may not; there is no such paper; it is none that is signed, or was
            signed; its arrangement does not stand any more; or the picture is none.
    """
    actor.require("document.sign")
    row = document_of(actor, document_id)
    lock_for_transaction("documents", row.case_id)
    if row.kind != "agreement":
        raise not_for_signing()
    if row.version > 1 or Document.objects.filter(replaces=row).exists():
        raise already_signed()
    check_still_signed(row.case_id, row.subject)
    picture = readable_signature(image)
    digest = hashlib.sha256(picture).hexdigest()
    mark = new_mark(row.kind, site, at)
    sheet = _signed(row, picture, _lines(row, digest, actor, at), mark)
    signed = keep(
        printed(sheet, at), agency_id=row.agency_id, lender_id=row.lender_id,
        case_id=row.case_id, kind=row.kind, language=row.language, subject=row.subject,
        as_of=row.as_of, said_hash=row.said_hash, version=row.version + 1, replaces=row,
        issued_by=actor.name, issued_at=at,
    )  # fmt: skip
    DocumentSignature.objects.create(
        id=new_id(), document=signed, agency_id=row.agency_id, case_id=row.case_id, way="hand",
        image=picture, image_digest=digest, of_digest=row.digest, witness=actor.name,
        signed_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="document.signed", subject=f"case:{row.case_id}",
        document=signed.pk, version_before=row.pk, way="hand", signature=digest,
        digest=signed.digest,
    )  # fmt: skip
    return signed


def _lines(row: Document, digest: str, actor: Actor, at: datetime) -> list[str]:
    words = words_of(row.language)
    witness = display_names(row.agency_id).get(actor.name, actor.name)
    return [
        word(words, "sign.on", moment=moment_text(at, row.language)),
        word(words, "sign.witness", witness=to_print(witness, "name of the witness")),
        word(words, "sign.hash", digest=digest),
        word(words, "sign.of", digest=row.digest),
    ]


def _signed(row: Document, picture: bytes, lines: list[str], mark: Mark) -> dict[str, Any]:
    sheet: dict[str, Any] = json.loads(row.sheet)
    alt = word(words_of(row.language), "sign.alt")
    blocks = [
        _with_signature(each, picture, lines, alt) if each["kind"] == "sign" else each
        for each in sheet["blocks"]
    ]
    verify = {"code": mark.code, "url": mark.url}
    return {**sheet, "blocks": blocks, "number": mark.number, "verify": verify}


def _with_signature(
    block: Mapping[str, Any], picture: bytes, lines: list[str], alt: str
) -> dict[str, Any]:
    borrower, *others = block["parties"]
    signed = {**borrower, "image": list(picture), "alt": alt, "lines": lines}
    return {**block, "parties": [signed, *others]}
