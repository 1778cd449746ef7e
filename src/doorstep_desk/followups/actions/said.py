"""What a borrower says through a personal link, and what follows from it at once.

Each of these is one transaction: the word itself, what it stops, who answers it by when, and a
receipt. Nobody of ours stands between.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.affordability.follow import COOLING_OFF_DAYS
from doorstep.affordability.lifecycle import ArrangementState
from doorstep.affordability.reminders import Wish
from doorstep.terms.local_time import local_day
from doorstep_desk.arrangements.actions.decide import contest_arrangement, withdraw_arrangement
from doorstep_desk.arrangements.actions.links import use_link
from doorstep_desk.arrangements.actions.propose import Proposed, propose_arrangement
from doorstep_desk.arrangements.actions.reminders import About, wish_reminder
from doorstep_desk.arrangements.errors import cooling_off_over, nothing_to_say_no_to
from doorstep_desk.arrangements.links import Behind, receipt_number
from doorstep_desk.arrangements.queries import ArrangementSeen, arrangements_of_case
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.followups.actions.open import NewFollowUp, open_followups
from doorstep_desk.permits.actions import stop_contact

LOOK_AT_CONTEST: Final = 1
"""Within how many days somebody who did not propose it looks at what is contested."""
AGREE_AGAIN: Final = 2
ANSWER_WISH: Final = 1
_CANCELLED: Final = "cancelled by the borrower within the days for thinking it over"
_RUNS: Final = (ArrangementState.AGREED, ArrangementState.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks, from where and when.

    Attributes:
        link: The link that they opened and proved to be theirs.
        address: Network address; only a fingerprint of the day is kept.
        at: When.
    """

    link: Behind
    address: str
    at: datetime


@transaction.atomic
def contest_by_borrower(*, said: Said, because: str) -> str:
    """Take down: this is not what I agreed. Nobody asks for money until somebody has looked.

    Returns:
        The number of the receipt.

    Raises:
        Refused: Nothing is agreed on, or too much came through the link.
    """
    actor, at = said.link.actor, said.at
    running = _running(said)
    receipt = _receipt(said, "contested")
    key = running.row.pk
    contest_arrangement(actor=actor, arrangement_id=key, because=because, at=at)
    _task(
        said, "review", LOOK_AT_CONTEST, "compliance", f"arrangement:{key}",
        {"arrangement": str(ArrangementState.CONTESTED), "receipt": receipt},
    )  # fmt: skip
    return receipt


@transaction.atomic
def cancel_by_borrower(*, said: Said) -> str:
    """Take an agreement back within the days for thinking it over, with all leave to contact.

    Returns:
        The number of the receipt.

    Raises:
        Refused: Nothing is agreed on, it is too late, or too much came through the link.
    """
    actor, at = said.link.actor, said.at
    running = _running(said)
    if not may_cancel(running, at):
        raise cooling_off_over()
    receipt = _receipt(said, "cancelled")
    key = running.row.pk
    withdraw_arrangement(actor=actor, arrangement_id=key, because=_CANCELLED, at=at)
    stop_contact(actor=actor, case_ids=[said.link.case_id], because="arrangement", at=at)
    _task(
        said, "agree_again", AGREE_AGAIN, "lead", f"cancelled:{key}",
        {"arrangement": str(ArrangementState.WITHDRAWN), "receipt": receipt},
    )  # fmt: skip
    return receipt


@transaction.atomic
def wish_by_borrower(*, said: Said, wish: Proposed) -> str:
    """Write down which arrangement a borrower wishes; a person answers within a day.

    Returns:
        The number of the receipt.

    Raises:
        Refused: The core refuses it, or too much came through the link.
    """
    receipt = _receipt(said, "wished")
    row = propose_arrangement(actor=said.link.actor, proposed=wish, at=said.at)
    _task(
        said, "answer_wish", ANSWER_WISH, "lead", f"wish:{row.pk}",
        {"arrangement": str(ArrangementState.PROPOSED), "receipt": receipt},
    )  # fmt: skip
    return receipt


@transaction.atomic
def remind_by_borrower(*, said: Said, about: About, wish: Wish) -> str:
    """Take down whether and how the borrower wants to be reminded.

    Returns:
        The number of the receipt.

    Raises:
        Refused: There is nothing to be reminded of, or the wish does not say how.
    """
    receipt = _receipt(said, "reminders")
    wish_reminder(actor=said.link.actor, about=about, wish=wish, at=said.at)
    return receipt


def may_cancel(seen: ArrangementSeen, at: datetime) -> bool:
    """Say whether the days for thinking an agreement over still run."""
    agreed = [step.taken_at for step in seen.steps if step.step == "agree"]
    if seen.state != ArrangementState.AGREED or not agreed:
        return False
    return local_day(at) < local_day(agreed[-1]) + timedelta(days=COOLING_OFF_DAYS)


def _running(said: Said) -> ArrangementSeen:
    lock_case(said.link.actor, said.link.case_id)
    found = [each for each in arrangements_of_case(said.link.case_id) if each.state in _RUNS]
    if not found:
        raise nothing_to_say_no_to()
    return found[0]


def _receipt(said: Said, what: str) -> str:
    use = use_link(
        actor=said.link.actor, link=said.link, what=what, address=said.address, at=said.at
    )
    return receipt_number(use)


def _task(
    said: Said, kind: str, days: int, owner: str, source: str, details: dict[str, object]
) -> None:
    wanted = NewFollowUp(
        case_id=said.link.case_id, kind=kind, due_on=local_day(said.at) + timedelta(days=days),
        owner_role=owner, source=source, details=details,
    )  # fmt: skip
    open_followups(actor=said.link.actor, wanted=[wanted], at=said.at)
