"""What stands in a file of rows, which of them count, and what is asked of each?

Files are read once into memory; only then are the caller's expressions evaluated, over a
connection that can no longer open a file, load an extension or change a setting.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ORDER_COLUMN: Final = "row_id"
MARKERS: Final = ("row_id", "fold")
"""Columns of the bookkeeping: a row's number in the original order, and its part of a split."""

_NUMBERS: Final = (
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
    "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL", "BOOLEAN",
)  # fmt: skip
_DATES: Final = ("DATE", "TIMESTAMP")
_TEXTS: Final = ("VARCHAR", "ENUM", "UUID", "TIME")
_ROW: Final = "place of the row in its file"
"""Column that keeps the order of the file beside its own columns."""

_DAYS_OF: Final = "Asia/Shanghai"
"""In which dates with a time zone are read, wherever the machine stands."""

_YES_WORDS: Final = ("1", "true", "t", "yes", "y", "bad", "default", "good", "paid")


class Unusable(ValueError):
    """A file, column or expression that no figure can come from; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it was sent.

    Attributes:
        name: As in the file.
        kind: ``number``, ``date`` (days since 1970), ``text`` or ``other``.
        values: Floats with NaN where unknown, or text with None where unknown.
    """

    name: str
    kind: str
    values: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one file that count.

    Attributes:
        columns: By name.
        target: Whether the outcome came, shape ``(n,)``.
        counts: Rows read, left out by ``where``, left out without a target, used.
        kept: Which rows ``where`` keeps; the others serve as history only.
    """

    columns: dict[str, Column]
    target: Flags
    counts: dict[str, int]
    kept: Flags

    def take(self, rows: NDArray[np.intp] | Flags) -> "Part":
        """Return some of the rows, by index or mask."""
        columns = {
            name: Column(name, column.kind, column.values[rows])
            for name, column in self.columns.items()
        }
        return Part(columns, self.target[rows], self.counts, self.kept[rows])

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.target)


@dataclass(slots=True)
class Question:
    """What is asked of both files.

    Attributes:
        target: A column with two values, or an expression over columns.
        where: Which rows count, as an expression; None for all.
        drop: Columns not to be used.
        time_ordered: Whether rows are to be taken in the order of time.
        notes: What was decided on the way.
        positive: The value that is a yes, as the training file says it.
        negative: The other one; None while only one is known.
        target_columns: Columns that the target is computed from.
    """

    target: str
    where: str | None = None
    drop: tuple[str, ...] = ()
    time_ordered: bool = False
    notes: list[str] = field(default_factory=list)
    positive: str | None = None
    negative: str | None = None
    target_columns: tuple[str, ...] = ()


def read_part(path: Path, role: str, question: Question) -> Part:
    """Read one file; the training file comes first and decides what a yes is.

    Raises:
        Unusable: It cannot be read, or the question cannot be asked of it.
    """
    with duckdb.connect() as store:
        _load(store, path, role)
        kinds = {name: _kind(text) for name, text, *_ in store.execute("DESCRIBE rows").fetchall()}
        order = _order(kinds, question)
        keep = _where(store, question, role, order)
        target = _target(store, kinds, question, role, order)
        read = len(keep)
        counts = {
            "read": read,
            "left_out_by_where": int((~keep).sum()),
            "left_out_without_target": int((keep & np.isnan(target)).sum()),
        }
        known = ~np.isnan(target)
        counts["used"] = int((keep & known).sum())
        columns = {
            name: Column(name, kind, _column(store, name, kind, order, role)[known])
            for name, kind in kinds.items()
        }
        question.notes += _endless(store, kinds, role)
    return Part(columns, target[known] > 0.5, counts, keep[known])


def _load(store: duckdb.DuckDBPyConnection, path: Path, role: str) -> None:
    if not path.is_file():
        raise Unusable(f"The {role} file {path} is not there.")
    reader = "read_csv" if path.suffix.lower() in (".csv", ".tsv") else "read_parquet"
    try:
        store.execute(
            f"CREATE TABLE rows AS SELECT row_number() OVER () AS {_quoted(_ROW)}, * "  # noqa: S608
            f"FROM {reader}(?)",
            [str(path)],
        )
    except duckdb.Error as error:
        raise Unusable(f"The {role} file {path} cannot be read: {_first_line(error)}") from error
    store.execute(f"SET TimeZone = '{_DAYS_OF}'")
    store.execute("SET enable_external_access = false")
    store.execute("SET lock_configuration = true")


def _kind(text: str) -> str:
    if text.endswith("]") or text.startswith(("STRUCT", "MAP", "UNION")):
        return "other"
    for kind, names in (("number", _NUMBERS), ("date", _DATES), ("text", _TEXTS)):
        if text.startswith(names) and not text.startswith("TIME ") and text != "INTERVAL":
            return kind
    return "other"


def _order(kinds: dict[str, str], question: Question) -> str:
    kinds.pop(_ROW)
    if not question.time_ordered:
        return _quoted(_ROW)
    if ORDER_COLUMN in kinds:
        question.notes.append(f"time order: by {ORDER_COLUMN}")
        return f"{_quoted(ORDER_COLUMN)}, {_quoted(_ROW)}"
    question.notes.append("time order: as the rows stand in the file")
    return _quoted(_ROW)


def _where(store: duckdb.DuckDBPyConnection, question: Question, role: str, order: str) -> Flags:
    if question.where is None:
        return np.ones(len(_numbers(store, "1", order)), dtype=bool)
    check_expression(store, question.where, "--where")
    try:
        found = _numbers(store, f"CAST(({question.where}) AS BOOLEAN)", order)
    except duckdb.Error as error:
        raise Unusable(
            f"--where cannot be evaluated over the {role} file: {_first_line(error)}"
        ) from error
    kept: Flags = found == 1.0
    return kept


def _target(
    store: duckdb.DuckDBPyConnection,
    kinds: dict[str, str],
    question: Question,
    role: str,
    order: str,
) -> Floats:
    if question.target in kinds:
        question.target_columns = (question.target,)
        return _two_values(store, question, kinds[question.target], role, order)
    try:
        asked = {name.lower() for name in check_expression(store, question.target, "--target")}
        question.target_columns = tuple(name for name in kinds if name.lower() in asked)
        found = _numbers(store, f"CAST(({question.target}) AS DOUBLE)", order)
    except duckdb.Error as error:
        raise Unusable(
            f"The {role} file has no column {question.target}, and as an expression it fails: "
            f"{_first_line(error)}"
        ) from error
    if not np.isin(found[~np.isnan(found)], (0.0, 1.0)).all():
        raise Unusable(f"The target {question.target} must be true or false, or 1 or 0, per row.")
    question.positive = "true"
    return found


def _two_values(
    store: duckdb.DuckDBPyConnection, question: Question, kind: str, role: str, order: str
) -> Floats:
    name = question.target
    if kind in ("date", "other"):
        raise Unusable(f"The target {name} is a {kind} in the {role} file, not a yes or no.")
    values = _values(store, name, kind, order)
    if kind == "number":
        if np.isinf(values).any():
            raise Unusable(f"The target {name} has infinite values in the {role} file.")
        known = ~np.isnan(values)
        text = np.array([_written(value) for value in values[known].tolist()], dtype=object)
    else:
        known = np.array([value is not None for value in values], dtype=bool)
        text = values[known]
    _require_two(question, sorted(set(text)), role)
    found = np.full(len(values), np.nan)
    found[known] = (text == question.positive).astype(np.float64)
    return found


def _require_two(question: Question, levels: list[str], role: str) -> None:
    """Refuse a third value; the training file, read first, decides which two there are."""
    if question.positive is None or question.negative is None:
        question.positive = question.positive or _positive(levels)
        others = [level for level in levels if level != question.positive]
        question.negative = others[0] if len(others) == 1 else None
    both = {question.positive, question.negative} - {None}
    if set(levels) <= both:
        return
    shown = ", ".join(levels[:5])
    if len(levels) > 2 or len(both) < 2:
        raise Unusable(
            f"The target {question.target} has {len(levels)} values in the {role} file ({shown}); "
            "it must have two."
        )
    raise Unusable(
        f"The target {question.target} is {shown} in the {role} file, but {question.positive} or "
        f"{question.negative} in the training file."
    )


def _written(value: float) -> str:
    """Return a number in full: two that differ are never written alike."""
    return repr(value).removesuffix(".0")


def _positive(levels: list[str]) -> str:
    said = [level for level in levels if level.lower() in _YES_WORDS]
    if len(said) == 1:
        return said[0]
    try:
        return max(levels, key=float, default="1")
    except ValueError:
        return levels[-1]


def check_expression(store: duckdb.DuckDBPyConnection, text: str, option: str) -> tuple[str, ...]:
    """Refuse anything but one expression over the columns of a row; return the columns it uses.

    Raises:
        Unusable: It is no single expression, or holds a query or a function over whole tables.
    """
    wrapped = f"SELECT ({text}) FROM rows"  # noqa: S608
    answer = store.execute("SELECT json_serialize_sql(?)", [wrapped]).fetchone()
    tree: dict[str, Any] = json.loads(answer[0]) if answer else {"error": True}
    statements: list[dict[str, Any]] = tree.get("statements", [])
    if tree.get("error") or len(statements) != 1:
        raise Unusable(f"{option} is not an expression: {text!r}.")
    node = statements[0]["node"]
    selected: list[Any] = node.get("select_list", [])
    table = node.get("from_table", {})
    if len(selected) != 1 or table.get("table_name") != "rows" or node.get("where_clause"):
        raise Unusable(f"{option} must be one expression over the columns of a row.")
    columns: set[str] = set()
    functions: set[str] = set()
    _walk(selected[0], option, columns, functions)
    for name in sorted(functions & _changing(store)):
        raise Unusable(f"{option} may not hold {name}, which says something else another time.")
    return tuple(sorted(columns))


def _changing(store: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the functions that do not give the same for the same values: chance, clock, sleep."""
    sql = (
        "SELECT function_name FROM duckdb_functions() "
        "WHERE stability <> 'CONSISTENT' OR macro_definition LIKE '%sleep%'"
    )
    return {str(name) for (name,) in store.execute(sql).fetchall()}


