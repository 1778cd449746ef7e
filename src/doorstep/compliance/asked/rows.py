"""How are some rows of a request looked at without copying columns that nobody asks for?"""

from typing import Any, Self, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.columns import ColumnGroup

Rows = NDArray[np.intp]
Group = TypeVar("Group", bound=ColumnGroup)


class RowsOf:
    """Some rows of a group of columns; a column is copied when it is first asked for."""

    def __init__(self, group: Any, rows: Rows, **own: NDArray[Any]) -> None:
        """Keep both.

        Args:
            group: A ``ColumnGroup``, or rows of one.
            rows: The rows, in their order.
            **own: Columns that differ from those of the group, one value for each of ``rows``.
        """
        self.__dict__.update(own, _group=group, _rows=rows, _own=own)

    def __getattr__(self, name: str) -> Any:
        """Return a column; from the second time on Python finds it without asking here."""
        column = getattr(self._group, name)[self._rows]
        self.__dict__[name] = column
        return column

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def take(self, rows: Rows | slice) -> Self:
        """Return rows of these rows."""
        own = {name: column[rows] for name, column in self._own.items()}
        return type(self)(self._group, self._rows[rows], **own)


def rows_of(group: Group, rows: Rows, **own: NDArray[Any]) -> Group:
    """Return some rows of a group, as if they were a group; ``own`` columns stand instead."""
    return cast(Group, RowsOf(group, rows, **own))
