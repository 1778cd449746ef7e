"""What does the page about surroundings hold?"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One layer.

    Attributes:
        layer_id: Identifier; 0 for one that is only proposed.
        county: Where; empty for all counties.
        kind: Its word.
        begins_on: First day.
        ends_on: Last day.
        level: How strong, as text.
        source: Who says so.
        added_by: Who brought it.
        added_at: When; None for one that is only proposed.
        withdrawn_by: Who took it back; empty while it holds.
        is_now: It lies over its county today.
    """

    layer_id: int
    county: str
    kind: str
    begins_on: date
    ends_on: date
    level: str
    source: str
    added_by: str
    added_at: datetime | None
    withdrawn_by: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One cell that cannot be taken: line, column, what stands there, what to write."""

    row: int
    column: str
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SurroundingsPage:
    """The layers of an agency, and a file that is being looked at.

    Attributes:
        layers: Those that began last.
        may_import: The reader may bring and withdraw.
        name: Of the file that is looked at; empty for none.
        text: Its text, to be sent again.
        found: What it would add.
        faults: What cannot be taken.
        error: What is wrong with the file as a whole.
    """

    layers: tuple[LayerRow, ...]
    may_import: bool
    name: str = ""
    text: str = ""
    found: tuple[LayerRow, ...] = ()
    faults: tuple[FaultRow, ...] = ()
    error: str = ""
