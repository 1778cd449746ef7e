"""Is a day being run, how far is it, and how did the last run end?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection

from doorstep_desk.workdays.models import WatchedRun

STAGES: Final = ("settle", "verify", "score", "decide", "plan", "notices")
"""The steps that a run tells of, in their order."""

BEGINS_WITHIN: Final = timedelta(minutes=2)
"""A wish that nobody took up for so long was lost with the process that should have."""

_IS_HELD: Final = """
SELECT EXISTS (
    SELECT 1 FROM pg_locks
     WHERE locktype = 'advisory' AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND ((classid::bigint << 32) | objid::bigint) = hashtextextended(%s, 0)
)
"""


@dataclass(frozen=True, slots=True)
class RunSeen:
    """The newest run as others see it.

    Attributes:
        run_id: Key.
        on: The day that is, or was, run.
        state: ``asked``, ``running``, ``done``, ``failed`` (with a reason), or ``lost``: its
            process ended without a word, and nothing of it was kept.
        stage: The step it is in, one of ``STAGES`` or ``import``; empty before the first.
        asked_by: User name, or the name of the batch process.
        asked_at: When it was asked for.
        ended_at: When it ended, or None.
        failed_code: Code of the refusal that stopped it; empty otherwise.
        failed_because: That refusal in one sentence.
    """

    run_id: int
    on: date
    state: str
    stage: str
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    failed_code: str
    failed_because: str

    @property
    def is_open(self) -> bool:
        """Say whether it has not ended."""
        return self.state in ("asked", "running")


def newest_run(agency_id: int, now: datetime) -> RunSeen | None:
    """Return the newest run of an agency's days, or None; two queries at most."""
    row = WatchedRun.objects.filter(agency_id=agency_id).order_by("-id").first()
    if row is None:
        return None
    return RunSeen(
        row.pk, row.on, _state(row, now), row.stage, row.asked_by, row.asked_at, row.ended_at,
        row.failed_code, row.failed_because,
    )  # fmt: skip


def _state(row: WatchedRun, now: datetime) -> str:
    if row.ended_at is not None:
        return "failed" if row.failed_because else "done"
    if row.begun_at is None:
        return "asked" if now < row.asked_at + BEGINS_WITHIN else "lost"
    return "running" if is_running(row.agency_id) else "lost"


def is_running(agency_id: int) -> bool:
    """Say whether some process holds the agency's days at this moment.

    The lock belongs to that process's connection, so it is gone when the process is, however it
    ended: no row has to be tidied up before the next run.
    """
    with connection.cursor() as cursor:
        cursor.execute(_IS_HELD, [lock_name(agency_id)])
        return bool(cursor.fetchone()[0])


def lock_name(agency_id: int) -> str:
    """Return the name under which one run at a time holds an agency's days."""
    return f"workday:{agency_id}"
