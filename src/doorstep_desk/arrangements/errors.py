"""What is refused about arrangements?"""

from doorstep_desk.plumbing.refusal import Refused


def arrangement_unknown() -> Refused:
    """Return the refusal for an arrangement that does not exist for this person."""
    return Refused("arrangement-unknown", "There is no such arrangement among your cases.")


def arrangement_needs_reason() -> Refused:
    """Return the refusal for a step that nobody explained."""
    return Refused("arrangement-reason", "Say why, in a sentence; it stays in the history.")


def arrangement_altered() -> Refused:
    """Return the refusal for a stored arrangement that is not what was proposed."""
    return Refused(
        "content-changed", "This is not what was proposed. Propose the changed one anew."
    )


def proposal_differs() -> Refused:
    """Return the refusal for a second, different proposal under the same id."""
    return Refused(
        "arrangement-differs",
        "This was proposed already with other words or sums. The first stands; propose anew.",
    )


def nothing_owed() -> Refused:
    """Return the refusal for an arrangement on a case that owes nothing."""
    return Refused("nothing-owed", "Nothing is owed on this case, so nothing has to be arranged.")


def currencies_mixed() -> Refused:
    """Return the refusal for a case whose accounts are in several currencies."""
    return Refused(
        "currency-mixed",
        "The accounts of this case are in several currencies. Ask the lender to part the case.",
    )


def replaces_another() -> Refused:
    """Return the refusal for reshaping what is not in force."""
    return Refused(
        "reshape-not-in-force",
        "Only the arrangement that is in force can be reshaped. Open the case again.",
    )
