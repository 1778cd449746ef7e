"""What came of reading one cell?"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from doorstep.intake.tables import EXACT, Formula, Value

Clean = str | int | date | datetime | tuple[str, ...]
"""A typed value: text, whole number or fen, day, moment, or phone numbers."""

DANGEROUS: Final = frozenset({"control_character", "cell_too_long", "formula_cell"})
"""Errors that cost the row even in an optional cell."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome for one cell.

    Attributes:
        value: What the cell says, or None when it is empty or unusable.
        repairs: Rules of what was changed, in order; empty when the cell is unusable.
        warnings: Rules about the cell that a person should look at.
        error: Rule that says why the cell is unusable, or None.
    """

    value: Clean | None = None
    repairs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None

    def repaired(self, rule: str) -> "Reading":
        """Return the reading with one repair more."""
        return replace(self, repairs=(*self.repairs, rule))

    def warned(self, rule: str) -> "Reading":
        """Return the reading with one warning more."""
        return replace(self, warnings=(*self.warnings, rule))


EMPTY: Final = Reading()
PLACEHOLDER: Final = Reading(repairs=("placeholder_to_empty",))


def failed(rule: str) -> Reading:
    """Return the reading of a cell that cannot be used."""
    return Reading(error=rule)


def stored_text(value: Value | None) -> str:
    """Return a cell as it is stored: numbers in their shortest form, days as ISO texts."""
    match value:
        case None:
            return ""
        case Formula(text=text):
            return text
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if abs(value) < EXACT and value.is_integer() else repr(value)
        case datetime():
            return value.isoformat(timespec="seconds")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def shown(value: Clean | None) -> str:
    """Return a clean value as the report shows it."""
    match value:
        case None:
            return ""
        case tuple():
            return ";".join(value)
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return str(value)
