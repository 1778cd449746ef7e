"""Leave to call a borrower within the next hour."""

from datetime import timedelta

from tests.app.portfolio import DAY, NOON, point_of

from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.permits.actions import WantedPermit, issue_permits


def give_leave(cast, known) -> None:
    """Give leave to call the borrower of an account at noon."""
    ends = NOON + timedelta(hours=1)
    wanted = WantedPermit(
        case_id=known.case_id, person_id=known.borrower_id, point_id=point_of(known),
        channel=Channel.CALL, purpose=Purpose.COLLECT, starts_at=NOON, ends_at=ends,
        expires_at=ends,
    )  # fmt: skip
    issue_permits(
        actor=day_runner(cast.agency_id), rulebook=rulebook_on(DAY), at=NOON, wanted=[wanted]
    )
