"""How often were people contacted, and for what is leave out, over all agencies?

The web role sees no row of another agency. These questions go through functions of the owner that
return person, time, channel and outcome of people whom the asker may see, and nothing else.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from doorstep.compliance.leave.contacts import Contact, Happened
from doorstep.terms.codes import Channel, Direction, Disposition, Purpose
from doorstep.terms.local_time import instant_number

LOOKS_BACK: Final = timedelta(days=36)
"""No limit counts further back than a month of 30 days, read by local days."""

_CHANNEL: Final = {code.word: code for code in Channel}
_PURPOSE: Final = {code.word: code for code in Purpose}
_DIRECTION: Final = {code.word: code for code in Direction}
_DISPOSITION: Final = {code.word: code for code in Disposition}


def contacts_made(
    keys: Sequence[bytes], agency_id: int, at: datetime, since: datetime | None = None
) -> list[Happened]:
    """Return the contacts of people by anyone, as far back as limits count.

    Args:
        keys: Keys of the people.
        agency_id: Who asks.
        at: Nothing later is returned, nor what became known later.
        since: Nothing earlier is returned; as far back as limits count when not given.
    """
    rows = _asked(
        "SELECT person, creditor, point, channel, purpose, at, direction, disposition"
        " FROM doorstep_contacts(%s, %s, %s, %s)",
        [list(keys), agency_id, since or at - LOOKS_BACK, at],
    )
    return [Happened(_contact(row), _DIRECTION[row[6]], _DISPOSITION[row[7]]) for row in rows]


def leave_outstanding(keys: Sequence[bytes], agency_id: int, at: datetime) -> list[Contact]:
    """Return the contacts of people for which leave is out with anyone."""
    rows = _asked(
        "SELECT person, creditor, point, channel, purpose, starts_at"
        " FROM doorstep_leave_outstanding(%s, %s, %s)",
        [list(keys), agency_id, at],
    )
    return [_contact(row) for row in rows]


def stopped_since(keys: Sequence[bytes], known_at: datetime) -> set[bytes]:
    """Return the people whose contact was stopped after an instant."""
    rows = _asked("SELECT person FROM doorstep_stopped_since(%s, %s)", [list(keys), known_at])
    return {bytes(person) for (person,) in rows}


def _contact(row: Sequence[Any]) -> Contact:
    person, creditor, point, channel, purpose, at, *_ = row
    return Contact(
        bytes(person), -1 if creditor is None else creditor, -1 if point is None else point,
        _CHANNEL[channel], _PURPOSE[purpose], instant_number(at),
    )  # fmt: skip


def _asked(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
