"""What do the pages of the portal show? Nothing here can name a debt, a borrower or a visitor."""

from dataclasses import dataclass


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
