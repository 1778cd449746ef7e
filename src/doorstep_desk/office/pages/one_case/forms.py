"""Which forms does the page of a case offer, with what was typed?"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from doorstep_desk.attempts.outcomes import outcomes_on
from doorstep_desk.audit.queries import newest_entry_of
from doorstep_desk.cases.actions.reveal import PURPOSES
from doorstep_desk.complaints.actions import PAUSE_REASONS
from doorstep_desk.office.pages.frame import local_now
from doorstep_desk.office.pages.one_case.history import attempt_line
from doorstep_desk.office.presentation.case import PointLine
from doorstep_desk.office.presentation.case_forms import CorrectForm, PauseForm, RecordForm
from doorstep_desk.office.presentation.parts import FormState, Option
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.visits.outcomes import CALL_OUTCOMES, REASONS, VISIT_OUTCOMES

PAUSE_DAYS: Final = 14
"""Length that the pause form proposes; the reader may choose another."""

_MET: Final = ("borrower", "third_party", "nobody")
_PERMISSIONS: Final = {"call": "call.record", "visit": "visit.record"}


def record_form(
    actor: Actor, case_id: int, points: Sequence[PointLine], most_fen: int, typed: FormState | None
) -> RecordForm | None:
    """Return the form that writes down a contact, or None when the reader may not."""
    channels = [word for word, permission in _PERMISSIONS.items() if actor.may(permission)]
    if not channels:
        return None
    state = typed or _fresh_record(case_id)
    chosen = state.values
    return RecordForm(
        state=state,
        channels=_options(channels, "channel", chosen.get("channel", channels[0])),
        points=tuple(
            Option(str(point.point_id), f"{said(point.kind, 'point_kind')} {point.masked}",
                   is_chosen=str(point.point_id) == chosen.get("point"))
            for point in points
        ),
        met=_options(_MET, "met", chosen.get("met", "")),
        call_outcomes=_outcomes(CALL_OUTCOMES),
        visit_outcomes=_outcomes(VISIT_OUTCOMES),
        reasons=_options(REASONS, "late_reason", chosen.get("reason", "")),
        most_fen=most_fen,
        earliest_on=local_now().date(),
    )  # fmt: skip


def _fresh_record(case_id: int) -> FormState:
    return FormState(
        client_id=str(new_id()),
        values={
            "seen": newest_entry_of(f"case:{case_id}"),
            "at": f"{local_now():%Y-%m-%dT%H:%M}",
        },
    )


def pause_form(actor: Actor, permits: int, typed: FormState | None) -> PauseForm | None:
    """Return the form that pauses a case, or None when the reader may not."""
    if not actor.may("case.pause"):
        return None
    return PauseForm(
        state=typed or FormState(),
        reasons=_options(PAUSE_REASONS, "pause_reason", ""),
        until_on=local_now().date() + timedelta(days=PAUSE_DAYS),
        days=PAUSE_DAYS,
        reviewer="compliance",
        permits_count=permits,
    )


def reveal_purposes(actor: Actor) -> tuple[Option, ...]:
    """Return what a number or address may be shown in full for; none for who may not see it."""
    if not actor.may("contact_point.reveal"):
        return ()
    return _options(PURPOSES, "reveal_purpose", PURPOSES[0])


def correct_form(
    actor: Actor, attempts: Iterable[Any], names: Mapping[str, str], record_id: str,
    typed: FormState | None,
) -> CorrectForm | None:  # fmt: skip
    """Return the form that corrects one of a borrower's attempts, or None when it is not there."""
    if not actor.may("attempt.correct") or not record_id:
        return None
    row = next((each for each in attempts if str(each.pk) == record_id), None)
    if row is None or row.corrections.all():
        return None
    state = typed or FormState(values={"disposition": row.disposition})
    if not state.client_id:
        state = replace(state, client_id=str(uuid.uuid4()))
    line = attempt_line(row, names)
    words = [outcome.word for outcome in outcomes_on(row.channel)]
    return CorrectForm(record_id, line, state, _options(words, "disposition", ""))


def _outcomes(by_met: Mapping[str, Iterable[Any]]) -> tuple[Option, ...]:
    words = [outcome.word for outcomes in by_met.values() for outcome in outcomes]
    return _options(words, "disposition", "")


def _options(words: Iterable[str], of: str, chosen: str) -> tuple[Option, ...]:
    return tuple(Option(word, said(word, of), is_chosen=word == chosen) for word in words)
