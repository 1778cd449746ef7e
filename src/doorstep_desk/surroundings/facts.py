"""Which layers lie over a county on a day, as marks of a chance?"""

from dataclasses import dataclass
from datetime import datetime

from doorstep.terms.local_time import day_number
from doorstep_desk.surroundings.queries import layers_known

Mark = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Layers:
    """What was known of the surroundings.

    Attributes:
        rows: County, mark, first and last day number and level of each.
    """

    rows: tuple[tuple[str, str, int, int, float], ...]

    def over(self, county: str, day: int) -> tuple[Mark, ...]:
        """Return what lies over a county on a day; several of one kind count as the strongest."""
        found: dict[str, float] = {}
        for place, mark, begins, ends, level in self.rows:
            if begins <= day <= ends and place in ("", county):
                found[mark] = max(found.get(mark, 0.0), level, key=abs)
        return tuple(sorted(found.items()))


def layers_at(agency_id: int, at: datetime) -> Layers:
    """Return the layers that were known at an instant, in one query."""
    return Layers(
        tuple(
            (row.county, f"layer:{row.kind}", day_number(row.begins_on), day_number(row.ends_on),
             row.level)
            for row in layers_known(agency_id, at)
        )
    )  # fmt: skip
