"""What is refused about declarations?"""

from datetime import date

from doorstep_desk.plumbing.refusal import Refused


def organisation_unknown(name: object) -> Refused:
    """Return the refusal of a declaration about somebody else's organisation."""
    return Refused(
        "organisation-unknown",
        f"{name} is neither this agency nor a lender that has placed accounts with it.",
    )


def source_missing() -> Refused:
    """Return the refusal of a declaration that rests on nothing."""
    return Refused("source-missing", "Say what the answers rest on, such as a letter or a check.")


def begins_too_late(on: date) -> Refused:
    """Return the refusal of a declaration for a distant day."""
    return Refused("begins-too-late", f"{on} is over a year ahead. Declare it nearer the day.")


def nothing_declared(key: str) -> Refused:
    """Return the refusal of withdrawing what nobody declared."""
    return Refused("nothing-declared", f"Nothing is in force for {key!r} that could be withdrawn.")
