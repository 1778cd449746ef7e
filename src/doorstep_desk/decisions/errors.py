"""What is refused about models and decisions."""

from collections.abc import Sequence

from doorstep_desk.plumbing.refusal import Refused


def model_unknown(number: int) -> Refused:
    """Say that there is no such model."""
    return Refused("model-unknown", f"There is no model number {number} here; choose one listed.")


def not_a_person() -> Refused:
    """Say that only somebody with a name puts a model into use."""
    return Refused(
        "not-a-person", "A model is put into use by a named person; sign in with your own name."
    )


def already_in_use(version: str) -> Refused:
    """Say that nothing would change."""
    return Refused("model-in-use", f"Model {version} is in use already.")


def is_base_rate(version: str) -> Refused:
    """Say that there is nothing to promote."""
    return Refused(
        "model-base-rate",
        f"Model {version} has learned nothing; it stands only while there is no other.",
    )


def was_changed(version: str, faults: Sequence[str]) -> Refused:
    """Say that a model is not what was signed."""
    return Refused(
        "model-changed",
        f"Model {version} is not as it was signed ({', '.join(faults)}); fit a new one.",
    )


def blocked_by_groups(version: str, groups: Sequence[str]) -> Refused:
    """Say that a model fails the limits on groups."""
    return Refused(
        "model-blocked",
        f"Model {version} goes beyond the limits between groups ({', '.join(groups)}); "
        "it may not be put into use.",
    )


def never_stood(version: str) -> Refused:
    """Say that only a model that was in use can be gone back to."""
    return Refused(
        "model-never-used", f"Model {version} was never in use; promote it instead of going back."
    )
