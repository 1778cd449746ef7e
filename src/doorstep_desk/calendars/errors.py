"""What is refused about calendars."""

from doorstep_desk.plumbing.refusal import Refused


def day_needs_source() -> Refused:
    """Return the refusal for a day that nobody can look up."""
    return Refused("calendar-source", "Name the announcement that says so, with its number.")


def day_of_no_kind(kind: str) -> Refused:
    """Return the refusal for a day that is neither off nor working."""
    return Refused("calendar-kind", f"{kind!r} is no kind of day: choose holiday or workday.")


def day_in_past() -> Refused:
    """Return the refusal for changing days that are over."""
    return Refused(
        "calendar-past", "Choose today or later: decisions of earlier days stand as they were."
    )


def day_unknown() -> Refused:
    """Return the refusal for a proposal that does not exist for this person."""
    return Refused("calendar-missing", "There is no such proposal in your organisation.")


def day_decided() -> Refused:
    """Return the refusal for deciding twice."""
    return Refused("calendar-decided", "This day was approved or taken back already.")


def day_own() -> Refused:
    """Return the refusal for deciding alone."""
    return Refused("calendar-own", "Another person approves it: nobody changes a calendar alone.")
