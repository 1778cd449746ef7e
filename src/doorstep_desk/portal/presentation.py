"""What do the pages of the portal show? Nothing here can name a debt, a borrower or a visitor."""

from dataclasses import dataclass
from datetime import date

from doorstep_desk.portal.education import Ground


@dataclass(frozen=True, slots=True)
class VisitorPage:
    """Whether the people at a door are really sent.

    Attributes:
        typed: The number as typed.
        note: What the asker added to a report.
        answer: ``genuine``, ``unknown``, ``reported``, or empty before anything was asked.
        error: What is wrong with what was typed, in the reader's language.
    """

    typed: str = ""
    note: str = ""
    answer: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list: its name in addresses, picture, title, and what it comes to."""

    slug: str
    icon: str
    title: str
    lead: str


@dataclass(frozen=True, slots=True)
class EducationPage:
    """What there is to read."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of an article with what it rests on."""

    heading: str
    paragraphs: tuple[str, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article.

    Attributes:
        entry: Its title and what it comes to.
        sections: Its sections.
        verified_on: Day on which somebody last compared it with its sources.
        others: The other articles.
    """

    entry: Entry
    sections: tuple[Section, ...]
    verified_on: date
    others: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """What stands on a paper anyway.

    Attributes:
        kind: Which kind of paper.
        lender: For whom it was issued.
        issued_on: On which day.
        digest: SHA-256 of its file.
    """

    kind: str
    lender: str
    issued_on: date
    digest: str


@dataclass(frozen=True, slots=True)
class PaperPage:
    """Whether a paper is genuine.

    Attributes:
        typed: The code as typed or scanned.
        seen: What may be said of the paper, or None.
        answer: ``unknown``; ``same`` or ``different`` after a file was compared; else empty.
        error: What is wrong, in the reader's language.
    """

    typed: str = ""
    seen: PaperSeen | None = None
    answer: str = ""
    error: str = ""
