"""What does the page of conduct hold?"""

from dataclasses import dataclass
from datetime import date

from doorstep_desk.office.presentation.lists import Filter


@dataclass(frozen=True, slots=True)
class ConductLine:
    """One number, in the reader's language."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class ConductPage:
    """How borrowers were treated, in numbers.

    Attributes:
        as_of: Last day.
        lines: The numbers.
        filters: Pills.
        query: Of the same numbers as JSON.
    """

    as_of: date
    lines: tuple[ConductLine, ...]
    filters: tuple[Filter, ...]
    query: str
