"""What stands around every page of the office?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

MOST_IN_BAR: Final = 5
"""Entries that fit side by side on a phone, with words that can be read."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation; only pages that exist and may be opened are listed.

    Attributes:
        key: ``today``, ``cases``, ``followups`` or ``imports`` …; chooses word and picture.
        url: Where it leads.
        count: What waits there, or None.
    """

    key: str
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Who reads, for whom, under which rulebook, and when.

    Attributes:
        section: Key of the current navigation entry; empty for none.
        items: The navigation.
        organisation: Name of the agency.
        person: Name of the reader.
        role: Role word.
        rulebook_on: Day of the rulebook in force; None before the first day was run.
        now: The instant, in the zone of the cases.
        is_demo: The store holds invented people only.
        has_field_day: The reader has stops of their own; the phone page is offered.
        may_search: The search box is offered.
        may_read_policy: The pages of house policy and calendar are offered.
    """

    section: str
    items: tuple[NavItem, ...]
    organisation: str
    person: str
    role: str
    rulebook_on: date | None
    now: datetime
    is_demo: bool = False
    has_field_day: bool = False
    may_search: bool = True
    may_read_policy: bool = False

    @property
    def first(self) -> tuple[NavItem, ...]:
        """Return the entries that stand in the bar of a phone."""
        return self.items if len(self.items) <= MOST_IN_BAR else self.items[: MOST_IN_BAR - 1]

    @property
    def others(self) -> tuple[NavItem, ...]:
        """Return the entries that open behind "More" on a phone."""
        return self.items[len(self.first) :]

    @property
    def is_among_others(self) -> bool:
        """Whether the current page stands behind "More"."""
        return any(item.key == self.section for item in self.others)

    def waiting(self, key: str) -> int:
        """Return how much waits behind an entry of the navigation; 0 when it is not offered."""
        return next((item.count or 0 for item in self.items if item.key == key), 0)
