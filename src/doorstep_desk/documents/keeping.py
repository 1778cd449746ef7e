"""How is a printed paper kept: sealed, written once, found by its content and by its code?"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from doorstep.terms.local_time import local_day
from doorstep_desk.documents.codes import PURPOSE, new_code
from doorstep_desk.documents.contents.compose import LETTERS, Mark, to_press
from doorstep_desk.documents.models import Document
from doorstep_desk.documents.printing.press import print_sheet
from doorstep_desk.plumbing.encryption import blind_index
from doorstep_desk.plumbing.identifiers import new_id


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper with its bytes.

    Attributes:
        sheet: As it is kept, plain.
        pdf: The file.
        digest: SHA-256 of the file, in hexadecimal.
    """

    sheet: Mapping[str, Any]
    pdf: bytes
    digest: str


def new_mark(kind: str, site: str, at: datetime) -> Mark:
    """Return number and code for a new paper."""
    number = f"{LETTERS[kind]}-{local_day(at):%Y%m%d}-{new_id().hex[-8:].upper()}"
    return Mark(number, new_code(), site.rstrip("/"))


def printed(sheet: Mapping[str, Any], at: datetime) -> Printed:
    """Print a sheet.

    Raises:
        Refused: The typefaces are not installed.
    """
    pdf = print_sheet(to_press(sheet), at)
    return Printed(sheet, pdf, hashlib.sha256(pdf).hexdigest())


def keep(paper: Printed, **known: Any) -> Document:
    """Write a printed paper down, with what is ``known`` of it; it never changes again."""
    row = Document(
        id=new_id(), number=paper.sheet["number"],
        code_index=blind_index(PURPOSE, paper.sheet["verify"]["code"]),
        sheet=json.dumps(paper.sheet, ensure_ascii=False), content=paper.pdf,
        digest=paper.digest, size=len(paper.pdf), **known,
    )  # fmt: skip
    row.save(force_insert=True)
    return row
