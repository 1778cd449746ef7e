"""Add staff, pairs, shifts and start points from a CSV or XLSX list, all or nothing."""

from pathlib import Path
from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line, print_table
from doorstep_desk.commands.session import store
from doorstep_desk.commands.staff.organisation import organisation_for
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions import ImportedStaff, import_staff
from doorstep_desk.staff.roster import read_roster

COLUMNS = (
    "username, name, role, language, languages, certificate_valid_until, trained_on, "
    "record_checked_on, violent_record, pair, shift_from, shift_to, starts, ends, latitude, "
    "longitude, max_visits"
)


def staff_import(
    file: Annotated[Path, typer.Argument(help=f"CSV or XLSX with the columns {COLUMNS}.")],
    organisation: Annotated[
        str | None,
        typer.Option(help="Whose staff; added when new. May be left out with one agency."),
    ] = None,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Add everybody in a list, and print a password for one use each.

    The first three columns are needed. Two rows with the same pair make a pair of agents; shift
    columns on either row put it on shift on every day from shift_from to shift_to.

    Example: doorstep staff import staff.xlsx --organisation 延边外访
    """
    if not file.is_file():
        raise CommandFailed(f"There is no file {file}.")
    at = clock.now()
    with store(data_dir):
        rows = read_roster(file.read_bytes())
        with acting_as(SYSTEM):
            key = organisation_for(organisation, is_lender=False, at=at)
            done = import_staff(actor=SYSTEM, organisation_id=key, rows=rows, at=at)
    _print(done, as_json=json)


def _print(done: ImportedStaff, *, as_json: bool) -> None:
    if as_json:
        print_json({"passwords": done.passwords, "pairs": done.pairs, "shifts": done.shifts})
        return
    print_table("Passwords for one use", ["user name", "password"], done.passwords.items())
    print_line(f"{len(done.passwords)} people, {len(done.pairs)} pairs, {done.shifts} shifts.")
