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


def proof_way_unlawful() -> Refused:
    """Return the refusal for a way of proving that is not in the closed list for this point."""
    return Refused(
        "proof-way-unlawful",
        "A number or address is only verified in one of the listed ways; choose one that fits. "
        "Social media, bought data and asking other people are never among them.",
    )


def proof_result_unknown() -> Refused:
    """Return the refusal for a proof without one of the three results."""
    return Refused("proof-result-unknown", "Say what came of it: confirmed, wrong or no answer.")


def proof_in_future() -> Refused:
    """Return the refusal for a proof dated after today."""
    return Refused("proof-in-future", "The day of the proof is still to come; give the real day.")


def point_forbidden() -> Refused:
    """Return the refusal for proving a point from a source that may not be used."""
    return Refused(
        "point-forbidden",
        "This number or address comes from a source that may not be used; it is locked away "
        "and cannot be verified. Ask the lender or the borrower for another.",
    )


def place_unknown() -> Refused:
    """Return the refusal for a division that is not in the bundled table."""
    return Refused("place-unknown", "There is no such county or town; choose one of the list.")


def language_unknown() -> Refused:
    """Return the refusal for a language that the house does not write in."""
    return Refused("language-unknown", "Choose one of the languages.")


def times_unusable() -> Refused:
    """Return the refusal for wished times that leave no hour on any day."""
    return Refused(
        "times-unusable",
        "Choose at least one day of the week, and hours of which the second is later.",
    )
