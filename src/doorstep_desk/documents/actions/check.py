"""Is this paper genuine, and is the file unchanged? Anybody may ask."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.documents.codes import read_code
from doorstep_desk.documents.errors import file_too_large, too_many_checks
from doorstep_desk.documents.models import DocumentCheck
from doorstep_desk.documents.queries import Genuine, checks_since, genuine
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.identifiers import new_id

MOST_CHECKS: Final = 20
WITHIN: Final = timedelta(minutes=10)
MOST_BYTES: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Compared:
    """A file beside the paper that it should be.

    Attributes:
        paper: What is said about the paper, or None if nobody issued it.
        is_same: Whether the file is that paper, byte for byte.
    """

    paper: Genuine | None
    is_same: bool


@transaction.atomic
def check_document(*, actor: Actor, typed: str, address: str, at: datetime) -> Genuine | None:
    """Say whether a paper was issued here, when, for which lender and of which kind; no more.

    A code of the wrong shape and one that nobody issued get the same answer.

    Args:
        actor: Who asks; nobody in particular.
        typed: The code, as typed or scanned.
        address: Network address of the asker; only a fingerprint of the day is kept.
        at: Now.

    Raises:
        Refused: Too many were tried.
    """
    return _asked(actor, typed, address, at)


@transaction.atomic
def compare_file(
    *, actor: Actor, typed: str, content: bytes, address: str, at: datetime
) -> Compared:
    """Say whether a file is the paper with a code, unchanged; the file is not kept.

    Raises:
        Refused: Too many were tried, or the file is larger than any paper of ours.
    """
    if len(content) > MOST_BYTES:
        raise file_too_large()
    paper = _asked(actor, typed, address, at)
    digest = hashlib.sha256(content).hexdigest()
    return Compared(paper, paper is not None and hmac.compare_digest(digest, paper.digest))


def _asked(actor: Actor, typed: str, address: str, at: datetime) -> Genuine | None:
    asker = blind_index("document-check", f"{local_day(at).isoformat()} {address}")
    if checks_since(asker, at - WITHIN) >= MOST_CHECKS:
        raise too_many_checks(at + WITHIN)
    code = read_code(typed)
    paper = genuine(code) if code else None
    answer = "unknown" if paper is None else "genuine"
    agency = None if paper is None else paper.agency_id
    row = DocumentCheck(id=new_id(), agency_id=agency, asker=asker, at=at, answer=answer)
    DocumentCheck.objects.bulk_create([row])
    record(
        at=at, actor=actor, verb="document.checked", subject=f"document_check:{row.pk}",
        answer=answer, agency=agency,
    )  # fmt: skip
    return paper
