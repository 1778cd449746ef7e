"""What is refused about house policies."""

from doorstep.compliance.house.policy import Loosening
from doorstep_desk.plumbing.refusal import Refused


def policy_not_stricter(loosening: Loosening) -> Refused:
    """Return the refusal for a number that no house policy may have, with the rule it breaks."""
    return Refused(loosening.code, loosening.message)


def policy_needs_reason() -> Refused:
    """Return the refusal for a policy or withdrawal that nobody explained."""
    return Refused("policy-reason", "Say why, in a sentence; it stays in the history.")


def policy_in_past() -> Refused:
    """Return the refusal for a policy that would change days that are over."""
    return Refused(
        "policy-past",
        "A policy begins today or later: decisions of earlier days stand as they were made.",
    )


def policy_unknown() -> Refused:
    """Return the refusal for a policy that does not exist for this person."""
    return Refused("policy-missing", "There is no such policy in your organisation.")


def policy_decided() -> Refused:
    """Return the refusal for approving what was approved or withdrawn already."""
    return Refused(
        "policy-decided", "This policy was approved or withdrawn already. Open it to see by whom."
    )


def policy_own() -> Refused:
    """Return the refusal for deciding alone."""
    return Refused(
        "policy-own", "Another person must decide this: nobody changes a house number alone."
    )


def policy_changed() -> Refused:
    """Return the refusal for approving something else than what stands there."""
    return Refused(
        "policy-changed",
        "What you saw is not what stands there now. Open the policy again and read it.",
    )


def policy_altered(key: str) -> Refused:
    """Return the refusal for a stored policy that differs from the one that was approved."""
    return Refused(
        "policy-altered",
        f"The stored policy for {key} is not the one that was approved. Nothing is contacted "
        "under it; tell the administrator, and restore the table from the backup.",
    )
