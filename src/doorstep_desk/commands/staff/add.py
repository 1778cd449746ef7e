"""Add somebody who signs in, such as the first administrator."""

import secrets
from datetime import date
from typing import Annotated

import typer

from doorstep.cli.failure import CommandFailed
from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line
from doorstep_desk.commands.session import store
from doorstep_desk.commands.staff.organisation import organisation_for
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.actions import NewStaff, add_staff
from doorstep_desk.staff.actions.import_staff import PASSWORD_BYTES
from doorstep_desk.staff.roster_cells import day

Role = Annotated[
    str,
    typer.Option(help="agent, lead, analyst, compliance, admin; lender, auditor, regulator."),
]
Whose = Annotated[
    str | None,
    typer.Option(help="Whose staff; added when new. May be left out with one agency."),
]
IsLender = Annotated[
    bool, typer.Option("--lender", help="A new organisation is a lender, not an agency.")
]
TrainedOn = Annotated[str | None, typer.Option(help="Day of the last training.")]
RecordCheckedOn = Annotated[
    str | None, typer.Option(help="Day on which somebody looked for a record of violence.")
]
ViolentRecord = Annotated[bool, typer.Option("--violent-record", help="Such a record was found.")]


def _day(option: str, written: str | None) -> date | None:
    if written is None:
        return None
    found = day(written)
    if found is None:
        raise CommandFailed(f"{option} {written!r} is no day such as 2027-03-31.")
    return found


def staff_add(  # noqa: PLR0913 (one argument per option)
    username: Annotated[str, typer.Argument(help="User name: small letters and digits.")],
    name: Annotated[str, typer.Option(help="Name as colleagues know it.")],
    role: Role,
    organisation: Whose = None,
    lender: IsLender = False,
    language: Annotated[str, typer.Option(help="Language of the pages: zh or en.")] = "zh",
    speaks: Annotated[str, typer.Option(help="Spoken with borrowers, such as 'zh ko'.")] = "zh",
    certificate_until: Annotated[
        str | None, typer.Option(help="Last day of the visiting certificate.")
    ] = None,
    trained_on: TrainedOn = None,
    record_checked_on: RecordCheckedOn = None,
    violent_record: ViolentRecord = False,
    data_dir: DataDir = DEFAULT_DATA_DIR,
    json: Json = False,
) -> None:
    """Add somebody who signs in, and print a password for one use.

    Example: doorstep staff add wang --name 王宁 --role agent --organisation 延边外访
    """
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    at = clock.now()
    with store(data_dir), acting_as(SYSTEM):
        new = NewStaff(
            username=username.strip().lower(),
            display_name=name,
            role=role,
            organisation_id=organisation_for(organisation, is_lender=lender, at=at),
            password=password,
            must_change_password=True,
            language=language,
            languages=frozenset(speaks.replace(",", " ").split()),
            certificate_valid_until=_day("--certificate-until", certificate_until),
            trained_on=_day("--trained-on", trained_on),
            record_checked_on=_day("--record-checked-on", record_checked_on),
            has_violent_record=violent_record,
        )
        added = add_staff(actor=SYSTEM, new=new, at=at)
    if json:
        print_json({"username": added.username, "role": added.role, "password": password})
    else:
        print_line(f"{added.username} ({added.role}) may sign in with the password {password}")
        print_line("It is shown only now and must be changed at the first sign-in.")
