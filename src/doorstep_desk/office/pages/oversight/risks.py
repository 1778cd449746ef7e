"""Which addresses are dangerous, what ends soon, and what did nobody look at again?"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse

from doorstep.terms.local_time import BEIJING, local_day
from doorstep.wording.address_note import KINDS, SOURCES, note_terms
from doorstep_desk.cases.queries import CaseName, case_names
from doorstep_desk.fieldwork.risks import KIND_WORDS, NoteSeen, notes_at, notes_of
from doorstep_desk.office.presentation.case import PointLine
from doorstep_desk.office.presentation.oversight.risks import NoteLine, RisksPage, SafetyCard
from doorstep_desk.office.presentation.parts import FormState, Option
from doorstep_desk.office.presentation.words import person_of
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import display_names

_SOURCES: Final = {
    "seen": ("上门时看到", "Seen on a visit"),
    "told": ("住户自己告知", "Told by those who live there"),
    "public": ("公开通告（道路、天气、停气）", "A public notice (road, weather, gas)"),
    "incident": ("事件报告或报警记录", "A report of an incident, or to the police"),
}


def risks_page(actor: Actor, now: datetime, error: str) -> RisksPage:
    """Return the notes of the agency, in a constant number of queries."""
    on = local_day(now)
    notes = notes_of(actor, on)
    cases = case_names({note.case_id for note in notes})
    names = display_names(actor.agency_id)
    lines = [_line(actor, note, now, cases, names) for note in notes]
    holding = [line for line in lines if line.state == "holds"]
    holding.sort(key=lambda line: bool(line.looked_by))
    return RisksPage(
        holding, [line for line in lines if line.state != "holds"],
        sum(not line.looked_by for line in holding), sum(line.ends_soon for line in holding),
        error,
    )  # fmt: skip


def safety_card(
    actor: Actor,
    points: Iterable[PointLine],
    names: Mapping[str, str],
    now: datetime,
    typed: FormState | None,
) -> SafetyCard | None:
    """Return what is said of a case's addresses, in one query; None where there is no address."""
    homes = [point for point in points if point.kind == "address"]
    if not homes:
        return None
    on = local_day(now)
    terms = note_terms(on)
    notes = [
        _line(actor, note, now, {}, names)
        for note in notes_at((each.point_id for each in homes), on)
    ]
    may_note = actor.may("risk.note")
    kinds = [
        Option(kind, f"{say(*KIND_WORDS[kind])} · {_days(terms.days[kind])}") for kind in KINDS
    ]
    return SafetyCard(
        notes, [Option(str(each.point_id), each.masked) for each in homes] if may_note else [],
        kinds, [Option(word, say(*_SOURCES[word])) for word in SOURCES], on,
        on + timedelta(days=max(terms.days.values())), typed or FormState(),
        reverse("office:risks") if actor.may("risk.read") else "",
    )  # fmt: skip


def _days(days: int) -> str:
    return say(f"最长 {days} 天", f"at most {days} days")


def _line(
    actor: Actor,
    note: NoteSeen,
    now: datetime,
    cases: Mapping[int, CaseName],
    names: Mapping[str, str],
) -> NoteLine:
    on = local_day(now)
    holds, case = note.holds(on), cases.get(note.case_id)
    state = "holds" if holds else "ended" if note.withdrawn_at is None else "withdrawn"
    may_settle = holds and actor.may("risk.settle")
    is_new = not note.looked_by and note.noted_by != actor.name
    return NoteLine(
        note_id=str(note.note_id), title=say(*KIND_WORDS[note.kind]), words=note.words,
        source=say(*_SOURCES[note.source]), grounds=note.grounds,
        by=person_of(note.noted_by, names), at=note.noted_at.astimezone(BEIJING),
        until=note.expires_on,
        ends_soon=holds and note.expires_on - on <= note_terms(on).soon,
        looked_by=person_of(note.looked_by, names), state=state,
        ending=_ending(note, names),
        case="" if case is None else f"{case.number} {case.borrower}",
        case_url="" if case is None else reverse("office:case", args=[note.case_id]),
        may_look=may_settle and is_new, may_withdraw=may_settle,
    )  # fmt: skip


def _ending(note: NoteSeen, names: Mapping[str, str]) -> str:
    if note.withdrawn_at is None:
        return ""
    who = person_of(note.withdrawn_by, names)
    return say(f"{who}：{note.withdrawn_because}", f"{who}: {note.withdrawn_because}")
