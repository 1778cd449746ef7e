"""What is refused about training, and in which words?"""

from doorstep_desk.plumbing.refusal import Refused


def course_unknown(key: str) -> Refused:
    """Say that there is no such course."""
    return Refused("not-found", f"There is no course {key!r}. Choose one from the list.")


def exam_unknown() -> Refused:
    """Say that the asker took no such exam; somebody else's does not exist for them."""
    return Refused("not-found", "You took no such exam. Open it from your own list.")


def course_renewed() -> Refused:
    """Say that the course was written anew while somebody answered."""
    return Refused(
        "course-renewed",
        "The course was renewed while you answered. Read it again, then take its exam.",
    )
