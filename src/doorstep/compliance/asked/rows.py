"""How are some rows of a request looked at without copying columns that nobody asks for?"""

from typing import Any, Self, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.columns import ColumnGroup

Rows = NDArray[np.intp]
Group = TypeVar("Group", bound=ColumnGroup)


class RowsOf:
    """Some rows of a group of columns; a column is copied when it is first asked for."""

    def __init__(self, group: Any, rows: Rows) -> None:
        """Keep both.

        Args:
            group: A ``ColumnGroup``, or rows of one.
            rows: The rows, in their order.
        """
        self.__dict__["_group"] = group
        self.__dict__["_rows"] = rows

    def __getattr__(self, name: str) -> Any:
        """Return a column; from the second time on Python finds it without asking here."""
        column = getattr(self._group, name)[self._rows]
        self.__dict__[name] = column
        return column

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def take(self, rows: Rows) -> Self:
        """Return rows of these rows."""
        return type(self)(self, rows)


def rows_of(group: Group, rows: Rows) -> Group:
    """Return some rows of a group, as if they were a group."""
    return cast(Group, RowsOf(group, rows))
