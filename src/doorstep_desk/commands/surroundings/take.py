"""Take a file of surroundings: what lay over which county, and when."""

from pathlib import Path
from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line, print_table
from doorstep_desk.commands.agency import agency_runner, content_of
from doorstep_desk.commands.session import store
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.surroundings.actions import import_layers
from doorstep_desk.surroundings.reading import KINDS, ReadFile, read_layers


def surroundings_import(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check.")] = False,
    agency: Annotated[str | None, typer.Option(help="For which agency, with several.")] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Take a file with county, kind, begins_on, ends_on, level and source; whole or not at all.

    Example: doorstep surroundings import harvest.csv
    """
    content = content_of(file)
    with store(data_dir):
        read = read_layers(content)
        if read.faults:
            _show_faults(file, read, as_json=json)
        at, new = clock.now(), 0
        if not dry_run:
            actor = agency_runner(at, agency)
            with acting_as(actor):
                new = import_layers(actor=actor, content=content, name=file.name, at=at)
    if json:
        print_json({"file": file.name, "lines": len(read.layers), "new": new, "faults": []})
    else:
        print_line(f"{file.name}: {len(read.layers)} lines, {new} new.")


def _show_faults(file: Path, read: ReadFile, *, as_json: bool) -> None:
    """Show every fault.

    Raises:
        CommandFailed: Always: a file with faults is not taken.
    """
    if as_json:
        faults = [
            {"row": f.row, "column": f.column, "text": f.text, "why": f.sentence}
            for f in read.faults
        ]
        print_json({"file": file.name, "lines": 0, "new": 0, "faults": faults})
    else:
        rows = [[f.row, f.column, f.text, f.sentence] for f in read.faults[:50]]
        print_table(f"{file.name}: faults", ["line", "column", "text", "what to do"], rows)
    raise CommandFailed(
        f"{len(read.faults)} cells of {file.name} cannot be read; nothing was taken. "
        f"Kinds are: {', '.join(KINDS)}."
    )
