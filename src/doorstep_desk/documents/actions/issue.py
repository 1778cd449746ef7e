"""Issue a paper: what it says is taken from the books, printed, and kept for good."""

from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.documents.contents.about import About, Said, about_case
from doorstep_desk.documents.contents.compose import Wanted, hash_of, said_of, sheet_of
from doorstep_desk.documents.keeping import keep, new_mark, printed
from doorstep_desk.documents.models import Document
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction

_WORDS: Final = {"closing": "document.close"}
"""What needs more than ``document.issue``: a closing letter binds the lender."""


@transaction.atomic
def issue_document(
    *, actor: Actor, case_id: int, wanted: Wanted, site: str, at: datetime
) -> Document:
    """Issue a paper and return it; one that would say the same as an earlier one is not made anew.

    Args:
        actor: Who issues.
        case_id: The case that it is about.
        wanted: Which paper.
        site: Address of the desk, under which the paper can be checked.
        at: When.

    Raises:
        Refused: The actor may not; there is no such case; the paper has nothing to say, or what
            it would say cannot be printed.
    """
    actor.require(_WORDS.get(wanted.kind, "document.issue"))
    about = about_case(actor, case_id, wanted.language, at)
    return _issued(actor, about, wanted, None, site, at)


@transaction.atomic
def issue_visit_record(
    *, actor: Actor, about: About, said: Said, site: str, at: datetime
) -> Document:
    """Issue a borrower's copy of a visit's record, which they keep; the same again is no new one.

    Raises:
        Refused: The actor may not, or what it says cannot be printed.
    """
    actor.require("record.copy")
    return _issued(actor, about, Wanted("visit", about.language), said, site, at)


def _issued(
    actor: Actor, about: About, wanted: Wanted, known_said: Said | None, site: str, at: datetime
) -> Document:
    case_id = about.case.pk
    lock_for_transaction("documents", case_id)
    said = said_of(about, wanted) if known_said is None else known_said
    known = hash_of(said, wanted.language)
    if (same := _same(case_id, wanted, known)) is not None:
        return same
    sheet = sheet_of(about, wanted.kind, said, new_mark(wanted.kind, site, at))
    row = keep(
        printed(sheet, at), agency_id=about.case.agency_id, lender_id=about.case.creditor_id,
        case_id=case_id, kind=wanted.kind, language=wanted.language, subject=said.subject,
        as_of=said.as_of, said_hash=known, issued_by=actor.name, issued_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="document.issued", subject=f"case:{case_id}", document=row.pk,
        kind=row.kind, language=row.language, about=row.subject, digest=row.digest,
    )  # fmt: skip
    return row


def _same(case_id: int, wanted: Wanted, said_hash: str) -> Document | None:
    rows = Document.objects.filter(
        case_id=case_id, kind=wanted.kind, language=wanted.language, said_hash=said_hash
    )
    return rows.defer("content").order_by("-issued_at", "-version").first()
