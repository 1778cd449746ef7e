"""What do the pages about a case's papers show?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.parts import Option


@dataclass(frozen=True, slots=True)
class LookLine:
    """Somebody who opened a paper, and when."""

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper.

    Attributes:
        paper_id: Identifier.
        kind: A word of ``document``.
        language: A word of ``paper_language``.
        number: Its number.
        is_replaced: A signed version of it exists.
        signed_at: When it was signed, or None.
        issued_by: Name of who issued it.
        issued_at: When.
        digest: SHA-256 of its file.
        size: Bytes of its file.
        looks: How often it was opened.
        looked: Who opened it, the newest first.
        may_sign: The reader may have it signed now.
    """

    paper_id: str
    kind: str
    language: str
    number: str
    is_replaced: bool
    signed_at: datetime | None
    issued_by: str
    issued_at: datetime
    digest: str
    size: int
    looks: int
    looked: tuple[LookLine, ...] = ()
    may_sign: bool = False


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The papers of a case, and the form to issue another.

    Attributes:
        case_id: The case.
        number: Its number.
        name: The borrower.
        rows: Its papers, the newest first.
        wanted: What can be issued, as ``kind:identifier``; empty when the reader may not.
        languages: In which languages.
        today: The last day that a statement may speak of.
        signing: The paper whose signature was refused; empty for none.
        values: What was typed.
        errors: What was refused, by field.
    """

    case_id: int
    number: str
    name: str
    rows: tuple[PaperRow, ...]
    wanted: tuple[Option, ...]
    languages: tuple[Option, ...]
    today: date
    signing: str
    values: Mapping[str, str]
    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PapersCard:
    """The newest papers beside a case.

    Attributes:
        rows: The newest few.
        more: How many there are beyond them.
        may_issue: The reader may issue papers.
        may_write: The reader may write a letter.
    """

    rows: tuple[PaperRow, ...]
    more: int
    may_issue: bool
    may_write: bool = False
