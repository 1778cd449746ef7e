"""What do the features of many rows look like side by side?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from doorstep.facts.columns import Ids
from doorstep.terms.local_time import Instants

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FeatureMatrix:
    """Features of rows, each with what was known strictly before its instant.

    Attributes:
        names: Feature of each column, length ``k``.
        values: Shape ``(n, k)``, NaN where unknown, column-major.
        case_id: Shape ``(n,)``.
        at: Seconds, shape ``(n,)``.
    """

    names: tuple[str, ...]
    values: Floats
    case_id: Ids
    at: Instants

    def __post_init__(self) -> None:
        """Refuse parts that do not fit together.

        Raises:
            ValueError: Shapes differ; the message names them.
        """
        wanted = (len(self.case_id), len(self.names))
        if self.values.shape != wanted or self.at.shape != self.case_id.shape:
            raise ValueError(f"values are {self.values.shape}, rows and names say {wanted}")

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.case_id)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> "FeatureMatrix":
        """Return some of the rows, by index or mask."""
        values = np.asfortranarray(self.values[rows])
        return FeatureMatrix(self.names, values, self.case_id[rows], self.at[rows])

    def columns(self, names: tuple[str, ...]) -> Floats:
        """Return the named columns in the order asked for, shape ``(n, len(names))``.

        Raises:
            ValueError: A column is missing; the message names it.
        """
        if names == self.names:
            return self.values
        missing = sorted(set(names) - set(self.names))
        if missing:
            raise ValueError(f"the matrix lacks the features {', '.join(missing)}")
        return np.asfortranarray(self.values[:, [self.names.index(name) for name in names]])
