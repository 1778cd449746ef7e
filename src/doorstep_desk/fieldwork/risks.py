"""Which addresses are dangerous today, who says so, and until when is that said?"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from doorstep_desk.fieldwork.models import RiskNote
from doorstep_desk.plumbing.actor import Actor

KIND_WORDS: Final = MappingProxyType(
    {
        "animal": ("动物", "Animal"),
        "building": ("建筑", "Building"),
        "way": ("路况", "The way there"),
        "site": ("现场", "Works, gas, fire or water"),
        "attack": ("曾有来访者受伤害或威胁", "Visitors were hurt or threatened here"),
    }
)
"""Kinds in Chinese and English, as the phone and the office say them."""

SHOWN: Final = 100
SHOWN_AFTER: Final = timedelta(days=30)
"""So long a note that ended or was withdrawn is still listed, so that its reason can be read."""


@dataclass(frozen=True, slots=True)
class RiskSeen:
    """What is said of an address, and until when; the grounds stay in the office."""

    kind: str
    words: str
    expires_on: date

    def said(self) -> dict[str, str]:
        """Return it with its kind, in both languages; the words are as they were written."""
        zh, en = KIND_WORDS[self.kind]
        until = self.expires_on.isoformat()
        return {"zh": f"{zh}：{self.words}", "en": f"{en}: {self.words}", "until": until}


@dataclass(frozen=True, slots=True)
class NoteSeen:
    """A note as the office reads it.

    Attributes:
        note_id: Identifier.
        point_id: The address.
        case_id: The case on whose page it was written.
        kind: Of the closed list.
        source: Of the closed list.
        words: What is dangerous.
        grounds: How that is known.
        noted_by: User name.
        noted_at: When.
        expires_on: Last day.
        looked_by: User name of who looked again, or empty.
        withdrawn_at: When, or None.
        withdrawn_by: User name, or empty.
        withdrawn_because: Why, or empty.
    """

    note_id: uuid.UUID
    point_id: int
    case_id: int
    kind: str
    source: str
    words: str
    grounds: str
    noted_by: str
    noted_at: datetime
    expires_on: date
    looked_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_because: str

    def holds(self, on: date) -> bool:
        """Say whether phones are told of it on a day."""
        return self.withdrawn_at is None and on <= self.expires_on


def risks_at(point_ids: Collection[int], on: date) -> dict[int, list[RiskSeen]]:
    """Return the notes that hold on a day, by address."""
    rows = RiskNote.objects.filter(
        point_id__in=list(point_ids), expires_on__gte=on, withdrawn_at=None
    ).order_by("noted_at")
    found: dict[int, list[RiskSeen]] = {}
    for row in rows:
        seen = RiskSeen(row.kind, row.words, row.expires_on)
        found.setdefault(row.point_id, []).append(seen)
    return found


def notes_at(point_ids: Iterable[int], on: date) -> list[NoteSeen]:
    """Return the notes on some addresses that hold on a day, the newest first, in one query."""
    rows = RiskNote.objects.filter(
        point_id__in=list(point_ids), expires_on__gte=on, withdrawn_at=None
    )
    return [_seen(row) for row in rows.order_by("-noted_at")]


def notes_of(actor: Actor, on: date) -> list[NoteSeen]:
    """Return the agency's notes that hold or ended lately, those that end first in front.

    Raises:
        Refused: The actor may not.
    """
    actor.require("risk.read")
    rows = RiskNote.objects.filter(agency_id=actor.agency_id, expires_on__gte=on - SHOWN_AFTER)
    return [_seen(row) for row in rows.order_by("expires_on", "id")[:SHOWN]]


def _seen(row: RiskNote) -> NoteSeen:
    return NoteSeen(
        row.pk, row.point_id, row.case_key, row.kind, row.source, row.words, row.grounds,
        row.noted_by, row.noted_at, row.expires_on, row.looked_by, row.withdrawn_at,
        row.withdrawn_by, row.withdrawn_because or "",
    )  # fmt: skip
