"""What is refused about papers?"""

from datetime import date, datetime

from doorstep_desk.plumbing.refusal import Refused


def language_unknown() -> Refused:
    """Return the refusal for a language that papers are not written in."""
    return Refused("document-language-unknown", "Papers are in Chinese, English or Korean.")


def kind_unknown() -> Refused:
    """Return the refusal for a paper that does not exist."""
    return Refused("document-kind-unknown", "There is no such kind of paper; choose one listed.")


def amount_unprintable() -> Refused:
    """Return the refusal for a sum that no paper may carry."""
    return Refused(
        "document-amount",
        "A sum is below zero or above any debt worked here; have the books looked at first.",
    )


def text_missing(what: str) -> Refused:
    """Return the refusal for a name that is empty."""
    return Refused("document-text-missing", f"The {what} is empty on file; have it filled in.")


def text_too_long(what: str, most: int) -> Refused:
    """Return the refusal for a name that is none."""
    return Refused(
        "document-text-too-long", f"The {what} has more than {most} characters; correct it first."
    )


def text_unprintable(what: str, point: int) -> Refused:
    """Return the refusal for a character that cannot be printed."""
    return Refused(
        "document-text-unprintable",
        f"The {what} holds a character that cannot be printed (U+{point:04X}); correct it first.",
    )


def fonts_missing() -> Refused:
    """Return the refusal for a desk without its typefaces."""
    return Refused(
        "document-fonts-missing",
        "The typefaces for papers are not installed; ask whoever runs this desk.",
    )


def document_unknown() -> Refused:
    """Return the refusal for a paper that does not exist for this person."""
    return Refused("document-unknown", "There is no such paper among those you may see.")


def nothing_to_print(why: str) -> Refused:
    """Return the refusal for a paper about something that is not there."""
    return Refused("document-subject-unknown", why)


def not_in_books() -> Refused:
    """Return the refusal for a paper about money that the books do not hold."""
    return Refused(
        "document-not-in-books",
        "The books lack this payment, or something on the account waits; settle that first.",
    )


def was_taken_back() -> Refused:
    """Return the refusal for a receipt of money that went back."""
    return Refused("document-payment-reversed", "This payment was taken back; no receipt is due.")


def still_owes() -> Refused:
    """Return the refusal for a closing letter while something is owed."""
    return Refused(
        "document-still-owes",
        "Something is still owed; the closing letter follows the last payment.",
    )


def not_agreed() -> Refused:
    """Return the refusal for an agreement that nobody may sign now."""
    return Refused(
        "document-not-agreed",
        "This arrangement waits for a second person or has ended; print one that stands.",
    )


def day_unprintable(first: date) -> Refused:
    """Return the refusal for a statement of a day that the books do not know."""
    return Refused(
        "document-day", f"Choose a day from {first.isoformat()}, when it was placed, until today."
    )


def signature_unreadable() -> Refused:
    """Return the refusal for a signature that is no picture."""
    return Refused(
        "signature-unreadable", "Sign in the box, or attach one PNG or JPEG of at most 500 kB."
    )


def already_signed() -> Refused:
    """Return the refusal for signing something twice."""
    return Refused(
        "document-signed", "A signed version exists already; issue a new one to change."
    )


def not_for_signing() -> Refused:
    """Return the refusal for signing a paper that nobody signs."""
    return Refused("document-not-for-signing", "Only agreements are signed.")


def too_many_checks(after: datetime) -> Refused:
    """Return the refusal for too many questions from one address."""
    return Refused(
        "too-many-checks", "Too many tries from here; try again in ten minutes.",
        next_allowed_at=after,
    )  # fmt: skip


def file_too_large() -> Refused:
    """Return the refusal for a file that cannot be one of our papers."""
    return Refused("document-file-too-large", "Our papers are smaller than 5 MB; choose the PDF.")
