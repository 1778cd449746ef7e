"""Of one text message, which parts are under way, and what is known of the whole?"""

import uuid
from dataclasses import dataclass, field

from doorstep_desk.notices.outgoing import Fate, Left, Outgoing


@dataclass(slots=True)
class Part:
    """One part on its way; ``tries`` counts how often the other side asked to come later."""

    message_id: uuid.UUID
    to: str
    body: bytes
    is_wide: bool
    has_head: bool
    tries: int = 0


@dataclass(slots=True)
class Under:
    """One message while its parts are handed over."""

    message: Outgoing
    parts: list[Part]
    refs: list[str] = field(default_factory=list)
    doubt: str = ""
    refusal: str = ""
    done: int = 0

    def taken(self, ref: str) -> None:
        """Note that a part was taken."""
        self.refs.append(ref)
        self.done += 1

    def failed(self, because: str) -> None:
        """Note that a part has not left."""
        self.refusal = self.refusal or because
        self.done += 1

    def unknown(self, because: str) -> None:
        """Note that nobody knows about a part."""
        self.doubt = self.doubt or because
        self.done += 1

    @property
    def is_settled(self) -> bool:
        """Say whether something is known, or known to be unknown, of every part."""
        return self.done >= len(self.parts)

    def left(self) -> Left:
        """Return what became of the whole: in doubt when in doubt about any part.

        A message of which some parts were taken and others refused has left in part, which is
        neither sent nor failed.
        """
        ref = self.refs[-1] if self.refs else ""
        message_id = self.message.message_id
        if self.doubt:
            return Left(message_id, Fate.UNKNOWN, ref, self.doubt)
        if self.refusal and self.refs:
            return Left(message_id, Fate.UNKNOWN, ref, f"in part: {self.refusal}")
        if self.refusal:
            return Left(message_id, Fate.FAILED, "", self.refusal)
        return Left(message_id, Fate.SENT, ref)
