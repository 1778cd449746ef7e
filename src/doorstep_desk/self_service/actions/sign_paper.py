"""A borrower signs a paper by a one-time code: asked for, sent to the number on file, entered.

The code belongs to one paper. It goes where the sign-in's code went, and only the borrower on
their own page enters it; nobody of ours ever asks for one.
"""

import uuid
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.cases.identity import end_of
from doorstep_desk.cases.queries import case_of, points_of
from doorstep_desk.documents.actions import CodeEntered, sign_by_code, to_sign
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.self_service.actions.send_code import CodeTo, send_code
from doorstep_desk.self_service.codes import (
    GOOD_FOR,
    MOST_CODES,
    MOST_TRIES,
    code_hash,
    is_same,
    new_code,
)
from doorstep_desk.self_service.errors import no_way_to_send, signing_needs_proof, too_many_codes
from doorstep_desk.self_service.models import SigningCode
from doorstep_desk.self_service.queries import Visit, is_code_open

_PURPOSE: Final = "signing-code"


@transaction.atomic
def ask_signing_code(*, visit: Visit, document_id: uuid.UUID, at: datetime) -> SigningCode:
    """Send the borrower a code that signs one paper and nothing else.

    Args:
        visit: The borrower on their page.
        document_id: The paper that they have read.
        at: Now.

    Raises:
        Refused: There is no such paper of theirs, or it cannot be signed now; nothing on file
            tells the borrower from somebody else; too many codes were asked for; or nothing can
            be sent.
    """
    actor = visit.actor
    actor.require("document.sign_own")
    paper = to_sign(actor, document_id)
    case = case_of(actor, paper.case_id)
    if not end_of(case.borrower.identity_number):
        raise signing_needs_proof()
    asked = SigningCode.objects.filter(
        borrower_id=case.borrower_id, asked_at__gt=at - GOOD_FOR, asked_at__lte=at
    )
    if asked.count() >= MOST_CODES:
        raise too_many_codes(at + GOOD_FOR)
    point = next((p for p in points_of(case.borrower_id) if p.pk == visit.point_id), None)
    if point is None or point.kind not in ("mobile", "email"):
        raise no_way_to_send()
    code, key = new_code(), new_id()
    row = SigningCode.objects.create(
        id=key, agency_id=paper.agency_id, case_id=paper.case_id, borrower_id=case.borrower_id,
        document=paper, point=point, code_hash=code_hash(_PURPOSE, key, code), asked_at=at,
    )  # fmt: skip
    is_queued = send_code(
        actor=actor, to=CodeTo(paper.case_id, point.pk, point.kind, paper.language),
        key="signing_code", at=at,
        values={"lender": case.creditor.name, "code": code, "number": paper.number},
    )  # fmt: skip
    if not is_queued:
        raise no_way_to_send()
    record(
        at=at, actor=actor, verb="signing.asked", subject=f"case:{paper.case_id}",
        document=paper.pk, code=row.pk,
    )  # fmt: skip
    return row


@transaction.atomic
def sign_paper(
    *, visit: Visit, document_id: uuid.UUID, code: str, site: str, at: datetime
) -> uuid.UUID | None:
    """Sign a paper by its code; return the signed version's key, or None where it was wrong.

    Wrong tries are counted: the fifth ends the code, as ten minutes do and as a newer code does.

    Args:
        visit: The borrower on their page.
        document_id: The paper.
        code: What was typed.
        site: Address of the desk.
        at: Now.

    Raises:
        Refused: There is no such paper of theirs, or it cannot be signed any more.
    """
    actor = visit.actor
    actor.require("document.sign_own")
    paper = to_sign(actor, document_id)
    rows = SigningCode.objects.select_for_update(of=("self",)).filter(document=paper)
    row = rows.order_by("-asked_at", "-id").first()
    if row is None or not _is_right(row, code, at):
        record(
            at=at, actor=actor, verb="signing.failed", subject=f"case:{paper.case_id}",
            document=paper.pk, tries=row.tries if row is not None else 0,
        )  # fmt: skip
        return None
    entered = CodeEntered(row.pk, row.point.masked, row.asked_at, at)
    signed = sign_by_code(actor=actor, document_id=document_id, entered=entered, site=site, at=at)
    return signed.pk


def _is_right(row: SigningCode, code: str, at: datetime) -> bool:
    """Take a try, and say whether it opens."""
    is_right = is_same(code_hash(_PURPOSE, row.pk, code), bytes(row.code_hash))
    is_in = is_right and is_code_open(row, at)
    row.tries = min(row.tries + 1, MOST_TRIES)
    if is_in:
        row.entered_at = at
    row.save(update_fields=["tries", "entered_at"])
    return is_in
