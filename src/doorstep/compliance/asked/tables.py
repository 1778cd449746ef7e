"""Which dated facts does a borrower have several of?

Each table is joined to the requests by ``person_id`` and is read anew at every instant that is
tried, so an agreement that ends tomorrow is worth nothing the day after.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.columns import (
    Column,
    Count,
    Day,
    Flag,
    Identifier,
    Instant,
    PersonTable,
    Truth,
    Word,
)

FOREVER = np.int64(2**62)
"""The end of something that has no end."""

Pause = Annotated[NDArray[np.int32], Column(np.int32, 30)]
End = Annotated[NDArray[np.int64], Column(np.int64, int(FOREVER))]
EveryChannel = Annotated[NDArray[np.int32], Column(np.int32, 0x7F)]
EndOfDay = Annotated[NDArray[np.int32], Column(np.int32, 86_400)]
EveryWeekday = Annotated[NDArray[np.int32], Column(np.int32, 0x7F)]
"""Days of the week as bits, Monday the lowest; every day when not given."""


@dataclass(frozen=True)
class ConsentColumns(PersonTable):
    """One row per consent given, refused or in doubt, by the borrower.

    Attributes:
        person_id: The borrower who gave it.
        kind: ``words.ConsentKind``.
        state: ``words.ConsentState``; given when not given.
        channels: Bits of ``words.Stopped`` (1 << channel) it covers; every channel when not given.
        from_second: Local second of day from which it holds (quiet hours only).
        to_second: Local second of day at which it ends, excluded; not later than
            ``from_second`` means over midnight.
        given_at: In force from this instant, included.
        ends_at: Withdrawn or expired at this instant, excluded; ``FOREVER`` when not given.
    """

    person_id: Identifier
    kind: Word
    state: Word
    channels: EveryChannel
    from_second: Count
    to_second: EndOfDay
    given_at: Instant
    ends_at: End


@dataclass(frozen=True)
class WishColumns(PersonTable):
    """One row per wish of a borrower about the time of contact.

    Attributes:
        person_id: The borrower.
        from_second: Local second of day at which the window begins, included.
        to_second: Local second of day at which it ends, excluded; not later than
            ``from_second`` means over midnight.
        is_only: Contact is wished only inside the window; otherwise never inside it.
        weekdays: Local days of the week on which the window stands, as bits, Monday the lowest.
    """

    person_id: Identifier
    from_second: Count
    to_second: Count
    is_only: Flag
    weekdays: EveryWeekday


@dataclass(frozen=True)
class VulnerabilityColumns(PersonTable):
    """One row per note that a borrower is vulnerable.

    Attributes:
        person_id: The borrower.
        kind: ``words.VulnerabilityKind``.
        noted_day: Day of the note.
        pause_days: Days of pause after it, 7 to 30; 30 when not given.
        is_reviewed: A person has looked.
    """

    person_id: Identifier
    kind: Word
    noted_day: Day
    pause_days: Pause
    is_reviewed: Flag


@dataclass(frozen=True)
class OccasionColumns(PersonTable):
    """One row per day in the borrower's life, or declared disaster in the borrower's region.

    Attributes:
        person_id: The borrower.
        kind: ``words.OccasionKind``.
        day: The day, or the day of the declaration.
        is_official: Declared by an authority; only disasters ask for it.
    """

    person_id: Identifier
    kind: Word
    day: Day
    is_official: Truth
