"""What did earlier rows of the same borrower come to?

Only rows that stand before count, in the order of time. The outcomes of a test file are not used
for its rows, unless it is asked for: then a row's outcome counts as known once the next row of
the same borrower begins.
"""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.source import Column, Part

Floats = NDArray[np.float64]

_ENTITIES: Final = ("cust", "customer", "borrower", "client", "debtor", "account", "person")


def entity_of(train: Part, test: Part) -> str | None:
    """Return the column that says whose row it is, if its values come again."""
    for name in train.columns:
        plain = name.lower().removesuffix("_id").removesuffix("_no").removesuffix("id")
        if plain not in _ENTITIES or name not in test.columns:
            continue
        values = train.columns[name].values.tolist()
        if len(values) and len(set(values)) < 0.8 * len(values):
            return name
    return None


def with_history(
    train: Part,
    test: Part,
    entity: str,
    known_later: tuple[str, ...] = (),
    test_learns: bool = False,
) -> tuple[Part, Part]:
    """Return both parts with columns about the earlier rows of the same entity.

    Args:
        train: Rows in the order of time.
        test: Rows after them.
        entity: Column that says whose row it is.
        known_later: Columns known only after a row's instant: never used for the row itself, but
            for later rows of the same entity.
        test_learns: Outcomes of earlier test rows count for later ones of the same entity.
    """
    date = next((n for n, column in train.columns.items() if column.kind == "date"), None)
    past = _Past(entity, date, known_later)
    return past.told(train, learns=True), past.told(test, learns=test_learns)


class _Past:
    """What is known of every entity so far."""

    def __init__(self, entity: str, date: str | None, known_later: tuple[str, ...]) -> None:
        self.entity, self.date, self.known_later = entity, date, known_later
        self.seen: dict[object, tuple[int, int, bool, float, tuple[float, ...]]] = {}

    def told(self, part: Part, learns: bool) -> Part:
        rows = len(part)
        names = ["earlier rows", "share of yes", "last outcome", "days since the last"]
        names += [f"last {name}" for name in self.known_later]
        found = np.full((len(names), rows), np.nan)
        whose = part.columns[self.entity].values.tolist()
        at = part.columns[self.date].values if self.date else np.full(rows, np.nan)
        later = [part.columns[name].values for name in self.known_later if learns]
        for row, who in enumerate(whose):
            before = self.seen.get(who)
            found[0, row] = before[0] if before else 0
            if before:
                found[1, row] = before[1] / before[0]
                found[2, row] = before[2]
                found[3, row] = at[row] - before[3]
                found[4:, row] = before[4]
            if learns:
                count, yes = (before[0], before[1]) if before else (0, 0)
                came = bool(part.target[row])
                values = tuple(float(column[row]) for column in later)
                self.seen[who] = (count + 1, yes + came, came, float(at[row]), values)
        columns = {
            f"{self.entity}: {name}": Column(f"{self.entity}: {name}", "number", found[place])
            for place, name in enumerate(names)
        }
        return replace(part, columns=part.columns | columns)
