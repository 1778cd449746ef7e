"""What is refused about staff, and in which words?"""

from datetime import date, datetime

from doorstep_desk.plumbing.refusal import Refused


def username_taken(username: str) -> Refused:
    """Say that a user name is in use."""
    return Refused("username-taken", f"The user name {username} is taken; choose another.")


def staff_unknown(staff_id: int) -> Refused:
    """Say that there is no such member of staff for the asker."""
    return Refused("not-found", f"There is no member of staff number {staff_id}.")


def role_out_of_place(role: str, kind: str) -> Refused:
    """Say that a role does not belong into an organisation of a kind."""
    return Refused(
        "role-out-of-place",
        f"The role {role} does not belong to {'a lender' if kind == 'lender' else 'an agency'}: "
        "lenders' people have the role lender, and nobody else has.",
    )


def sign_in_failed() -> Refused:
    """Say that user name and password do not belong together, and no more than that."""
    return Refused("sign-in-failed", "User name and password do not belong together; check both.")


def sign_in_must_wait(until: datetime) -> Refused:
    """Say that there were too many failures in a row."""
    return Refused(
        "sign-in-wait",
        "Too many failed attempts; wait a little and try again, or ask an administrator.",
        next_allowed_at=until,
    )


def not_on_file(what: str) -> Refused:
    """Say that there is no such absence, certificate or exclusion among the asker's team."""
    return Refused("team-unknown", f"There is no such {what} in your team. Load the page again.")


def absence_overlaps(from_on: date, until_on: date) -> Refused:
    """Say that somebody is away on some of these days already."""
    return Refused(
        "absence-overlaps",
        f"Days between {from_on} and {until_on} are noted already. Withdraw that note first.",
    )


def needs_reason() -> Refused:
    """Say that a reason is missing."""
    return Refused("team-reason", "Say why, in a sentence; it stays in the history.")


def excluded_already() -> Refused:
    """Say that two people are never sent together already."""
    return Refused("exclusion-exists", "These two are never sent together already.")


def cannot_be_sent(name: str) -> Refused:
    """Say that somebody is away that day, or lacks a certificate."""
    return Refused(
        "pair-unfit",
        f"{name} is away that day or lacks a certificate. Choose somebody else.",
    )


def never_together(first: str, second: str) -> Refused:
    """Say that two people are never sent together."""
    return Refused("pair-excluded", f"{first} and {second} are never sent together.")


def named_twice() -> Refused:
    """Say that somebody stands in two pairs of one day."""
    return Refused("pair-twice", "Somebody stands in two pairs. Each person goes with one other.")


def no_hours_known() -> Refused:
    """Say that nobody has said when and where a pair's day begins."""
    return Refused(
        "shift-unknown",
        "Nobody has said when and where a day begins. Add one shift first, then pairs.",
    )


def exam_of_another() -> Refused:
    """Say that a certificate is earned by nobody but oneself."""
    return Refused("exam-of-another", "Everybody takes their own exam.")
