"""Which kinds of column does a request have, and what stands in one that nobody filled?

Every column says its own empty value. Where a fact can be unknown, the empty value *is* unknown,
so that a caller who forgets a column gets a hold and never a permission.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final, Self, cast, get_type_hints

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import KeyIndex
from doorstep.compliance.asked.lazily import lazily
from doorstep.compliance.words import (
    ArrangementStatus,
    Dress,
    FoundBy,
    Life,
    Moratorium,
    OrgKind,
    PlaceKind,
    ReviewState,
)
from doorstep.terms.codes import Known, Provenance
from doorstep.terms.local_time import NO_DAY, NO_INSTANT

UNKNOWN_DAY: Final = np.int32(NO_DAY + 1)
"""A day that exists but is not known; ``NO_DAY`` says that there is none."""

UNKNOWN_NUMBER: Final = -1
NOT_IN_QUESTION: Final = -2


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is stored, and what an unfilled one holds.

    Attributes:
        dtype: NumPy type.
        empty: Value of every row that nobody filled.
    """

    dtype: type[np.generic]
    empty: int


Truth = Annotated[NDArray[np.int8], Column(np.int8, Known.UNKNOWN)]
"""``codes.Known``; unknown when not given."""
Flag = Annotated[NDArray[np.bool_], Column(np.bool_, 0)]
"""Yes or no; no when not given."""
Word = Annotated[NDArray[np.int8], Column(np.int8, 0)]
"""Member of a closed list; its first member (0) when not given."""
Identifier = Annotated[NDArray[np.int64], Column(np.int64, -1)]
"""The store's integer; -1 when unknown."""
Instant = Annotated[NDArray[np.int64], Column(np.int64, int(NO_INSTANT))]
"""Seconds since 1970-01-01 UTC; ``NO_INSTANT`` when not given."""
Day = Annotated[NDArray[np.int32], Column(np.int32, int(NO_DAY))]
"""Day number; ``NO_DAY`` (there is none) when not given."""
UnsureDay = Annotated[NDArray[np.int32], Column(np.int32, int(UNKNOWN_DAY))]
"""Day number; ``UNKNOWN_DAY`` when not given."""
Count = Annotated[NDArray[np.int32], Column(np.int32, 0)]
"""A number; 0 when not given."""
UnsureCount = Annotated[NDArray[np.int32], Column(np.int32, UNKNOWN_NUMBER)]
"""A number; -1 (unknown) when not given."""
Mask = Annotated[NDArray[np.int32], Column(np.int32, 0)]
"""A set of words as bits; empty when not given."""
StopMask = Annotated[NDArray[np.int32], Column(np.int32, -1)]
"""Channels named by live stop requests; unknown when not given."""
SourceWord = Annotated[NDArray[np.int8], Column(np.int8, Provenance.UNKNOWN)]
PlaceWord = Annotated[NDArray[np.int8], Column(np.int8, PlaceKind.UNKNOWN)]
FoundByWord = Annotated[NDArray[np.int8], Column(np.int8, FoundBy.UNKNOWN)]
LifeWord = Annotated[NDArray[np.int8], Column(np.int8, Life.UNKNOWN)]
DressWord = Annotated[NDArray[np.int8], Column(np.int8, Dress.UNKNOWN)]
OrgWord = Annotated[NDArray[np.int8], Column(np.int8, OrgKind.UNKNOWN)]
StatusWord = Annotated[NDArray[np.int8], Column(np.int8, ArrangementStatus.UNKNOWN)]
MoratoriumWord = Annotated[NDArray[np.int8], Column(np.int8, Moratorium.UNKNOWN)]
ReviewWord = Annotated[NDArray[np.int8], Column(np.int8, ReviewState.UNKNOWN)]
Age = Annotated[NDArray[np.int32], Column(np.int32, NOT_IN_QUESTION)]
"""Years; -1 unknown; -2 (not in question) when not given."""
Duration = Annotated[NDArray[np.int32], Column(np.int32, 1800)]
"""Seconds; half an hour when not given."""


def column_types(group: type[Any]) -> dict[str, Column]:
    """Return how each column of a group is stored, in the order of its fields."""
    return _types_of(cast(Hashable, group))


@cache
def _types_of(group: Any) -> dict[str, Column]:
    hints = get_type_hints(group, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def names_of(group: type["ColumnGroup"]) -> tuple[str, ...]:
    """Return the names of a group's columns, in their order."""
    return tuple(group.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns of one length, one row per thing."""

    def __post_init__(self) -> None:
        """Refuse columns of different lengths.

        Raises:
            ValueError: Two columns differ in length; the message names the lengths.
        """
        names = names_of(type(self))
        if len({getattr(self, name).shape for name in names}) > 1:
            sizes = {name: getattr(self, name).shape for name in names}
            raise ValueError(f"columns differ in length: {sizes}")

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(getattr(self, names_of(type(self))[0]).shape[0])

    @classmethod
    def build(cls, n: int, **given: Any) -> Self:
        """Return ``n`` rows; a column that is not given holds its empty value.

        Args:
            n: Number of rows.
            **given: Columns by name: an array of shape ``(n,)``, or one value for all rows.

        Raises:
            ValueError: A column does not exist, or has another length.
        """
        types = column_types(cls)
        if strange := sorted(set(given) - set(types)):
            raise ValueError(f"{cls.__name__} has no column {', '.join(strange)}")
        return cls(**{name: _filled(n, kind, given.get(name)) for name, kind in types.items()})

    def take(self, rows: NDArray[np.intp] | slice) -> Self:
        """Return these rows, in this order; a row may be taken more than once."""
        return type(self)(*(getattr(self, name)[rows] for name in names_of(type(self))))


@dataclass(frozen=True)
class PersonTable(ColumnGroup):
    """Rows that belong to persons; found by person without searching the whole table."""

    @lazily
    def by_person(self) -> KeyIndex:
        """Its rows by ``person_id``, sorted on first use."""
        person_id: NDArray[np.int64] = self.person_id  # type: ignore[attr-defined]  # every table has it
        return KeyIndex.of(person_id)


def _filled(n: int, kind: Column, given: Any) -> NDArray[np.generic]:
    if given is None:
        return np.full(n, kind.empty, dtype=kind.dtype)
    values = np.asarray(given, dtype=kind.dtype)
    if values.ndim == 0:
        return np.full(n, values, dtype=kind.dtype)
    if values.shape != (n,):
        raise ValueError(f"a column of {n} rows was given with shape {values.shape}")
    return values
