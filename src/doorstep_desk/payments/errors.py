"""What is refused about payments."""

from datetime import date

from doorstep_desk.plumbing.refusal import Refused


def payment_is_nothing() -> Refused:
    """Return the refusal for a payment of zero."""
    return Refused("payment-zero", "A payment is more than nothing. Check the sum.")


def payment_in_future(day: date) -> Refused:
    """Return the refusal for a payment dated after today."""
    return Refused(
        "payment-in-future", f"{day} lies in the future. Give the day the money arrived."
    )
