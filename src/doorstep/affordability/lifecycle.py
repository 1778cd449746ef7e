"""In which state is an arrangement, and what may happen to it next?

While an arrangement is agreed or in force, collection stops (CN-PLAN-02; house policy for every
kind of debt). A contested one counts for nobody until it has been looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from doorstep.terms.refusal import Refusal


class ArrangementState(StrEnum):
    """Where an arrangement stands."""

    PROPOSED = "proposed"
    WAITING = "waiting"
    APPROVED = "approved"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    CONTESTED = "contested"
    COMPLETED = "completed"
    BROKEN = "broken"
    RESHAPED = "reshaped"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


class Step(StrEnum):
    """What can happen to one; the first makes it."""

    PROPOSE = "propose"
    SUBMIT = "submit"
    APPROVE = "approve"
    REFUSE = "refuse"
    AGREE = "agree"
    COOLING_OFF_OVER = "cooling_off_over"
    CONTEST = "contest"
    UPHOLD = "uphold"
    COMPLETE = "complete"
    BREAK = "break"
    RESHAPE = "reshape"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Standing:
    """What has to be known before a step.

    Attributes:
        needs_approval: Something is let off, so two people have to say yes.
        maker: Who proposed it.
        checker: Who takes the step.
        is_same_content: What would be carried out is byte for byte what was proposed.
        is_paid: All of it has been paid.
        days_since_agreed: Whole days since both sides agreed.
        cooling_off_days: How many days the borrower may still think it over.
    """

    needs_approval: bool = False
    maker: str = ""
    checker: str = ""
    is_same_content: bool = True
    is_paid: bool = False
    days_since_agreed: int = 0
    cooling_off_days: int = 0


STOPS_COLLECTION: Final = frozenset(
    {ArrangementState.AGREED, ArrangementState.IN_FORCE, ArrangementState.CONTESTED}
)
"""States in which nobody is asked for money beyond what was agreed."""

ENDED: Final = frozenset(
    {
        ArrangementState.COMPLETED,
        ArrangementState.BROKEN,
        ArrangementState.RESHAPED,
        ArrangementState.WITHDRAWN,
        ArrangementState.REFUSED,
    }
)

_S, _E = ArrangementState, Step
_MOVES: Final[Mapping[tuple[ArrangementState, Step], ArrangementState]] = {
    (_S.PROPOSED, _E.SUBMIT): _S.WAITING,
    (_S.PROPOSED, _E.AGREE): _S.AGREED,
    (_S.PROPOSED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.WAITING, _E.APPROVE): _S.APPROVED,
    (_S.WAITING, _E.REFUSE): _S.REFUSED,
    (_S.WAITING, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.APPROVED, _E.AGREE): _S.AGREED,
    (_S.APPROVED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.AGREED, _E.COOLING_OFF_OVER): _S.IN_FORCE,
    (_S.AGREED, _E.CONTEST): _S.CONTESTED,
    (_S.AGREED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.AGREED, _E.COMPLETE): _S.COMPLETED,
    (_S.IN_FORCE, _E.CONTEST): _S.CONTESTED,
    (_S.IN_FORCE, _E.COMPLETE): _S.COMPLETED,
    (_S.IN_FORCE, _E.BREAK): _S.BROKEN,
    (_S.IN_FORCE, _E.RESHAPE): _S.RESHAPED,
    (_S.CONTESTED, _E.UPHOLD): _S.IN_FORCE,
    (_S.CONTESTED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.COMPLETED, _E.REOPEN): _S.IN_FORCE,
}


def move(state: ArrangementState, step: Step, standing: Standing) -> ArrangementState | Refusal:
    """Return the state after a step, or why it cannot be taken."""
    after = _MOVES.get((state, step))
    if after is None:
        return Refusal(
            "step-not-possible", f"An arrangement that is {state} cannot {step}. Look at it again."
        )
    return _refuse_step(state, step, standing) or after


def _refuse_step(state: ArrangementState, step: Step, standing: Standing) -> Refusal | None:
    if step in (Step.APPROVE, Step.REFUSE, Step.UPHOLD, Step.AGREE):
        return _refuse_person(state, step, standing) or _refuse_changed(standing)
    is_early = standing.days_since_agreed < standing.cooling_off_days
    if step == Step.COOLING_OFF_OVER and is_early:
        return Refusal(
            "cooling-off", "The borrower may still think it over; wait for the last day."
        )
    if step == Step.COMPLETE and not standing.is_paid:
        return Refusal("not-paid", "Not all of it has been paid yet.")
    return None


def _refuse_person(state: ArrangementState, step: Step, standing: Standing) -> Refusal | None:
    if step == Step.AGREE:
        if standing.needs_approval and state != ArrangementState.APPROVED:
            return Refusal(
                "approval-missing", "Something is let off: a second person approves it first."
            )
        return None
    if not standing.checker or standing.checker == standing.maker:
        return Refusal("maker-is-checker", "Somebody else than who proposed it has to decide.")
    return None


def _refuse_changed(standing: Standing) -> Refusal | None:
    if standing.is_same_content:
        return None
    return Refusal(
        "content-changed", "This is not what was proposed. Propose the changed one anew."
    )
