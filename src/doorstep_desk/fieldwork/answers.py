"""What did the end of a visit say happened, in the words of the record?"""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from doorstep.terms.codes import Channel, Disposition
from doorstep_desk.fieldwork.errors import answers_unreadable, visit_nameless
from doorstep_desk.fieldwork.reading import Event
from doorstep_desk.visits.actions.record import Happened
from doorstep_desk.visits.outcomes import REASONS, VISIT_OUTCOMES

LONGEST_NOTE: Final = 2000
_LARGEST_FEN: Final = 10**12
_DISPOSITIONS: Final = {each.word: each for each in Disposition}


def stated_beginning(event: Event) -> datetime | None:
    """Return when the phone says that the visit began, or None."""
    text = event.body.get("began_at")
    if not isinstance(text, str):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def happened_in(event: Event, at: datetime) -> Happened:
    """Return what happened at a visit that began at an instant.

    Raises:
        Refused: It names neither visit nor case, or its answers are not of the closed lists.
    """
    if event.visit_key is None or event.case_key is None:
        raise visit_nameless()
    answers = event.body.get("answers")
    if not isinstance(answers, dict):
        raise answers_unreadable("there are none")
    met, disposition = answers.get("met"), _DISPOSITIONS.get(str(answers.get("disposition")))
    if met not in VISIT_OUTCOMES or disposition is None:
        raise answers_unreadable("who was met, or what came of it, is on no list")
    reason = answers.get("reason")
    return Happened(
        record_id=event.visit_key, case_id=event.case_key, channel=Channel.VISIT, at=at, met=met,
        disposition=disposition, note=_note(answers), reason=reason if reason in REASONS else "",
        promise_fen=_fen(answers), promise_due_on=_day(answers),
        asked_to_leave=answers.get("asked_to_leave") is True,
        asked_to_stop=answers.get("asked_to_stop") is True, stop_id=event.stop_key,
    )  # fmt: skip


def permit_named(body: Mapping[str, Any]) -> uuid.UUID | None:
    """Return the permit that a visit says it was begun under, or None."""
    try:
        return uuid.UUID(str(body.get("permit_id")))
    except ValueError:
        return None


def _note(answers: Mapping[str, Any]) -> str:
    note = answers.get("note")
    return note.replace("\0", "")[:LONGEST_NOTE] if isinstance(note, str) else ""


def _fen(answers: Mapping[str, Any]) -> int | None:
    fen = answers.get("promise_fen")
    if fen is None:
        return None
    if type(fen) is not int or not 0 < fen <= _LARGEST_FEN:
        raise answers_unreadable("the promised sum is none")
    return fen


def _day(answers: Mapping[str, Any]) -> date | None:
    text = answers.get("promise_due_on")
    if text is None:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise answers_unreadable("the promised day is none") from None
