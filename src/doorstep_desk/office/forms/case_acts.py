"""What was typed to pause a case or to correct a record, with all problems at once?"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep.terms.codes import Disposition
from doorstep_desk.complaints.actions import PAUSE_REASONS
from doorstep_desk.office.presentation.parts import FormState
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_day, typed_id

_DISPOSITIONS: Final = {each.word: each for each in Disposition}


@dataclass(frozen=True, slots=True)
class PauseWish:
    """What was asked.

    Attributes:
        typed: Field name to text.
        errors: Field name to sentence.
        reason: Word of the reason.
        until_on: Last day, or None.
        note: Free words.
    """

    typed: Mapping[str, str]
    errors: Mapping[str, str]
    reason: str
    until_on: date | None
    note: str

    @property
    def state(self) -> FormState:
        """Return what was typed and what is wrong."""
        return FormState(values=self.typed, errors=self.errors)


def pause_of(posted: Mapping[str, str]) -> PauseWish:
    """Read the form that pauses a case."""
    typed = {name: posted.get(name, "").strip() for name in ("reason", "until_on", "note")}
    errors: dict[str, str] = {}
    until_on = None
    if typed["reason"] not in PAUSE_REASONS:
        errors["reason"] = say("请选择暂停原因。", "Choose why this case is paused.")
    if typed["until_on"]:
        try:
            until_on = typed_day(typed["until_on"])
        except ValueError:
            errors["until_on"] = say(
                "请填写日期，或留空。", "Write a day, or leave the field empty."
            )
    return PauseWish(typed, errors, typed["reason"], until_on, typed["note"][:1000])


@dataclass(frozen=True, slots=True)
class CorrectionWish:
    """What was asked.

    Attributes:
        typed: Field name to text.
        errors: Field name to sentence.
        record: Identifier of the record, as text.
        attempt_id: The same, or None when it is not one.
        disposition: What really happened, or None.
        because: Why the record was wrong.
    """

    typed: Mapping[str, str]
    errors: Mapping[str, str]
    record: str
    attempt_id: uuid.UUID | None
    disposition: Disposition | None
    because: str

    @property
    def state(self) -> FormState:
        """Return what was typed and what is wrong."""
        return FormState(values=self.typed, errors=self.errors)


def correction_of(posted: Mapping[str, str], outcomes: Collection[str]) -> CorrectionWish:
    """Read the form that corrects a record.

    Args:
        posted: Field name to text.
        outcomes: Outcomes that fit the record.
    """
    typed = {name: posted.get(name, "").strip() for name in ("record", "disposition", "because")}
    errors: dict[str, str] = {}
    attempt_id = None
    try:
        attempt_id = typed_id(typed["record"])
    except ValueError:
        errors[""] = say("找不到要更正的记录。", "There is no such record to correct.")
    disposition = _DISPOSITIONS.get(typed["disposition"])
    if disposition is None or disposition.word not in outcomes:
        errors["disposition"] = say("请选择实际结果。", "Choose what really happened.")
    if not typed["because"]:
        errors["because"] = say("请写明原记录错在哪里。", "Say why the record was wrong.")
    return CorrectionWish(
        typed, errors, typed["record"], attempt_id, disposition, typed["because"][:300]
    )
