"""Ask leave for a call that is about to be made: judged by all rules, then permitted once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep.compliance.leave.permit import SHORT_LIFE
from doorstep.terms.codes import Channel, Purpose, Verdict
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.decisions.may_i import MayI, may_i
from doorstep_desk.decisions.one_case import CaseAsked
from doorstep_desk.permits.actions import IssuedPermit, WantedPermit, ask_permit
from doorstep_desk.permits.queries import live_permits
from doorstep_desk.plumbing.actor import Actor

OVER: Final = "over"
"""Why there is no leave when nothing of a case is worked any more."""


@dataclass(frozen=True, slots=True)
class Leave:
    """What came of asking.

    Attributes:
        until: The contact may begin until then; None without leave.
        rule: The rule that stands first against it, ``stopped``, or ``over``; empty with leave.
        answer: What all rules said, or None when they were not asked: leave was there already,
            or the case is over.
    """

    until: datetime | None
    rule: str
    answer: MayI | None


@transaction.atomic
def ask_leave(*, actor: Actor, asked: CaseAsked, at: datetime) -> Leave:
    """Ask leave for a call that begins now; asking again while it lasts gives the same leave.

    The facts are read and judged as for the day's run, by the rulebook and the calendar of the
    agency; then the limits are counted once more under the lock on the person. The leave is for
    the asker, for the number the rules judged, and for a quarter of an hour.

    Args:
        actor: Who would call.
        asked: The case as it stands now.
        at: Now.

    Raises:
        Refused: The actor may not, or the case is not theirs.
    """
    actor.require("permit.ask")
    lock_case(actor, asked.case.pk)
    for permit in live_permits(asked.case.pk, at):
        if permit.channel == Channel.CALL.word and permit.starts_at <= at:
            return Leave(permit.ends_at, "", None)
    answer = may_i(asked, Channel.CALL, at)
    if answer is None:
        return Leave(None, OVER, None)
    if answer.verdict is not Verdict.ALLOW:
        return Leave(None, min(answer.because), answer)
    # People write down the minute in which a call began, so leave begins with the minute.
    begins, ends = at.replace(second=0, microsecond=0), at + SHORT_LIFE
    issued = ask_permit(
        actor=actor, rulebook=answer.rulebook, at=at,
        wanted=WantedPermit(
            case_id=asked.case.pk, person_id=asked.case.borrower_id,
            point_id=max(answer.point_id, 0), channel=Channel.CALL, purpose=Purpose.COLLECT,
            starts_at=begins, ends_at=ends, expires_at=ends,
            agents=() if actor.staff_id is None else (actor.staff_id,),
            obligations=answer.obligations,
        ),
    )  # fmt: skip
    if isinstance(issued, IssuedPermit):
        return Leave(ends, "", answer)
    return Leave(None, issued.rule, answer)
