"""What is one attempt to be written down, and how does it become a row?"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from doorstep.terms.codes import Channel, Direction, Disposition, Purpose


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """One attempt to be written down.

    Attributes:
        borrower_id: Whom it was about.
        case_id: The case, or None.
        creditor_id: On whose behalf, or None.
        point_id: Contact point used, or None.
        person_key: Key of the person over all agencies.
        at: When it was made.
        channel: How.
        purpose: Why.
        disposition: What came of it.
        direction: Who started it.
        asked_to_leave: Whether the visitor was asked to leave.
        note: Free words.
        recorded_by: Who says so.
        issued_chance: The chance of an answer that was issued before it, or None.
        source_key: Fingerprint of the row of a log that it came in, by which the same row is
            known when the log is sent again; None for attempts of our own.
    """

    borrower_id: int
    case_id: int | None
    creditor_id: int | None
    point_id: int | None
    person_key: bytes
    at: datetime
    channel: Channel
    purpose: Purpose
    disposition: Disposition
    direction: Direction = Direction.OUTBOUND
    asked_to_leave: bool = False
    note: str = ""
    recorded_by: str = ""
    issued_chance: float | None = None
    source_key: bytes | None = None


COLUMNS: Final = (
    "id", "agency_id", "borrower_id", "case_id", "creditor_id", "point_id", "person_key", "at",
    "received_at", "channel", "purpose", "direction", "disposition", "asked_to_leave", "note",
    "recorded_by", "origin", "issued_chance", "permit_id", "source_key",
)  # fmt: skip
"""Columns of a row, in the order of ``row_of``."""


def row_of(
    attempt: NewAttempt,
    attempt_id: uuid.UUID,
    agency_id: int,
    received_at: datetime,
    origin: str,
    permit_id: uuid.UUID | None = None,
) -> tuple[object, ...]:
    """Return the values of an attempt's row."""
    a = attempt
    return (
        attempt_id, agency_id, a.borrower_id, a.case_id, a.creditor_id, a.point_id, a.person_key,
        a.at, received_at, a.channel.word, a.purpose.word, a.direction.word, a.disposition.word,
        a.asked_to_leave, a.note, a.recorded_by, origin, a.issued_chance, permit_id,
        a.source_key,
    )  # fmt: skip
