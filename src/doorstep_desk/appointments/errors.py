"""What is refused about appointments."""

from doorstep_desk.plumbing.refusal import Refused


def slot_taken() -> Refused:
    """Return the refusal for hours that are full by now, or were never offered."""
    return Refused(
        "slot-taken", "This time is not free any more. Choose one of the others; nothing changed."
    )


def slot_unreadable() -> Refused:
    """Return the refusal for a choice that is no time at all."""
    return Refused("slot-unreadable", "Choose one of the times.")


def no_visit_possible() -> Refused:
    """Return the refusal for booking where visits are forbidden."""
    return Refused(
        "no-visit-possible", "Nobody may be sent to this borrower now, so no visit can be booked."
    )


def nothing_booked() -> Refused:
    """Return the refusal for cancelling what is not there."""
    return Refused("nothing-booked", "No visit is booked that could be cancelled.")


def heard_unknown() -> Refused:
    """Return the refusal for noting a wish without saying how it was heard."""
    return Refused("heard-missing", "Say how you heard it from the borrower.")
