"""What is refused on the page of a borrower."""

from datetime import datetime

from doorstep_desk.plumbing.refusal import Refused


def contact_unreadable() -> Refused:
    """Return the refusal for something that is neither a mobile number nor an address."""
    return Refused(
        "contact-unreadable", "Type a mobile number of 11 digits, or an e-mail address."
    )


def too_many_codes(next_at: datetime) -> Refused:
    """Return the refusal for asking again and again; the same for numbers that nobody knows."""
    return Refused(
        "too-many-codes", "Too many codes were asked for; try again in ten minutes.",
        next_allowed_at=next_at,
    )  # fmt: skip


def signing_needs_proof() -> Refused:
    """Return the refusal for signing where nothing tells the borrower from somebody else."""
    return Refused(
        "signing-needs-proof",
        "No identity number is on file, so a code could be anybody's. Sign on paper with us.",
    )


def no_way_to_send() -> Refused:
    """Return the refusal for a code that may not or cannot be sent now."""
    return Refused(
        "code-not-sent",
        "No code can be sent to you just now; try later, or sign on paper with us.",
    )


def kind_unknown() -> Refused:
    """Return the refusal for something that cannot be said here."""
    return Refused("kind-unknown", "Choose what you want to tell us.")


def words_missing() -> Refused:
    """Return the refusal for a complaint without a word."""
    return Refused("words-missing", "Write in a few words what is wrong.")


def said_unknown() -> Refused:
    """Return the refusal for answering what nobody said."""
    return Refused("said-missing", "There is nothing of this number in your organisation.")


def said_answered() -> Refused:
    """Return the refusal for a second answer."""
    return Refused("said-answered", "This was answered already.")


def opinion_unknown() -> Refused:
    """Return the refusal for an answer that is not on the page."""
    return Refused("opinion-unknown", "Choose one of the answers.")


def opinion_not_asked() -> Refused:
    """Return the refusal for an answer to what is not asked, or was answered already."""
    return Refused("opinion-not-asked", "Nothing is asked about this contact, or not any more.")
