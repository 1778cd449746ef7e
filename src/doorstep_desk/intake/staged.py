"""What does an import hold in the staging tables, and how is it handed to ``cases``?"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection, transaction

from doorstep_desk.cases.incoming import ACCOUNT_COLUMNS, FIELDS, PERSON, POINT_COLUMNS
from doorstep_desk.intake.models import ImportedFile, StagedEvent


@dataclass(frozen=True, slots=True)
class Mandate:
    """A lender and batch that staged rows name.

    Attributes:
        lender: Name of the lender.
        batch_no: Its batch, or one made of the file's digest and the day.
        is_named: Whether the lender gave the batch number.
        placed_on: First day in the rows.
        returns_on: Last planned day of return in the rows, or None.
    """

    lender: str
    batch_no: str
    is_named: bool
    placed_on: date
    returns_on: date | None


_MANDATES: Final = """
SELECT lender, batch_no, bool_and(is_batch_named), min(placed_on),
       (array_agg(returns_on ORDER BY seq))[1]
  FROM intake_stagedaccount WHERE batch_id = %s
 GROUP BY lender, batch_no ORDER BY min(seq)
"""


def mandates_of(import_id: int) -> list[Mandate]:
    """Return the lenders and batches of staged rows, in the order of the file."""
    with connection.cursor() as cursor:
        cursor.execute(_MANDATES, [import_id])
        return [Mandate(*row) for row in cursor.fetchall()]


_ACCOUNTS: Final = f"""
INSERT INTO incoming_account ({", ".join(ACCOUNT_COLUMNS)})
SELECT s.seq, s.row_no, s.flags, {", ".join(f"s.{c}" for c in PERSON)}, m.creditor_id,
       m.placement_id, s.key, {", ".join(f"s.{c}" for c in FIELDS)}
  FROM intake_stagedaccount s
  JOIN unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[])
       AS m(lender, batch_no, creditor_id, placement_id)
    ON m.lender = s.lender AND m.batch_no = s.batch_no
 WHERE s.batch_id = %s
"""  # noqa: S608 (names of our own columns)
_POINTS: Final = f"""
INSERT INTO incoming_point ({", ".join(POINT_COLUMNS)})
SELECT {", ".join(POINT_COLUMNS)} FROM intake_stagedpoint WHERE batch_id = %s
"""  # noqa: S608 (names of our own columns)


def hand_over(import_id: int, known: Iterable[tuple[Mandate, int, int]]) -> None:
    """Put staged accounts and points into the tables in which ``cases`` takes rows.

    Args:
        import_id: The import.
        known: Each mandate with the key of its lender and of its placement.
    """
    rows = [(m.lender, m.batch_no, lender, placement) for m, lender, placement in known]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNTS, [*columns, import_id])
        cursor.execute(_POINTS, [import_id])


def has_accounts(import_id: int) -> bool:
    """Say whether rows of a placement are staged."""
    return _exists("intake_stagedaccount", import_id)


def has_points(import_id: int) -> bool:
    """Say whether contact points are staged."""
    return _exists("intake_stagedpoint", import_id)


def has_events(import_id: int) -> bool:
    """Say whether payments, recalls or attempts are staged."""
    return _exists("intake_stagedevent", import_id)


def _exists(table: str, import_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE batch_id = %s)", [import_id])  # noqa: S608
        return bool(cursor.fetchone()[0])


def events_of(import_id: int, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the staged rows of a kind, unsealed, in the order of the file."""
    rows = StagedEvent.objects.filter(batch_id=import_id, kind=kind).order_by("seq")
    for body in rows.values_list("body", flat=True).iterator(chunk_size=5000):
        yield json.loads(body)


_TABLES: Final = ("intake_stagedaccount", "intake_stagedpoint", "intake_stagedevent")


def clear_staging(agency_id: int, open_states: Iterable[str]) -> None:
    """Drop staged rows of imports that are over; a killed process may have left some."""
    over = list(
        ImportedFile.objects.filter(agency_id=agency_id)
        .exclude(state__in=list(open_states))
        .values_list("pk", flat=True)
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE batch_id = ANY(%s)", [over])  # noqa: S608


def drop_staged(import_id: int) -> None:
    """Drop the staged rows of one import."""
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE batch_id = %s", [import_id])  # noqa: S608
