"""Invented tables with a known truth."""

from pathlib import Path

import duckdb
import numpy as np


def table(rows: int, seed: int = 1) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    late, owed = rng.integers(0, 9, rows).astype(float), rng.lognormal(8, 1, rows)
    kind = rng.choice(["card", "loan", "shop"], rows)
    log_odds = 0.5 * late - 0.4 * (owed > 3000) * (late > 4) + 0.8 * (kind == "shop") - 2
    came = rng.random(rows) < 1 / (1 + np.exp(-log_odds))
    late[rng.random(rows) < 0.1] = np.nan
    return {
        "row_id": np.arange(rows),
        "late": late,
        "owed": owed,
        "kind": kind.astype(object),
        "flag_a": (np.arange(rows) % 3 == 0).astype(np.int64),
        "flag_b": (np.arange(rows) % 3 == 1).astype(np.int64),
        "noise": rng.normal(size=rows),
        "y": came.astype(np.int64),
    }


def write(path: Path, columns: dict[str, np.ndarray]) -> Path:
    """Write columns as Parquet; NaN is unknown."""
    text = path.with_suffix(".csv")
    names = list(columns)
    lines = [",".join(names)]
    for row in zip(*columns.values(), strict=True):
        lines.append(",".join("" if _unknown(cell) else str(cell) for cell in row))
    text.write_text("\n".join(lines) + "\n")
    numbers = {name: "DOUBLE" for name, cells in columns.items() if cells.dtype.kind == "f"}
    duckdb.execute(
        f"COPY (SELECT * FROM read_csv('{text}', header = true, types = {numbers})) "
        f"TO '{path}' (FORMAT parquet)"
    )
    return path


def _unknown(cell: object) -> bool:
    return cell is None or (isinstance(cell, float) and np.isnan(cell))
