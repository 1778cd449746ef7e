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


def payment_unknown() -> Refused:
    """Return the refusal for money that does not wait with this organisation."""
    return Refused("payment-unknown", "There is no such payment among those that wait.")


def payment_needs_reason() -> Refused:
    """Return the refusal for a decision about money that nobody explained."""
    return Refused("payment-reason", "Say how you know, in a sentence; it stays in the history.")


def payment_decided(by: str) -> Refused:
    """Return the refusal for deciding otherwise about what is decided."""
    return Refused("payment-decided", f"{by} has decided about this payment already.")


def payment_account_unclear(found: int) -> Refused:
    """Return the refusal for a number that no account, or more than one, has."""
    return Refused(
        "payment-account",
        "Several accounts of this lender have that number; give the other number of the one meant."
        if found
        else "No account of this lender has that number. Give its loan or contract number.",
    )


def payment_does_not_fit(code: str, message: str) -> Refused:
    """Return the refusal for money that this account cannot take either."""
    return Refused(code, message)


def payment_surplus_stays() -> Refused:
    """Return the refusal for giving a surplus, which is in the books, to another account."""
    return Refused(
        "payment-surplus",
        "This surplus is in the books of its account. Send it back, or mark the payment a double.",
    )


def decision_unknown() -> Refused:
    """Return the refusal for a decision that does not exist."""
    return Refused("payment-decision", "Choose: assign it, send it back, or mark it a double.")


def lender_unknown() -> Refused:
    """Return the refusal for a lender that places nothing with this agency."""
    return Refused("lender-unknown", "No such lender places accounts with this agency.")


def sender_key_unknown() -> Refused:
    """Return the refusal for a key that does not exist here."""
    return Refused("sender-key-unknown", "There is no such key. Load the list again.")


def delivery_differs(number: str) -> Refused:
    """Return the refusal for another message under a number that was used."""
    return Refused(
        "delivery-differs",
        f"Delivery {number} was taken before with another body. Give each message its own number.",
    )


def signature_refused(code: str, message: str) -> Refused:
    """Return the refusal for a message that nobody known has signed, or not now."""
    return Refused(code, message)


def pay_way_kind() -> Refused:
    """Return the refusal for a way to pay that is none of the list."""
    return Refused("pay-way-kind", "Choose a link, an app or a bank transfer of the lender.")


def pay_way_place() -> Refused:
    """Return the refusal for a place to pay that nobody could use or trust."""
    return Refused(
        "pay-way-place", "A link begins with https:// and names no user; others say where to pay."
    )


def pay_way_holder(lender: str) -> Refused:
    """Return the refusal for a way to pay that is not the lender's own."""
    return Refused("pay-way-holder", f"Money goes to {lender} itself and to nobody else.")


def pay_way_unknown() -> Refused:
    """Return the refusal for a way that does not exist here."""
    return Refused("pay-way-unknown", "There is no such way to pay. Load the list again.")


def pay_way_decided() -> Refused:
    """Return the refusal for deciding about what is decided."""
    return Refused("pay-way-decided", "This was approved or taken back already.")


def pay_way_own() -> Refused:
    """Return the refusal for approving alone."""
    return Refused(
        "pay-way-own", "Another person approves it: nobody says alone where money goes."
    )
