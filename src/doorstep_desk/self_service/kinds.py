"""What can be said on a borrower's page, what follows at once, and by when is it answered?"""

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that can be said.

    Attributes:
        pauses: Reason of the pause that begins at once; empty for none.
        days: Days until the answer.
        owner_role: Whose it is.
        needs_words: Whether it means nothing without a word.
        is_chosen: Whether it is chosen from the page; otherwise it follows from another step.
    """

    pauses: str
    days: int
    owner_role: str
    needs_words: bool = False
    is_chosen: bool = True

    @property
    def within(self) -> timedelta:
        """Return the time for the answer."""
        return timedelta(days=self.days)


KINDS: Final = MappingProxyType(
    {
        "cannot_pay": Kind("hardship", 3, "lead"),
        "dispute": Kind("dispute", 15, "compliance", needs_words=True),
        "complaint": Kind("complaint", 15, "compliance", needs_words=True),
        "stop": Kind("", 3, "compliance"),
        "no_visit": Kind("", 3, "lead"),
        "visit": Kind("", 3, "lead", needs_words=True),
        "channels": Kind("", 3, "lead"),
        "copy": Kind("", 15, "compliance"),
        "not_me": Kind("identity", 3, "compliance", is_chosen=False),
    }
)
"""Fifteen days are the law's for a complaint (CN-CMPL-01); the others are the house's."""

LONGEST: Final = 20_000
"""Characters of what somebody writes; a complaint of ten thousand words fits."""
