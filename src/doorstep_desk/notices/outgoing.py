"""What does a gateway get to send, and what does it say about it?"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol


class Fate(Enum):
    """What is known about a message after it was handed over."""

    SENT = "sent"
    UNKNOWN = "unknown"
    """It may have left: it counts as sent, and nobody sends it again."""

    FAILED = "failed"
    """It has not left, for certain."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as a gateway gets it.

    Attributes:
        message_id: Ours; the same for ever.
        to: Number or address.
        subject: Of a mail.
        body: The words.
        language: Two letters.
        stop_link: Where a mail program may ask to stop; empty where there is none.
    """

    message_id: uuid.UUID
    to: str
    subject: str
    body: str
    language: str
    stop_link: str


@dataclass(frozen=True, slots=True)
class Left:
    """What became of one message.

    Attributes:
        message_id: Ours.
        fate: What is known.
        ref: What the other side calls it; several parts, several words.
        because: Why it did not leave, or why nobody knows.
    """

    message_id: uuid.UUID
    fate: Fate
    ref: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side says later about something that it took.

    Attributes:
        ref: What it calls it.
        is_delivered: Whether it arrived.
        at: When it said so.
    """

    ref: str
    is_delivered: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody sent to us.

    Attributes:
        sender: Number or address.
        text: The words.
        at: When it came.
    """

    sender: str
    text: str
    at: datetime


class GatewayDown(Exception):
    """The other side cannot be reached; nothing was handed over."""


class Gateway(Protocol):
    """A way by which messages leave."""

    name: str

    def open(self) -> None:
        """Be ready to send.

        Raises:
            GatewayDown: The other side cannot be reached.
        """
        ...

    def send(self, messages: Sequence[Outgoing]) -> Iterator[Left]:
        """Hand messages over, each once; say of every one what became of it."""
        ...

    def heard(self) -> tuple[list[Receipt], list[Answer]]:
        """Return what the other side has said since it was last asked."""
        ...

    def close(self) -> None:
        """Leave in order."""
        ...
