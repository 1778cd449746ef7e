"""What is refused about running a day."""

from doorstep_desk.plumbing.refusal import Refused


def day_under_way() -> Refused:
    """Return the refusal for a second run beside one that has not ended."""
    return Refused(
        "day-under-way",
        "A day of this agency is being run right now. Wait until it has ended; nothing is lost.",
    )


def no_cases_to_run() -> Refused:
    """Return the refusal for a day without a single case."""
    return Refused(
        "no-cases-to-run", "There is no open case to run a day for. Import a placement file first."
    )


def no_such_wish() -> Refused:
    """Return the refusal for running a wish that is not there, or was run already."""
    return Refused("no-such-wish", "This run was not asked for, or it has begun already.")
