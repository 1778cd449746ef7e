"""What is refused about arrangements?"""

from datetime import date, datetime

from doorstep.terms.local_time import BEIJING
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


def promise_decided() -> Refused:
    """Return the refusal of correcting a promise that payments have decided."""
    return Refused(
        "promise-decided",
        "Payments have decided this promise already. Write down what was wrong as a note.",
    )


def nothing_owed() -> Refused:
    """Return the refusal for an arrangement on a case that owes nothing."""
    return Refused("nothing-owed", "Nothing is owed on this case, so nothing has to be arranged.")


def limitation_over(due_on: date) -> Refused:
    """Return the refusal for a debt whose limitation period may be over."""
    return Refused(
        "limitation-over",
        f"The oldest account fell due on {due_on}. Its limitation period may be over, and to agree"
        " would revive it. A lawyer has to look first.",
    )


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


def authority_percent() -> Refused:
    """Return the refusal for a share that is none."""
    return Refused("authority-percent", "Each share is a whole number from 0 to 100.")


def authority_past() -> Refused:
    """Return the refusal for authority over days that are over."""
    return Refused("authority-past", "Authority begins today or later; earlier proposals stand.")


def authority_source() -> Refused:
    """Return the refusal for authority that nobody gave."""
    return Refused("authority-source", "Name the lender's letter or contract that says so.")


def authority_role() -> Refused:
    """Return the refusal for a role that proposes nothing."""
    return Refused("authority-role", "Agents and team leads propose; choose one of them.")


def authority_unknown() -> Refused:
    """Return the refusal for a limit that does not exist here."""
    return Refused("authority-unknown", "There is no such limit. Load the list again.")


def authority_decided() -> Refused:
    """Return the refusal for deciding about what is decided."""
    return Refused("authority-decided", "This limit was approved or taken back already.")


def authority_own() -> Refused:
    """Return the refusal for approving alone."""
    return Refused("authority-own", "Another person approves it: nobody widens authority alone.")


def link_unknown() -> Refused:
    """Return the refusal for a link that we did not make."""
    return Refused("link-unknown", "This link is not one of ours. Ask who gave it to you.")


def link_ended() -> Refused:
    """Return the refusal for a link that opens no more."""
    return Refused("link-ended", "This link has ended or was taken back. Ask for a new one.")


def link_needs_proof() -> Refused:
    """Return the refusal for a link that anybody could open."""
    return Refused(
        "link-needs-proof",
        "No identity number is on file, so nothing tells the borrower from somebody else. "
        "Ask the lender for it.",
    )


def too_many_tries(until: datetime) -> Refused:
    """Return the refusal for too many tries."""
    at = until.astimezone(BEIJING)
    return Refused("link-too-many", f"Too many tries. Try again after {at:%H:%M}.")


def cooling_off_over() -> Refused:
    """Return the refusal for cancelling too late."""
    return Refused(
        "cooling-off-over",
        "The days for thinking it over are past. Ask for another plan, or say what is wrong.",
    )


def nothing_to_say_no_to() -> Refused:
    """Return the refusal for contesting or cancelling where nothing is agreed."""
    return Refused("nothing-agreed", "Nothing is agreed on, so nothing has to be taken back.")


def promise_unknown() -> Refused:
    """Return the refusal for a reminder of nothing."""
    return Refused("promise-unknown", "There is no such promise or arrangement on this case.")
