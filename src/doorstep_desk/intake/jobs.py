"""What happens to files by itself."""

from datetime import datetime

from doorstep_desk.intake.quarantine import drop_uploads_over


def forget_uploads(*, at: datetime) -> int:
    """Drop the bytes of files about which nobody decided in time; returns how many."""
    return drop_uploads_over(at)
