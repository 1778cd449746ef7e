"""Go on with an import, give it up, or take it back; see first what it would change."""

from typing import Annotated

import typer

from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line
from doorstep_desk.commands.agency import present_runner
from doorstep_desk.commands.imports.compared import print_diff
from doorstep_desk.commands.imports.listed import Agency, Number
from doorstep_desk.commands.session import store
from doorstep_desk.followups.jobs import follow_conflicts
from doorstep_desk.intake.actions.resume import cancel_import, resume_import
from doorstep_desk.intake.actions.undo import undo_import
from doorstep_desk.intake.differences import diff_of
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.tables.statistics import count_tables_anew

Because = Annotated[str, typer.Option(help="Why; it goes into the log.")]


def imports_diff(
    number: Number,
    agency: Agency = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Compare a staged import with the store, or show what a published one changed.

    Example: doorstep imports diff 12
    """
    with store(data_dir):
        found = diff_of(present_runner(clock.now(), agency), number).as_dict()
    if json:
        print_json(found)
    else:
        print_diff(found)


def imports_resume(
    number: Number,
    agency: Agency = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Publish an import of which all rows are staged.

    Example: doorstep imports resume 12
    """
    at = clock.now()
    with store(data_dir):
        runner = present_runner(at, agency)
        done = resume_import(actor=runner, import_id=number, at=at)
        follow_conflicts(actor=runner, import_id=number, at=at)
        count_tables_anew()
    if json:
        print_json({"import": number, "state": done.state, "changes": done.changes})
    else:
        print_line(f"Import {number} is published.")


def imports_cancel(
    number: Number,
    because: Because = "",
    agency: Agency = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Give up an import of which nothing is published yet.

    Example: doorstep imports cancel 12 --because "wrong file"
    """
    at = clock.now()
    with store(data_dir):
        runner = present_runner(at, agency)
        cancel_import(actor=runner, import_id=number, at=at, because=because)
    if json:
        print_json({"import": number, "state": "cancelled"})
    else:
        print_line(f"Import {number} is cancelled; nothing of it came into the store.")


def imports_undo(
    number: Number,
    because: Because = "",
    agency: Agency = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Take a published placement back while nothing has been done on its cases.

    Example: doorstep imports undo 12 --because "sent to the wrong agency"
    """
    at = clock.now()
    with store(data_dir):
        runner = present_runner(at, agency)
        cases = undo_import(actor=runner, import_id=number, at=at, because=because)
    if json:
        print_json({"import": number, "state": "undone", "cases": cases})
    else:
        print_line(f"Import {number} is undone; {cases} cases are gone.")
