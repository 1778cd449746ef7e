"""Which papers does a borrower have, and what does one say?"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from doorstep.terms.local_time import BEIJING
from doorstep_desk.documents.contents.arrangement import subjects_to_sign
from doorstep_desk.documents.queries import (
    DocumentSeen,
    document_of,
    documents_of_case,
    sheet_on,
)
from doorstep_desk.self_service.queries import Visit, code_waiting


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in a list.

    Attributes:
        paper_id: Identifier.
        kind: Kind word.
        number: Its number.
        issued_at: When.
        is_signed: It carries the borrower's signature.
        waits: It waits for the borrower's signature.
    """

    paper_id: str
    kind: str
    number: str
    issued_at: datetime
    is_signed: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class PaperRead:
    """A paper as a page.

    Attributes:
        line: Which one.
        language: In which it is written.
        title: Its title.
        blocks: Its pieces from top to bottom, without the lines to sign on.
        signatures: Who signed, and what is printed below.
        sent_to: Where the code went that can be entered now; empty before it was asked for.
        error: What is wrong, in the reader's language.
        is_done: It was signed just now.
    """

    line: PaperLine
    language: str
    title: str
    blocks: Sequence[Mapping[str, Any]]
    signatures: Sequence[Mapping[str, Any]]
    sent_to: str = ""
    error: str = ""
    is_done: bool = False


def papers_of(visit: Visit) -> tuple[PaperLine, ...]:
    """Return the papers of the borrower's case, those that wait for a signature first.

    An unsigned version of which a signed one exists is left out.
    """
    subjects = subjects_to_sign(visit.case_id)
    known = documents_of_case(visit.case_id)
    lines = [_line(each, subjects) for each in known if not each.is_replaced]
    return tuple(sorted(lines, key=lambda line: not line.waits))


def paper_page(
    visit: Visit, paper_id: uuid.UUID, at: datetime, error: str = "", *, is_done: bool = False
) -> PaperRead:
    """Return one paper as a page.

    Raises:
        Refused: There is no such paper of theirs.
    """
    row = document_of(visit.actor, paper_id)
    seen = next(each for each in documents_of_case(visit.case_id) if each.document_id == row.pk)
    line, sheet = _line(seen, subjects_to_sign(visit.case_id)), sheet_on(row)
    return PaperRead(
        line=line, language=row.language, title=sheet["title"],
        blocks=[_block(each) for each in sheet["blocks"] if each["kind"] != "sign"],
        signatures=[
            party
            for each in sheet["blocks"] if each["kind"] == "sign"
            for party in each["parties"] if party["lines"]
        ],
        sent_to=code_waiting(row.pk, at) if line.waits else "", error=error, is_done=is_done,
    )  # fmt: skip


def _block(block: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a piece of a paper; beside each cell of a table stands whether it holds a sum."""
    if block["kind"] != "table":
        return block
    sides = [each["right"] for each in block["columns"]]
    rows = [list(zip(row, sides, strict=True)) for row in block["rows"]]
    total = list(zip(block["total"], sides, strict=False))
    return {**block, "rows": rows, "total": total}


def _line(seen: DocumentSeen, subjects: Collection[str]) -> PaperLine:
    is_signed = seen.signed_at is not None
    waits = seen.kind == "agreement" and not is_signed and not seen.is_replaced
    return PaperLine(
        str(seen.document_id), seen.kind, seen.number, seen.issued_at.astimezone(BEIJING),
        is_signed, waits and seen.subject in subjects,
    )  # fmt: skip
