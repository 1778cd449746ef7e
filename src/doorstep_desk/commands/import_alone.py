"""Check a file against others on disk alone, without a store, in a process of its own."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from doorstep.cli.failure import CommandFailed
from doorstep.cli.output import tell
from doorstep.cli.report_file import replacing, require_report_path
from doorstep.intake.check import refused
from doorstep.intake.files import RefusedContextError, UnreadableFileError, check_file
from doorstep.intake.tables import Refusal
from doorstep_desk.plumbing.apart import ParserStopped, limits_for, run_apart

SHOWN: Final = 20
"""Rejected rows that a person is shown; all of them are in the report."""


def check_alone(
    file: Path, context: Sequence[Path], as_of: date, out: Path | None, *, kind: str | None = None
) -> dict[str, Any]:
    """Check a file after others and write its report, replacing an earlier one at once.

    Args:
        file: The file.
        context: Files imported before into an empty store, in their order.
        as_of: The day of the import.
        out: Where the report goes, or None.
        kind: Kind to assume where the header words fit none.

    Returns:
        The report with its first entries; all of them when it is not written anywhere.

    Raises:
        CommandFailed: A file cannot be read, a context file is refused, or there is no place for
            the report; nothing is written.
    """
    require_report_path(out)
    sizes = [_size(path) for path in (*context, file)]
    with _place(out) as place:
        report = partial(report_into, place, file, tuple(context), as_of, kind)
        try:
            answer = run_apart(file.name, report, limits_for(sum(sizes)))
        except ParserStopped as stopped:
            tell(f"doorstep: {stopped}")
            answer = _stopped_report(place, stopped, [each.name for each in context], as_of)
        except (UnreadableFileError, RefusedContextError) as wrong:
            raise CommandFailed(str(wrong)) from wrong
        if out is None:
            answer = json.loads(place.read_text(encoding="utf-8"))
    return answer


def report_into(
    place: Path, file: Path, context: tuple[Path, ...], as_of: date, kind: str | None
) -> dict[str, Any]:
    """Write the report of a file to a path; return it with its first rejections only."""
    report = check_file(file, context, as_of, kind=kind).report
    with place.open("w", encoding="utf-8") as out:
        report.write(out)
    first = (
        {"sheet": each.sheet, "row": each.row, "column": each.column, "rule": each.rule}
        | {"hint": each.hint}
        for each in islice(report.rejected, SHOWN)
    )
    return report.head() | {"rejected": list(first)}


def _stopped_report(
    place: Path, stopped: ParserStopped, context: list[str], as_of: date
) -> dict[str, Any]:
    refusal = Refusal(stopped.rule)
    report = refused(stopped.name, None, as_of, tuple(context), refusal).report
    with place.open("w", encoding="utf-8") as out:
        report.write(out)
    return report.head() | {"rejected": []}


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        raise CommandFailed(f"There is no file {path}.") from None


@contextmanager
def _place(out: Path | None) -> Iterator[Path]:
    if out is not None:
        with replacing(out) as place:
            yield place
        return
    with tempfile.TemporaryDirectory(prefix="doorstep-") as folder:
        yield Path(folder, "report.json")
