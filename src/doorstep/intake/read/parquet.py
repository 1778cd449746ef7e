"""Which rows are in a parquet file?"""

import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import duckdb

from doorstep.intake.read.container import MAX_EXPANDED, check_expansion
from doorstep.intake.tables import RefusedFileError, Row, Sheet, Tables, Value

MAX_CELLS: Final = 40_000_000
"""Cells above which a file is refused: repeated values make parquet small on disk only."""


def read_parquet(content: bytes) -> Tables:
    """Read all rows; the column names are row 1.

    DuckDB reads from a path only, so the bytes go through a temporary folder.

    Raises:
        RefusedFileError: ``file_corrupt`` or ``expands_too_large``.
    """
    with tempfile.TemporaryDirectory(prefix="doorstep-") as folder:
        path = Path(folder, "content.parquet")
        path.write_bytes(content)
        try:
            names, records = _fetched(str(path), len(content))
        except duckdb.Error:
            raise RefusedFileError("file_corrupt") from None
    header = Row(1, dict(enumerate(names)))
    rows = [
        Row(number, values)
        for number, record in enumerate(records, start=2)
        if (values := {at: _value(each) for at, each in enumerate(record) if each is not None})
    ]
    return Tables("parquet", None, None, (Sheet("", (header, *rows)),))


def _fetched(path: str, packed: int) -> tuple[list[str], list[tuple[Any, ...]]]:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": f"{MAX_EXPANDED >> 20}MB",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(":memory:", config=settings) as connection:
        sizes = connection.execute(
            "SELECT sum(total_uncompressed_size) FROM parquet_metadata(?)", [path]
        ).fetchone()
        check_expansion(packed, int(sizes[0] or 0) if sizes else 0)
        table = connection.execute("SELECT * FROM read_parquet(?) LIMIT 0", [path])
        names = [column[0] for column in table.description or ()]
        counts = connection.execute(
            "SELECT sum(num_rows) FROM parquet_file_metadata(?)", [path]
        ).fetchone()
        if counts and int(counts[0] or 0) * len(names) > MAX_CELLS:
            raise RefusedFileError("expands_too_large")
        return names, connection.execute("SELECT * FROM read_parquet(?)", [path]).fetchall()


def _value(value: Any) -> Value:
    """Keep plain values; turn the rest into the text that a person would see."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, str | int | float | date | datetime):
        return value
    return str(value)