def _walk(node: Any, option: str, columns: set[str], functions: set[str]) -> None:
    if isinstance(node, list):
        for inner in node:
            _walk(inner, option, columns, functions)
    if not isinstance(node, dict):
        return
    kind = node.get("class", "")
    if kind in ("SUBQUERY", "WINDOW", "STAR") or node.get("type") == "SELECT_NODE":
        raise Unusable(f"{option} may not hold a query; only columns, values and plain functions.")
    if kind == "COLUMN_REF":
        columns.add(node["column_names"][-1])
    if kind == "FUNCTION":
        functions.add(str(node["function_name"]).lower())
    for inner in node.values():
        _walk(inner, option, columns, functions)


def _column(
    store: duckdb.DuckDBPyConnection, name: str, kind: str, order: str, role: str
) -> NDArray[Any]:
    try:
        return _values(store, name, kind, order)
    except duckdb.Error as error:
        raise Unusable(
            f"The column {name} of the {role} file cannot be read: {_first_line(error)}"
        ) from error


def _endless(store: duckdb.DuckDBPyConnection, kinds: dict[str, str], role: str) -> list[str]:
    """Return a note for each column with dates that never come: they have no number of days."""
    found = []
    for name in (name for name, kind in kinds.items() if kind == "date"):
        sql = f"SELECT count(*) FROM rows WHERE isinf(CAST({_quoted(name)} AS TIMESTAMP))"  # noqa: S608
        counted = store.execute(sql).fetchone()
        if counted and counted[0]:
            found.append(
                f"{counted[0]} infinite dates of {name} in the {role} file count as missing"
            )
    return found


def _values(store: duckdb.DuckDBPyConnection, name: str, kind: str, order: str) -> NDArray[Any]:
    if kind == "number":
        return _numbers(store, f"CAST({_quoted(name)} AS DOUBLE)", order)
    if kind == "date":
        return _numbers(store, f"epoch(CAST({_quoted(name)} AS TIMESTAMP)) / 86400.0", order)
    sql = f"SELECT CAST({_quoted(name)} AS VARCHAR) AS v FROM rows ORDER BY {order}"  # noqa: S608
    found = store.execute(sql).fetchnumpy()["v"]
    values = np.array(np.ma.getdata(found), dtype=object)
    values[np.ma.getmaskarray(found)] = None
    return values


def _numbers(store: duckdb.DuckDBPyConnection, expression: str, order: str) -> Floats:
    sql = f"SELECT CAST({expression} AS DOUBLE) AS v FROM rows ORDER BY {order}"  # noqa: S608
    found = store.execute(sql).fetchnumpy()["v"]
    values: Floats = np.ma.filled(np.ma.asarray(found, dtype=np.float64), np.nan)
    return values


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]
