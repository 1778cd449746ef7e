"""Forget what is not to be kept: exact places after a month, evidence on its day."""

from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line
from doorstep_desk.commands.session import store
from doorstep_desk.complaints.queries import cases_in_dispute
from doorstep_desk.evidence.actions.delete import delete_due
from doorstep_desk.fieldwork.jobs import blur_places
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.scope import acting_as


def field_tidy(data_dir: DataDir = DEFAULT_DATA_DIR, json: Json = False) -> None:
    """Blur places that are a month old and delete evidence whose day has come; once a night.

    Evidence about a case in a running complaint or dispute stays.

    Example: doorstep field tidy
    """
    at = clock.now()
    with store(data_dir), acting_as(SYSTEM):
        held = cases_in_dispute(clock.today())
        deleted = delete_due(actor=SYSTEM, held_cases=held, on=clock.today(), at=at)
        blurred = blur_places(actor=SYSTEM, at=at)
    if json:
        print_json({"blurred": blurred, "deleted": deleted, "held_cases": len(held)})
    else:
        print_line(f"{blurred} places blurred, {deleted} pieces of evidence deleted.")
