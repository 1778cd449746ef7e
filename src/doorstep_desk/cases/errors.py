"""What is refused about cases."""

from doorstep_desk.plumbing.refusal import Refused


def case_unknown(number: object) -> Refused:
    """Return the refusal for a case that does not exist for this person."""
    return Refused("case-unknown", f"There is no case {number} among the cases you may see.")


def account_unknown(key: object) -> Refused:
    """Return the refusal for an account that does not exist for this person."""
    return Refused("account-unknown", f"There is no account {key} among those you may see.")


def record_changed() -> Refused:
    """Return the refusal for a form that was filled in from an older state."""
    return Refused(
        "record-changed",
        "Somebody else saved this record after you opened it. "
        "Open it again, look at the new entry, then repeat yours if it is still needed.",
    )


def point_unknown() -> Refused:
    """Return the refusal for a contact point that is not on this case."""
    return Refused("point-unknown", "There is no such number or address on this case.")


def purpose_missing() -> Refused:
    """Return the refusal for looking at a contact point without saying what for."""
    return Refused("purpose-missing", "Say what you need the number or address for.")
