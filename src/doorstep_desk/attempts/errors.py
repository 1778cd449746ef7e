"""What is refused about attempts."""

from doorstep_desk.plumbing.refusal import Refused


def attempt_in_future() -> Refused:
    """Return the refusal for an attempt that has not happened yet."""
    return Refused("attempt-in-future", "Record a contact after it happened, not before.")


def attempt_unknown() -> Refused:
    """Return the refusal for a record that does not exist for this person."""
    return Refused("attempt-unknown", "There is no such record among the cases you may see.")


def already_corrected() -> Refused:
    """Return the refusal for a second correction of the same entry."""
    return Refused(
        "already-corrected",
        "This entry was corrected already. Correct the newest entry instead; nothing is lost.",
    )


def outcome_does_not_fit() -> Refused:
    """Return the refusal for an outcome that an attempt on this channel cannot have."""
    return Refused(
        "outcome-does-not-fit-channel",
        "This outcome cannot come of a contact of this kind. Choose one of those offered.",
    )
