"""What is refused about follow-ups."""

from doorstep_desk.plumbing.refusal import Refused


def followup_unknown() -> Refused:
    """Return the refusal for a follow-up that does not exist for this person."""
    return Refused("followup-unknown", "There is no such follow-up among those you may see.")


def followup_done(by: str) -> Refused:
    """Return the refusal for finishing a follow-up twice."""
    return Refused("followup-done", f"{by} has finished this follow-up already.")
