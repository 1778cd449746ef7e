"""Forget what is not to be kept: exact places and checks after a month, evidence on its day."""

from dataclasses import asdict, dataclass

from doorstep.cli.options import DEFAULT_DATA_DIR, DataDir, Json
from doorstep.cli.output import print_json, print_line
from doorstep_desk.commands.session import store
from doorstep_desk.complaints.queries import cases_in_dispute
from doorstep_desk.evidence.actions.delete import delete_due
from doorstep_desk.fieldwork.jobs import blur_places
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.jobs import forget_checks


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten.

    Attributes:
        blurred: Places of which only the neighbourhood is left.
        deleted: Pieces of evidence that were deleted.
        held_cases: Cases in a running complaint or dispute, whose evidence stays.
        checks: Times that somebody asked about visitors, of which nothing is left.
    """

    blurred: int
    deleted: int
    held_cases: int
    checks: int


def forget_due() -> Forgotten:
    """Blur places, and delete evidence and checks whose day has come. Twice is once.

    Each stands in a transaction of its own: what keeps a day from being run keeps nothing here.
    """
    at, today = clock.now(), clock.today()
    with acting_as(SYSTEM):
        blurred = blur_places(actor=SYSTEM, at=at)
    with acting_as(SYSTEM):
        held = cases_in_dispute(today)
        deleted = delete_due(actor=SYSTEM, held_cases=held, on=today, at=at)
    with acting_as(SYSTEM):
        checks = forget_checks(actor=SYSTEM, at=at)
    return Forgotten(blurred, deleted, len(held), checks)


def field_tidy(data_dir: DataDir = DEFAULT_DATA_DIR, json: Json = False) -> None:
    """Blur places that are a month old; delete evidence and visitor checks whose day has come.

    `doorstep day` does it too, before each day. Evidence about a case in a running complaint or
    dispute stays.

    Example: doorstep field tidy
    """
    with store(data_dir):
        done = forget_due()
    if json:
        print_json(asdict(done))
    else:
        print_line(
            f"{done.blurred} places blurred, {done.deleted} pieces of evidence and {done.checks} "
            "checks of visitors deleted."
        )
