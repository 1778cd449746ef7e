"""What does the page with the digits show? Neither a name nor a case: others look at it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberPage:
    """The digits of a pair.

    Attributes:
        groups: Two groups of four digits; empty while the pair may stand at no door.
        seconds_left: Until they change.
        address: Where they can be checked.
    """

    groups: tuple[str, ...]
    seconds_left: int
    address: str
