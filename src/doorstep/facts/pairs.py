"""Who is on shift, from where to where, and until when?"""

from dataclasses import dataclass

from doorstep.facts.places import Coordinates


@dataclass(frozen=True, slots=True)
class PairShift:
    """One pair of agents on one day.

    Attributes:
        pair_id: Identifier.
        letter: Name on the board: 甲, 乙, 丙, 丁 …
        starts_minute: Shift start, minutes after local midnight.
        ends_minute: Shift end, minutes after local midnight; the pair is back at its start
            point by then.
        start: Where the day begins and ends.
        max_visits: Most visits the pair may be given.
        languages: Two-letter codes that at least one of the two speaks.
    """

    pair_id: int
    letter: str
    starts_minute: int
    ends_minute: int
    start: Coordinates
    max_visits: int
    languages: frozenset[str]
