"""What follows by itself from promises that were settled?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from doorstep.terms.codes import PromiseState
from doorstep_desk.arrangements.actions import Settlement
from doorstep_desk.followups.actions import NewFollowUp, open_followups
from doorstep_desk.plumbing.actor import Actor

NEXT: Final = {
    PromiseState.KEPT: ("thank", "agent", 3),
    PromiseState.PARTLY_KEPT: ("agree_again", "lead", 2),
    PromiseState.BROKEN: ("ask_why", "lead", 2),
}
"""What to do after each outcome, whose it is, and within how many days."""


def follow_settlements(
    *, actor: Actor, settled: Sequence[Settlement], on: date, at: datetime
) -> int:
    """Open one follow-up with an owner for every settled promise; twice does nothing more."""
    wanted = []
    for item in settled:
        kind, owner, days = NEXT[item.state]
        wanted.append(
            NewFollowUp(
                case_id=item.case_id, kind=kind, due_on=on + timedelta(days=days),
                owner_role=owner, source=f"promise:{item.promise_id}",
                details={"state": item.state.word, "paid_fen": item.paid_fen},
            )
        )  # fmt: skip
    return open_followups(actor=actor, wanted=wanted, at=at)
