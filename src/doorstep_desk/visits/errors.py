"""What is refused about recording a visit or a call."""

from datetime import datetime

from doorstep_desk.plumbing.refusal import Refused


def visit_without_stop() -> Refused:
    """Return the refusal for a visit on a stop of another pair or day."""
    return Refused(
        "stop-unknown", "This stop is not on your plan. Open today's list and choose it there."
    )


def visit_recorded_differently() -> Refused:
    """Return the refusal for a second, different record under the same id."""
    return Refused(
        "visit-recorded",
        "This visit was recorded already with other answers. The first record stands; "
        "add a correction if it is wrong.",
    )


def visit_not_recorded() -> Refused:
    """Return the refusal of correcting a visit that has not been written down."""
    return Refused(
        "visit-not-recorded",
        "This visit is not written down yet. Decide its own review first, then the correction.",
    )


def disposition_does_not_fit(met: str, disposition: str) -> Refused:
    """Return the refusal for an outcome that contradicts whom the agents met."""
    return Refused(
        "outcome-does-not-fit",
        f"The outcome {disposition} does not fit with having met: {met}. Choose again.",
    )


def promise_without_borrower() -> Refused:
    """Return the refusal for a promise that was not made by the borrower."""
    return Refused(
        "promise-without-borrower",
        "Only the borrower can promise. Record who was met, without a promise.",
    )


def number_unreadable() -> Refused:
    """Return the refusal of what is no number of a pair."""
    return Refused("number-unreadable", "Type the eight digits that the visitors show you.")


def too_many_checks(until: datetime) -> Refused:
    """Return the refusal of one who asks again and again."""
    return Refused(
        "too-many-checks",
        "Too many tries from here. Wait ten minutes; you need not open the door meanwhile.",
        next_allowed_at=until,
    )


def alert_unknown() -> Refused:
    """Return the refusal for an alert that does not exist for the asker."""
    return Refused("alert-unknown", "There is no such alert. Load the list again.")


def alert_settled(by: str) -> Refused:
    """Return the refusal of settling an alert twice."""
    return Refused("alert-settled", f"{by} has settled this alert already. Load the list again.")


def settle_outcome_unknown() -> Refused:
    """Return the refusal of an outcome that is not on the list."""
    return Refused("outcome-unknown", "Choose what it turned out to be.")
