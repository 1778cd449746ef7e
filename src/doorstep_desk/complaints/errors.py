"""What is refused about pauses and stop requests."""

from doorstep_desk.plumbing.refusal import Refused


def pause_needs_reason() -> Refused:
    """Return the refusal for a pause without one of the known reasons."""
    return Refused("pause-reason", "Choose why this case is paused.")


def pause_ends_before_it_starts() -> Refused:
    """Return the refusal for a pause that would end in the past."""
    return Refused("pause-past", "Choose today or a later day for the end of the pause.")


def no_pause() -> Refused:
    """Return the refusal for ending a pause that is not there."""
    return Refused("no-pause", "This case is not paused. Open it again to see its state.")
