"""Which piece of evidence does a record announce?"""

import uuid
from typing import Any

from doorstep_desk.evidence.actions.take import NewPart
from doorstep_desk.fieldwork.errors import announcement_unreadable
from doorstep_desk.fieldwork.reading import Event, a_count, a_hash


def part_of(event: Event, part_id: uuid.UUID) -> NewPart:
    """Return the piece of evidence that a record announces.

    Raises:
        Refused: It does not say what it is.
    """
    said = event.body
    try:
        return NewPart(
            part_id, event.case_key, event.visit_key, _text(said["role"]), _text(said["media"]),
            a_hash(said["sha256"]), a_count(said["size"]), a_hash(said["sealed_sha256"]),
            a_count(said["sealed_size"]), _text(said["key_id"]),
        )  # fmt: skip
    except (KeyError, ValueError) as error:
        raise announcement_unreadable(str(error)) from None


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("a word is a text")
    return value
