"""What does the page of the signed log hold?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LogPage:
    """The signed log.

    Attributes:
        origin: Its name; empty before anything was signed.
        size: Lines at the last checkpoint.
        root: The root over them, in base64.
        signed_at: When; None before anything was signed.
        is_fresh: The last checkpoint is not older than two minutes.
        note: The checkpoint as it is signed.
        key: The public key; empty when it cannot be read.
        key_problem: Why nothing is signed any more; empty when all is well.
        witness_size: Lines at the last checkpoint that the witness holds; None when it has none.
        witness_at: When that was signed; None unless it agrees.
        witness_fits: Whether it is one of ours; None when there is nothing to compare.
        check_asked_at: When a reading of the whole log was asked for last.
        check_ended_at: When it ended; None while it runs.
        check_size: Lines that were read.
        check_fault: What was found; empty when all was sound.
        may_check: The reader may ask for one.
    """

    origin: str
    size: int
    root: str
    signed_at: datetime | None
    is_fresh: bool
    note: str
    key: str
    key_problem: str
    witness_size: int | None
    witness_at: datetime | None
    witness_fits: bool | None
    check_asked_at: datetime | None
    check_ended_at: datetime | None
    check_size: int | None
    check_fault: str
    may_check: bool
