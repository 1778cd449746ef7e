"""What changed in the law on which day, what comes, and what follows from it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from doorstep.compliance.cases.examples.shipped import shipped_examples
from doorstep.compliance.cases.read import shipped_bases
from doorstep.compliance.explain import in_language
from doorstep.compliance.lawbook.diff import diff_cases
from doorstep.compliance.lawbook.register import RegisterEntry, changelog
from doorstep.compliance.ruleset import Ruleset
from doorstep.parameters.register import Leg
from doorstep.parameters.sources import cited
from doorstep_desk.cases.queries import case_names
from doorstep_desk.decisions.lists import newest_assessment
from doorstep_desk.decisions.other_law import StoredDay, under_other_law
from doorstep_desk.decisions.workers import workers_of
from doorstep_desk.notices.queries import notices_for
from doorstep_desk.office.presentation.lawbook.changes import (
    CaseFlip,
    ChangeDay,
    ChangeLine,
    ChangesPage,
    DayFlips,
    ExampleFlip,
    NumberChange,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import language

HOME: Final = ("cn", "house")
LISTED: Final = 20
"""Contacts of a stored day that are listed; the count says how many there are."""

Change = tuple[date, RegisterEntry, Leg, bool]


@dataclass(frozen=True, slots=True)
class ChangesWanted:
    """What the reader wants to see.

    Attributes:
        place: Folder word; empty for China and the house, ``all`` for everywhere.
        on: Day whose consequences are wanted, or None.
        with_day: Compare the newest stored day, too.
    """

    place: str = ""
    on: date | None = None
    with_day: bool = False


def changes_page(actor: Actor, today: date, wanted: ChangesWanted) -> ChangesPage:
    """Return the changelog, in a constant number of queries.

    Args:
        actor: Who reads.
        today: The present day.
        wanted: What is to be shown.
    """
    every = list(_changes())
    places = tuple(dict.fromkeys(entry.place for _, entry, _, _ in every))
    shown = [change for change in every if _is_wanted(change[1].place, wanted.place)]
    days = sorted({change[0] for change in shown}, reverse=True)
    newest = newest_assessment(actor.agency_id) if actor.may("day.read") else None
    return ChangesPage(
        days=tuple(_day(actor, day, shown, today, wanted, newest) for day in days),
        place=wanted.place,
        places=tuple(sorted(places, key=lambda place: (place not in HOME, place))),
        count=len(shown),
        next_on=min((day for day in days if day > today), default=None),
        newest_run_on=None if newest is None else newest.on,
    )


def _changes() -> Iterable[Change]:
    """Yield each change on its first day: what ends on a day is gone from the next."""
    for day, entry, leg, word in changelog():
        is_end = word == "ends"
        yield (day + timedelta(days=1) if is_end else day), entry, leg, is_end


def _is_wanted(place: str, wanted: str) -> bool:
    if wanted == "all":
        return True
    return place == wanted if wanted else place in HOME


def _day(
    actor: Actor, on: date, changes: list[Change], today: date, wanted: ChangesWanted, newest: Any
) -> ChangeDay:
    is_open = wanted.on == on
    mine = [change for change in changes if change[0] == on]
    is_compared = is_open and wanted.with_day and newest is not None
    return ChangeDay(
        on=on,
        lines=tuple(_line(change) for change in mine),
        is_coming=on > today,
        is_open=is_open,
        examples=examples_that_flip(on) if is_open else (),
        stored=_stored(actor, on, newest) if is_compared else None,
    )


def _line(change: Change) -> ChangeLine:
    on, entry, leg, is_end = change
    return ChangeLine(
        rule=entry.rule_id,
        title=in_language(entry.question, language()),
        place=entry.place,
        source=cited(leg.source, language()),
        summary=leg.summary,
        force=leg.force,
        is_end=is_end,
        numbers=tuple(_numbers(entry, leg, on, is_end=is_end)),
    )


def _numbers(entry: RegisterEntry, leg: Leg, on: date, *, is_end: bool) -> Iterable[NumberChange]:
    """Yield what each number of a source was on the day before, and is from this day."""
    eve = on - timedelta(days=1)
    for value in entry.values:
        if value.leg is not leg:
            continue
        name = value.name.replace("_", " ")
        if is_end:
            yield NumberChange(name, value.shown, _shown_on(entry, value.name, on))
        else:
            yield NumberChange(name, _shown_on(entry, value.name, eve), value.shown)


def _shown_on(entry: RegisterEntry, name: str, on: date) -> str:
    found = [v.shown for v in entry.values if v.name == name and v.leg.is_in_force(on)]
    return " / ".join(dict.fromkeys(found))


@lru_cache(maxsize=128)
def examples_that_flip(on: date) -> tuple[ExampleFlip, ...]:
    """Return the worked examples that the law of a day answers otherwise than that of its eve."""
    old, new = (Ruleset(day.isoformat(), law_on=day) for day in (on - timedelta(days=1), on))
    titles = {case["id"]: case["title"] for case in shipped_examples()}
    return tuple(
        ExampleFlip(
            flip.new.case_id, titles[flip.new.case_id], flip.old.decision, flip.new.decision,
            flip.old.because, flip.new.because,
        )
        for flip in diff_cases(old, new, shipped_examples(), shipped_bases())
    )  # fmt: skip


def _stored(actor: Actor, on: date, newest: Any) -> DayFlips:
    day = StoredDay(
        agency_id=actor.agency_id,
        on=newest.on,
        as_of=newest.created_at,
        notices=notices_for(actor.agency_id, newest.on, newest.created_at),
        workers=workers_of(actor.agency_id, newest.on, newest.created_at),
    )
    other = under_other_law(day, on - timedelta(days=1), on)
    first = other.flips[:LISTED]
    names = case_names(case for case, _, _ in first)
    return DayFlips(
        on=other.on,
        compared=other.compared,
        left_out=other.left_out,
        count=len(other.flips),
        shown=tuple(
            CaseFlip(
                case, names[case].number, treatment, flip.old.word, flip.new.word,
                flip.new_because if flip.new.word != "allow" else (),
            )
            for case, treatment, flip in first
            if case in names
        ),
    )  # fmt: skip
