"""What is refused about follow-ups."""

from doorstep_desk.plumbing.refusal import Refused


def followup_unknown() -> Refused:
    """Return the refusal for a follow-up that does not exist for this person."""
    return Refused("followup-unknown", "There is no such follow-up among those you may see.")


def followup_done(by: str) -> Refused:
    """Return the refusal for finishing a follow-up twice."""
    return Refused("followup-done", f"{by} has finished this follow-up already.")


def no_letter_wanted() -> Refused:
    """Return the refusal for issuing a letter on a follow-up that asks for something else."""
    return Refused("followup-not-a-letter", "This follow-up does not ask for a closing letter.")
