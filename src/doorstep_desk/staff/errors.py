"""What is refused about staff, and in which words?"""

from datetime import datetime

from doorstep_desk.plumbing.refusal import Refused


def username_taken(username: str) -> Refused:
    """Say that a user name is in use."""
    return Refused("username-taken", f"The user name {username} is taken; choose another.")


def staff_unknown(staff_id: int) -> Refused:
    """Say that there is no such member of staff for the asker."""
    return Refused("not-found", f"There is no member of staff number {staff_id}.")


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
