"""Which rows are in a parquet file?"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb

from doorstep.intake.read.container import MAX_EXPANDED, check_expansion
from doorstep.intake.tables import RefusedFileError, Row, Sheet, Tables, Value

MAX_CELLS: Final = 40_000_000
"""Cells above which a file is refused: repeated values make parquet small on disk only."""


_FROM: Final = "read_parquet(?, binary_as_string = true)"
"""Older writers store texts as bytes."""
_BEIJING_MICROSECONDS: Final = 8 * 3600 * 1_000_000
_FETCHED: Final = 2_000
"""Rows that are fetched together."""


def read_parquet(content: bytes) -> Tables:
    """Read the column names, which are row 1; the rows are fetched when they are looked at.

    Raises:
        RefusedFileError: ``file_corrupt`` or ``expands_too_large``.
    """
    with _opened(content) as (connection, path):
        names = _names(connection, path, len(content))
    return Tables("parquet", None, None, (Sheet("", ParquetRows(content, names)),))


@dataclass(frozen=True, slots=True)
class ParquetRows:
    """The rows of a parquet file; each look at them reads the file anew, in pieces."""

    content: bytes
    names: tuple[str, ...]

    def __iter__(self) -> Iterator[Row]:
        """Yield the header and every row with a filled cell.

        Raises:
            RefusedFileError: ``file_corrupt``: damage behind the header shows only here.
        """
        yield Row(1, dict(enumerate(self.names)))
        with _opened(self.content) as (connection, path):
            found = connection.execute(_selection(connection, path), [path])
            number = 1
            while records := found.fetchmany(_FETCHED):
                for record in records:
                    number += 1
                    values = _filled(record)
                    if values:
                        yield Row(number, values)


@contextmanager
def _opened(content: bytes) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """Give a connection and a path to the bytes; DuckDB reads from a path only.

    Raises:
        RefusedFileError: ``file_corrupt``.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": f"{MAX_EXPANDED >> 20}MB",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with tempfile.TemporaryDirectory(prefix="doorstep-") as folder:
        path = Path(folder, "content.parquet")
        path.write_bytes(content)
        try:
            with duckdb.connect(":memory:", config=settings) as connection:
                yield connection, str(path)
        except (duckdb.Error, UnicodeDecodeError):
            raise RefusedFileError("file_corrupt") from None


def _selection(connection: duckdb.DuckDBPyConnection, path: str) -> str:
    """Return the query for all columns; moments with a zone become those of Beijing's clocks.

    DuckDB gives such moments to Python only with a further package.
    """
    query = f"DESCRIBE SELECT * FROM {_FROM}"  # noqa: S608 (a constant)
    columns = ", ".join(
        f"make_timestamp(epoch_us(#{at}) + {_BEIJING_MICROSECONDS})"
        if kind == "TIMESTAMP WITH TIME ZONE"
        else f"#{at}"
        for at, (_, kind, *_) in enumerate(connection.execute(query, [path]).fetchall(), start=1)
    )
    return f"SELECT {columns} FROM {_FROM}"  # noqa: S608 (column numbers only)


def _names(connection: duckdb.DuckDBPyConnection, path: str, packed: int) -> tuple[str, ...]:
    sizes = connection.execute(
        "SELECT sum(total_uncompressed_size) FROM parquet_metadata(?)", [path]
    ).fetchone()
    check_expansion(packed, int(sizes[0] or 0) if sizes else 0)
    query = f"SELECT * FROM {_FROM} LIMIT 0"  # noqa: S608 (a constant)
    table = connection.execute(query, [path])
    names = tuple(column[0] for column in table.description or ())
    counts = connection.execute(
        "SELECT sum(num_rows) FROM parquet_file_metadata(?)", [path]
    ).fetchone()
    if counts and int(counts[0] or 0) * len(names) > MAX_CELLS:
        raise RefusedFileError("expands_too_large")
    return names


def _filled(record: tuple[Any, ...]) -> dict[int, Value]:
    return {at: _value(each) for at, each in enumerate(record) if each is not None}


def _value(value: Any) -> Value:
    """Keep plain values; turn the rest into the text that a person would see."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, str | int | float | date | datetime):
        return value
    return str(value)
