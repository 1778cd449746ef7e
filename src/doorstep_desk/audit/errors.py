"""What is refused about the signed log."""

from pathlib import Path

from doorstep_desk.plumbing.refusal import Refused


def key_missing(folder: Path) -> Refused:
    """Return the refusal when the key that signed so far is not there any more."""
    return Refused(
        "audit-key-missing",
        f"The key that signs the log is missing: put the file 'audit-signing' back into {folder}, "
        "from where its copy is kept. Until then nothing is signed; the desk itself goes on.",
    )


def key_changed() -> Refused:
    """Return the refusal when another key lies where the one that signed so far was."""
    return Refused(
        "audit-key-changed",
        "Another key lies in the place of the one that signed the log so far: put the file "
        "'audit-signing' back from its copy. Nothing was signed.",
    )


def witness_disagrees(reason: str) -> Refused:
    """Return the refusal when the log is not the one that the witness knows."""
    return Refused(
        "audit-witness-disagrees",
        f"The log is not the one that the witness folder knows: {reason} Nothing was signed. "
        "Find out who changed the log before you go on; a restore by 'doorstep restore' says so "
        "by itself.",
    )


def nothing_signed() -> Refused:
    """Return the refusal for proving something in a log without a checkpoint."""
    return Refused(
        "audit-nothing-signed",
        "No checkpoint has been signed yet: run 'doorstep audit keep --once' first.",
    )


def not_settled() -> Refused:
    """Return the refusal when an open transaction keeps the newest entries out of the log."""
    return Refused(
        "audit-not-settled",
        "Something else is being written just now, so the newest entries are not in the log yet. "
        "Wait until it has ended (a day's run, an import) and try again.",
    )
