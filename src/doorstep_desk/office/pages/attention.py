"""What wants a person now? Only what the store really says."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse

from doorstep.terms.local_time import BEIJING, beijing_instant, local_day
from doorstep_desk.calendars.queries import missing_year
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.dayplans.lists import Run
from doorstep_desk.fieldwork.queries import alerts_out_count
from doorstep_desk.intake.queries import imported_files
from doorstep_desk.office.presentation.board import Attention, PairDay
from doorstep_desk.payments.lists import money_since
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.visits.visitors import alerts_waiting

LATE_AFTER: Final = timedelta(hours=1)
ROWS_FOR: Final = timedelta(days=7)
WAITING: Final = ("identity", "complaint", "dispute", "lawyer", "bereavement", "illness", "other")
"""Reasons of a pause for which somebody has to read and decide."""


def attention_of(
    actor: Actor, run: Run, pairs: Sequence[PairDay], now: datetime, waiting: int
) -> tuple[Attention, ...]:
    """Return what wants a person, by safety, people and money."""
    return (
        *_safety(actor, now),
        *_visitors(actor),
        *_overdue_stops(run, pairs, now),
        *_paid(run, pairs),
        *_followups(waiting),
        *_calendar(actor, run),
        *_holds(actor, run),
        *_rows(actor, now),
        *_base_rates(run, pairs),
    )


def _safety(actor: Actor, now: datetime) -> Iterator[Attention]:
    if actor.may("safety.handle") and (count := alerts_out_count(actor, now)):
        yield Attention("safety", reverse("office:devices"), count=count)


def _visitors(actor: Actor) -> Iterator[Attention]:
    if actor.may("visitor.read") and (count := alerts_waiting(actor)):
        yield Attention("visitors", reverse("office:visitors"), count=count)


def _overdue_stops(run: Run, pairs: Sequence[PairDay], now: datetime) -> Iterator[Attention]:
    if local_day(now) != run.on:
        return
    for pair in pairs:
        for stop in pair.stops:
            ends = beijing_instant(run.on, 0) + timedelta(minutes=stop.leaves_minute)
            if stop.state in ("planned", "going") and ends + LATE_AFTER < now:
                yield Attention(
                    "overdue_stop", reverse("office:case", args=[stop.case_id]),
                    pair=pair.letter, sequence=stop.sequence, at=ends.astimezone(BEIJING),
                )  # fmt: skip
                break  # one card for each pair: the first stop that is late


def _paid(run: Run, pairs: Sequence[PairDay]) -> Iterator[Attention]:
    planned = {
        stop.case_id: (pair, stop)
        for pair in pairs
        for stop in pair.stops
        if stop.state == "planned"
    }
    for money in money_since(planned, run.created_at)[:3]:
        pair, stop = planned[money.case_id]
        yield Attention(
            "paid", reverse("office:case", args=[money.case_id]), name=stop.borrower,
            pair=pair.letter, sequence=stop.sequence, amount_fen=money.amount_fen,
            at=money.recorded_at.astimezone(BEIJING),
        )  # fmt: skip


def _followups(waiting: int) -> Iterator[Attention]:
    if waiting:
        yield Attention("followups", reverse("office:followups"), count=waiting)


def _holds(actor: Actor, run: Run) -> Iterator[Attention]:
    waiting = running_pauses(actor.agency_id, run.on).filter(reason__in=WAITING)
    if count := waiting.values("case_id").distinct().count():
        yield Attention("holds", reverse("office:cases") + "?state=paused", count=count)


def _calendar(actor: Actor, run: Run) -> Iterator[Attention]:
    if year := missing_year(actor.agency_id, run.on):
        address = f"{reverse('office:calendar')}?year={year}"
        yield Attention("calendar", address, count=year)


def _rows(actor: Actor, now: datetime) -> Iterator[Attention]:
    if not actor.may("placement.import"):
        return
    for file in imported_files(actor.agency_id)[:10]:
        rejected = file.rows_total - file.rows_accepted
        if rejected and file.imported_at > now - ROWS_FOR:
            address = reverse("office:import_report", args=[file.pk])
            yield Attention("rows", address, name=file.name, count=rejected)
            return


def _base_rates(run: Run, pairs: Sequence[PairDay]) -> Iterator[Attention]:
    odds = [stop.odds for pair in pairs for stop in pair.stops if stop.odds is not None]
    if odds and all(each.is_base_rate for each in odds):
        yield Attention("base_rates", reverse("office:case", args=[pairs_case(pairs)]))


def pairs_case(pairs: Sequence[PairDay]) -> int:
    """Return the case of the first stop: its page says how odds are made."""
    return next(stop.case_id for pair in pairs for stop in pair.stops)
