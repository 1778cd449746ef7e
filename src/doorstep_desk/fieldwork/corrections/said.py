"""What does a correction say: of which record, what was really so, and why?"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from doorstep.terms.codes import Disposition
from doorstep_desk.fieldwork.answers import happened_in
from doorstep_desk.fieldwork.errors import correction_unreadable
from doorstep_desk.fieldwork.reading import Event
from doorstep_desk.visits.outcomes import VISIT_OUTCOMES
from doorstep_desk.visits.standing import Standing

LONGEST_REASON: Final = 500
LONGEST_NOTE: Final = 2000
_LARGEST_FEN: Final = 10**12
_OUTCOMES: Final = {each.word: each for some in VISIT_OUTCOMES.values() for each in some}
FIELDS: Final = ("disposition", "note", "promise_fen", "promise_due_on")
"""What a correction may change. What people asked for, and evidence, have no field."""

_ANY: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""An instant where none is asked for."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a visit, as far as it may be corrected."""

    disposition: str
    note: str
    promise_fen: int | None
    promise_due_on: date | None

    @property
    def outcome(self) -> Disposition:
        """Return what came of it."""
        return _OUTCOMES[self.disposition]

    def as_text(self) -> str:
        """Return it as it is kept."""
        due = self.promise_due_on and self.promise_due_on.isoformat()
        return json.dumps({**asdict(self), "promise_due_on": due}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class CorrectionSaid:
    """A correction as the phone wrote it.

    Attributes:
        of: Name of the corrected record on that phone.
        wanted: What was really so, by field of ``FIELDS``; what is not in it stays.
        because: Why.
    """

    of: uuid.UUID
    wanted: Mapping[str, Any]
    because: str

    def applied_to(self, told: Told) -> Told:
        """Return what is told once the correction holds."""
        merged = {**asdict(told), **self.wanted}
        return Told(**merged)


def correction_in(event: Event) -> CorrectionSaid:
    """Return what a correction says.

    Raises:
        Refused: It names no record, changes something that no correction can, or gives no reason.
    """
    body = event.body
    now, because = body.get("now"), body.get("because")
    if not isinstance(now, dict) or not now or set(now) - set(FIELDS):
        raise correction_unreadable("it changes nothing, or what no correction can change")
    if not isinstance(because, str) or not because.replace("\0", "").strip():
        raise correction_unreadable("there is no reason")
    try:
        of = uuid.UUID(str(body.get("of")))
        wanted = {name: _READ[name](value) for name, value in now.items()}
    except ValueError:
        raise correction_unreadable("a value is none") from None
    if ("promise_fen" in wanted) != ("promise_due_on" in wanted):
        raise correction_unreadable("a promise has both a sum and a day")
    if (wanted.get("promise_fen") is None) != (wanted.get("promise_due_on") is None):
        raise correction_unreadable("a promise has both a sum and a day")
    return CorrectionSaid(of, wanted, because.replace("\0", "").strip()[:LONGEST_REASON])


def told_at_end(event: Event, stands: Standing | None) -> Told:
    """Return what a visit tells now: as it stands on file, else as its end said.

    Raises:
        Refused: It is not on file, and its answers cannot be read.
    """
    if stands is not None:
        return Told(stands.disposition, stands.note, *stands.promised)
    said = happened_in(event, _ANY)
    return Told(said.disposition.word, said.note, said.promise_fen, said.promise_due_on)


def told_from(text: str) -> Told | None:
    """Return what was kept by ``Told.as_text``, or None for nothing."""
    if not text:
        return None
    read = json.loads(text)
    due = read["promise_due_on"]
    return Told(
        read["disposition"], read["note"], read["promise_fen"], due and date.fromisoformat(due)
    )


def _outcome(value: Any) -> str:
    if value not in _OUTCOMES:
        raise ValueError("no outcome of a visit")
    return str(value)


def _note(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value.replace("\0", "").strip()[:LONGEST_NOTE]


def _fen(value: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 0 < value <= _LARGEST_FEN:
        raise ValueError("no sum")
    return value


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


_READ: Final = {
    "disposition": _outcome, "note": _note, "promise_fen": _fen, "promise_due_on": _day,
}  # fmt: skip
