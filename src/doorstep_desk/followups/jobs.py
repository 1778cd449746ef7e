"""What follows by itself: from promises settled, contacts at fault, files that contradict us."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from doorstep.affordability.lifecycle import ArrangementState
from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.actions import Followed, Settlement
from doorstep_desk.arrangements.early import contested_arrangements, hurting_arrangements
from doorstep_desk.arrangements.reminders import reminders_due
from doorstep_desk.attempts.queries import breaches_since
from doorstep_desk.followups.actions import NewFollowUp, open_followups
from doorstep_desk.followups.queries import cases_with_letter
from doorstep_desk.intake.lists import conflicts_of
from doorstep_desk.payments.left import cases_owing, paid_off_since
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


AFTER_PAID: Final = (("closing_letter", "lead", 7), ("credit_correction", "compliance", 15))
"""What to do once nothing is owed any more, whose it is, and within how many days."""

AFTER_END: Final = {
    ArrangementState.COMPLETED: AFTER_PAID,
    ArrangementState.BROKEN: (("ask_why", "lead", 2),),
}
"""What to do once an arrangement has ended."""

AFTER_PAUSE: Final = (("agree_again", "lead", 2),)
"""What to do once an arrangement has run its time and something is still owed."""
LOOK_AT_CONTEST: Final = 1
RESHAPE: Final = 3
"""Within how many days somebody offers another plan, after payments showed signs."""


def follow_outcomes(*, actor: Actor, followed: Sequence[Followed], on: date, at: datetime) -> int:
    """Open what follows arrangements: ended, contested, or beginning to hurt; twice is once.

    A kept one ends with a closing letter and the correction of what credit bureaus were told;
    one that begins to hurt gets the offer of another plan, once for each instalment. One that only
    paused leaves its debt, and somebody agrees on what comes next.
    """
    owing = cases_owing([each.case_id for each in followed], on) if followed else set()
    wanted = [
        NewFollowUp(
            case_id=each.case_id, kind=kind, due_on=on + timedelta(days=days), owner_role=owner,
            source=f"arrangement:{each.arrangement_id}", details={"arrangement": each.state},
        )
        for each in followed
        for kind, owner, days in _after_end(each, is_owing=each.case_id in owing)
    ]  # fmt: skip
    wanted += [
        NewFollowUp(
            case_id=each.case_id, kind="review", due_on=on + timedelta(days=LOOK_AT_CONTEST),
            owner_role="compliance", source=f"arrangement:{each.arrangement_id}",
            details={"arrangement": ArrangementState.CONTESTED},
        )
        for each in contested_arrangements(actor.agency_id)
    ]  # fmt: skip
    wanted += [
        NewFollowUp(
            case_id=each.case_id, kind="reshape", due_on=on + timedelta(days=RESHAPE),
            owner_role="lead", source=f"arrangement:{each.arrangement_id}:{each.due}",
            details={"signs": [str(sign) for sign in each.signs]},
        )
        for each in hurting_arrangements(actor.agency_id, on)
    ]  # fmt: skip
    return open_followups(actor=actor, wanted=wanted, at=at) if wanted else 0


def _after_end(followed: Followed, *, is_owing: bool) -> Sequence[tuple[str, str, int]]:
    if followed.state == ArrangementState.COMPLETED and is_owing:
        return AFTER_PAUSE
    return AFTER_END.get(followed.state, ())


PAID_LOOKS_BACK: Final = timedelta(days=14)


def follow_paid(*, actor: Actor, on: date, at: datetime) -> int:
    """Open closing letter and credit correction for every account paid off, also without a plan.

    A case whose arrangement was kept to the end has both already, for all its accounts.
    """
    paid = paid_off_since(actor.agency_id, at - PAID_LOOKS_BACK, on)
    closed = cases_with_letter(actor.agency_id, {each.case_id for each in paid})
    wanted = [
        NewFollowUp(
            case_id=each.case_id, kind=kind, due_on=on + timedelta(days=days), owner_role=owner,
            source=f"paid:{each.account_id}", details={"account": each.account_id},
        )
        for each in paid
        if each.case_id not in closed
        for kind, owner, days in AFTER_PAID
    ]  # fmt: skip
    return open_followups(actor=actor, wanted=wanted, at=at) if wanted else 0


def follow_reminders(*, actor: Actor, on: date, at: datetime) -> int:
    """Open a task for every reminder that a borrower asked for and that falls on a day.

    The task says that it may be sent, not that it must: whoever sends it asks for leave first, as
    for every contact, and on another day it is not made up for. Twice does nothing more.
    """
    wanted = [
        NewFollowUp(
            case_id=each.case_id, kind="remind", due_on=on, owner_role="agent",
            source=f"reminder:{each.source}",
            details={"channel": each.channel, "due": each.due_on.isoformat()},
        )
        for each in reminders_due(actor.agency_id, on)
    ]  # fmt: skip
    return open_followups(actor=actor, wanted=wanted, at=at) if wanted else 0


LOOKS_BACK_DAYS: Final = 60
BREACH_DAYS: Final = 3
"""Within how many days somebody of compliance looks at a contact that the law refuses."""


def follow_breaches(*, actor: Actor, on: date, at: datetime) -> int:
    """Open a follow-up for compliance for every contact lately found at fault; once for each.

    That is what was reported without leave and would have been refused, and what a late report
    shows to have been one too many.
    """
    wanted = [
        NewFollowUp(
            case_id=breach.case_id, kind="review", due_on=on + timedelta(days=BREACH_DAYS),
            owner_role="compliance", source=f"review:{breach.review_id}",
            details={"rules": list(breach.rules), "is_late": breach.is_late},
        )
        for breach in breaches_since(actor.agency_id, at - timedelta(days=LOOKS_BACK_DAYS), at)
    ]  # fmt: skip
    return open_followups(actor=actor, wanted=wanted, at=at)


DAYS_TO_LOOK: Final = 3
"""Within how many days somebody looks at what a corrected file contradicts."""


def follow_conflicts(*, actor: Actor, import_id: int, at: datetime) -> int:
    """Open one follow-up for every conflict of an import; twice does nothing more.

    A file that contradicts what our own people verified or settled changes nothing there; a
    lead looks at both.
    """
    due_on = local_day(at) + timedelta(days=DAYS_TO_LOOK)
    wanted = [
        NewFollowUp(
            case_id=each.case_id, kind="review", due_on=due_on, owner_role="lead",
            source=f"import:{import_id}:{each.case_id}:{each.field}:{each.reason}",
            details={"row": each.row_no, "field": each.field, "reason": each.reason},
        )
        for each in conflicts_of(import_id)
    ]  # fmt: skip
    return open_followups(actor=actor, wanted=wanted, at=at) if wanted else 0
