"""Run a day so that others can see how far it is, and that no second one begins beside it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.tables.statistics import count_tables_anew
from doorstep_desk.workdays.actions.run_day import Stopwatch, run_day
from doorstep_desk.workdays.errors import day_under_way, no_such_wish
from doorstep_desk.workdays.models import WatchedRun
from doorstep_desk.workdays.queries import lock_name

Told = Callable[[int, str], None]


def run_watched_day(
    *, actor: Actor, on: date, watch: Stopwatch, asked: int | None = None
) -> dict[str, Any]:
    """Run a day as ``run_day`` does, alone, with its progress to be seen by others.

    Args:
        actor: Who runs the agency's days.
        on: The day.
        watch: Times the stages.
        asked: The wish that this run answers; None when nobody but the actor asked.

    Raises:
        Refused: A run has not ended, or something may not be done; the reason is kept for the
            one who asked.
    """
    with _alone(actor.agency_id) as told:
        run_id = begin_run(actor=actor, on=on, asked=asked, at=clock.now())
        shown = Stopwatch(lambda stage: _both(watch, told, run_id, stage), watch.seconds)
        try:
            done = run_day(actor=actor, on=on, watch=shown)
        except Refused as refused:
            end_run(actor=actor, run_id=run_id, refused=refused, at=clock.now())
            raise
        end_run(actor=actor, run_id=run_id, refused=None, at=clock.now())
        count_tables_anew()
    return done


def _both(watch: Stopwatch, told: Told, run_id: int, stage: str) -> None:
    watch.tell(stage)
    told(run_id, stage)


@contextmanager
def _alone(agency_id: int) -> Iterator[Told]:
    """Hold the agency's days, and give what tells others the stage.

    Both go through a connection of their own: the lock must outlive transactions and end with the
    process, and a stage must be seen while the day's one transaction is still open. A stage is no
    fact of the business, so it leaves no entry in the audit log.
    """
    with closing(connection.copy()) as line, line.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))",
                       [lock_name(agency_id)])  # fmt: skip
        if not cursor.fetchone()[0]:
            raise day_under_way()

        def told(run_id: int, stage: str) -> None:
            cursor.execute(
                "UPDATE workdays_watchedrun SET stage = %s WHERE id = %s", [stage, run_id]
            )

        yield told


@transaction.atomic
def begin_run(*, actor: Actor, on: date, asked: int | None, at: datetime) -> int:
    """Write down that a run has begun, and return its key.

    Raises:
        Refused: The actor may not, or the wish it answers is not there.
    """
    actor.require("day.run")
    if asked is None:
        row = WatchedRun.objects.create(
            agency_id=actor.agency_id, on=on, asked_by=actor.name, asked_at=at, begun_at=at
        )
        run_id = row.pk
    else:
        run_id = asked
        waiting = WatchedRun.objects.filter(
            pk=asked, agency_id=actor.agency_id, on=on, begun_at=None
        )
        if not waiting.update(begun_at=at):
            raise no_such_wish()
    record(at=at, actor=actor, verb="day.begun", subject=f"day:{on.isoformat()}", watched=run_id)
    return run_id


@transaction.atomic
def end_run(*, actor: Actor, run_id: int, refused: Refused | None, at: datetime) -> None:
    """Write down that a run has ended, and what stopped it if something did.

    Raises:
        Refused: The actor may not.
    """
    actor.require("day.run")
    code, because = ("", "") if refused is None else (refused.code, refused.message)
    WatchedRun.objects.filter(pk=run_id, agency_id=actor.agency_id).update(
        ended_at=at, failed_code=code, failed_because=because
    )
    record(at=at, actor=actor, verb="day.ended", subject=f"watched:{run_id}", code=code)
