"""Sign an agreement by hand or by a one-time code.

A new version carries the signature; the earlier one stays.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

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

BY_HAND: Final = "hand"
BY_CODE: Final = "code"


@dataclass(frozen=True, slots=True)
class CodeEntered:
    """A one-time code that a borrower asked for and entered to sign one paper.

    Attributes:
        code_id: Under which it was asked for.
        sent_to: The number or address it went to, with its middle covered.
        asked_at: When they asked for it.
        entered_at: When they entered it.
    """

    code_id: uuid.UUID
    sent_to: str
    asked_at: datetime
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class _Signature:
    """What the signed version carries: its way, what proves it, and what is printed of it."""

    way: str
    digest: str
    lines: tuple[str, ...]
    image: bytes = b""
    proof: str = ""
    witness: str = ""


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
    row = to_sign(actor, document_id)
    picture = readable_signature(image)
    digest = hashlib.sha256(picture).hexdigest()
    words = words_of(row.language)
    witness = display_names(row.agency_id).get(actor.name, actor.name)
    lines = (
        word(words, "sign.on", moment=moment_text(at, row.language)),
        word(words, "sign.witness", witness=to_print(witness, "name of the witness")),
        word(words, "sign.hash", digest=digest),
        word(words, "sign.of", digest=row.digest),
    )
    signature = _Signature(BY_HAND, digest, lines, image=picture, witness=actor.name)
    return _keep_signed(actor, row, signature, site, at)


@transaction.atomic
def sign_by_code(
    *, actor: Actor, document_id: uuid.UUID, entered: CodeEntered, site: str, at: datetime
) -> Document:
    """Let a borrower sign an agreement by a code that was right; return the signed version.

    Nobody of ours stands between: the proof names the code, where it went, when it was entered
    and the hash of the paper that was read.

    Args:
        actor: The borrower.
        document_id: The unsigned version.
        entered: The code; whether it was right is known before.
        site: Address of the desk.
        at: When.

    Raises:
        Refused: The actor may not; there is no such paper; it is none that is signed, or was
            signed; or its arrangement does not stand any more.
    """
    actor.require("document.sign_own")
    row = to_sign(actor, document_id)
    proof = json.dumps(
        {
            "code": str(entered.code_id), "sent_to": entered.sent_to, "of": row.digest,
            "asked_at": entered.asked_at.isoformat(), "entered_at": entered.entered_at.isoformat(),
        },
        sort_keys=True,
    )  # fmt: skip
    digest = hashlib.sha256(proof.encode()).hexdigest()
    words = words_of(row.language)
    lines = (
        word(words, "sign.on", moment=moment_text(at, row.language)),
        word(words, "sign.code", point=to_print(entered.sent_to, "number of the borrower")),
        word(words, "sign.proof", digest=digest),
        word(words, "sign.of", digest=row.digest),
    )
    return _keep_signed(actor, row, _Signature(BY_CODE, digest, lines, proof=proof), site, at)


def to_sign(actor: Actor, document_id: uuid.UUID) -> Document:
    """Return a paper that can be signed now; nobody else changes it until the transaction ends.

    Raises:
        Refused: There is no such paper among those the actor may see; it is none that is signed,
            or was signed; or its arrangement does not stand any more.
    """
    row = document_of(actor, document_id)
    lock_for_transaction("documents", row.case_id)
    if row.kind != "agreement":
        raise not_for_signing()
    if row.version > 1 or Document.objects.filter(replaces=row).exists():
        raise already_signed()
    check_still_signed(row.case_id, row.subject)
    return row


def _keep_signed(
    actor: Actor, row: Document, signature: _Signature, site: str, at: datetime
) -> Document:
    sheet = _signed(row, signature, new_mark(row.kind, site, at))
    signed = keep(
        printed(sheet, at), agency_id=row.agency_id, lender_id=row.lender_id,
        case_id=row.case_id, kind=row.kind, language=row.language, subject=row.subject,
        as_of=row.as_of, said_hash=row.said_hash, version=row.version + 1, replaces=row,
        issued_by=actor.name, issued_at=at,
    )  # fmt: skip
    DocumentSignature.objects.create(
        id=new_id(), document=signed, agency_id=row.agency_id, case_id=row.case_id,
        way=signature.way, image=signature.image, proof=signature.proof,
        proof_digest=signature.digest, of_digest=row.digest, witness=signature.witness,
        signed_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="document.signed", subject=f"case:{row.case_id}",
        document=signed.pk, version_before=row.pk, way=signature.way, signature=signature.digest,
        digest=signed.digest,
    )  # fmt: skip
    return signed


def _signed(row: Document, signature: _Signature, mark: Mark) -> dict[str, Any]:
    sheet: dict[str, Any] = json.loads(row.sheet)
    alt = word(words_of(row.language), "sign.alt")
    blocks = [
        _with_signature(each, signature, alt) if each["kind"] == "sign" else each
        for each in sheet["blocks"]
    ]
    verify = {"code": mark.code, "url": mark.url}
    return {**sheet, "blocks": blocks, "number": mark.number, "verify": verify}


def _with_signature(block: Mapping[str, Any], signature: _Signature, alt: str) -> dict[str, Any]:
    borrower, *others = block["parties"]
    shown = {"image": list(signature.image), "alt": alt, "lines": list(signature.lines)}
    return {**block, "parties": [{**borrower, **shown}, *others]}
