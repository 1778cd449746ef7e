"""List imports, and show one."""

from typing import Annotated

import typer

from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_table
from doorstep_desk.commands.agency import present_runner
from doorstep_desk.commands.session import store
from doorstep_desk.intake.lists import ImportLine, import_detail, list_imports
from doorstep_desk.plumbing import clock

Agency = Annotated[str | None, typer.Option(help="For which agency, with several.")]
Number = Annotated[int, typer.Argument(help="Number of the import.")]
_HEADINGS = ("import", "file", "kind", "state", "accepted", "staged", "rows", "by", "at")


def imports_list(
    state: Annotated[str | None, typer.Option(help="Only imports in this state.")] = None,
    cursor: Annotated[str | None, typer.Option(help="Where the page before ended.")] = None,
    agency: Agency = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """List the imports of an agency, the newest first, with how far each has come.

    Example: doorstep imports list --state staged
    """
    with store(data_dir):
        runner = present_runner(clock.now(), agency)
        page = list_imports(runner.agency_id, cursor, state=state)
    if json:
        print_json({"imports": page.items, "next": page.next_cursor, "count": page.count})
        return
    print_table(f"Imports ({page.count})", _HEADINGS, map(_cells, page.items))


def imports_show(
    number: Number,
    agency: Agency = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Show one import: how far it came, what it changed, and what was left to a person.

    Example: doorstep imports show 12
    """
    with store(data_dir):
        runner = present_runner(clock.now(), agency)
        detail = import_detail(runner.agency_id, number)
    if json:
        print_json({"import": detail.line, "conflicts": detail.conflicts})
        return
    print_table("Import", _HEADINGS, [_cells(detail.line)])
    print_table("What it changed", ["", "accounts"], detail.line.changes.items())
    if detail.conflicts:
        print_table(
            "Left to a person", ["row", "field", "because", "case"],
            [[c.row_no, c.field, c.reason, c.case_id] for c in detail.conflicts],
        )  # fmt: skip


def _cells(line: ImportLine) -> list[object]:
    return [
        line.import_id, line.name, line.kind, line.state, line.rows_accepted, line.rows_staged,
        line.rows_total, line.imported_by, line.imported_at.isoformat(timespec="seconds"),
    ]  # fmt: skip
