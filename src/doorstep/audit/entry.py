"""Which bytes stand in the log for one entry?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """One thing that happened, as it is kept.

    Its random id makes the hash of an entry say nothing to those who may not read the entry.

    Attributes:
        id: Its key.
        at: When, aware.
        actor: In whose name.
        verb: What.
        subject: To what.
        details: Plain facts, as the store gives them back.
        organisation: Whose entry it is; None when it is the store's own.
    """

    id: UUID
    at: datetime
    actor: str
    verb: str
    subject: str
    details: Mapping[str, Any]
    organisation: int | None

    def as_json(self) -> dict[str, Any]:
        """Return the entry as plain JSON."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return {
            "id": str(self.id), "at": at.replace("+00:00", "Z"), "actor": self.actor,
            "verb": self.verb, "subject": self.subject, "details": dict(self.details),
            "organisation": self.organisation,
        }  # fmt: skip

    def line(self) -> bytes:
        """Return the entry as one line: the same entry always gives the same bytes."""
        return canonical(self.as_json())


def canonical(value: Any) -> bytes:
    """Return a value of plain JSON as bytes: sorted keys, no blanks, UTF-8, one line.

    Raises:
        ValueError: It holds a number that JSON does not know.
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()
