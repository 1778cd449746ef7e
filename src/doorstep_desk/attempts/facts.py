"""What does the core see of attempts?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import numpy as np
from django.db import connection
from django.db.models import QuerySet

from doorstep.compliance.leave.contacts import Contact, Happened
from doorstep.compliance.leave.used import LimitUse, limits_used
from doorstep.compliance.rulebook import Rulebook, calendar_for
from doorstep.facts.columns import AttemptColumns
from doorstep.terms.codes import Channel, Direction, Disposition, Purpose
from doorstep.terms.local_time import instant_number
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.plumbing.tables.once import once_a_page

_FIELDS = (
    "case_id", "borrower_id", "point_id", "creditor_id", "at", "received_at", "channel",
    "purpose", "direction", "disposition", "asked_to_leave",
)  # fmt: skip
_ELSEWHERE = """
SELECT person, creditor, at, received_at, channel, purpose, direction, disposition, asked_to_leave
  FROM doorstep_contacts(%s, %s, '-infinity', %s) WHERE NOT is_own
"""
_ANYONE = """
SELECT creditor, at, received_at, channel, purpose, direction, disposition, asked_to_leave, is_own
  FROM doorstep_contacts(
       ARRAY(SELECT person_key FROM cases_borrower WHERE id = %s),
       (SELECT agency_id FROM cases_borrower WHERE id = %s), '-infinity', %s)
"""
_IN_ALL: Final = "HP-TOTAL"
_NOBODY: Final = b""
"""One borrower is asked about, so nobody needs a key."""

_CHANNEL = {code.word: int(code) for code in Channel}
_PURPOSE = {code.word: int(code) for code in Purpose}
_DIRECTION = {code.word: int(code) for code in Direction}
_DISPOSITION = {code.word: int(code) for code in Disposition}


def _codes(words: Sequence[str], numbers: dict[str, int]) -> np.ndarray:
    return np.array([numbers[word] for word in words], dtype=np.int8)


def _ids(values: Sequence[int | None]) -> np.ndarray:
    return np.array([-1 if value is None else value for value in values], dtype=np.int64)


def _instants(values: Sequence[datetime]) -> np.ndarray:
    return np.array([value.timestamp() for value in values], dtype=np.float64).astype(np.int64)


def attempt_columns(
    agency_id: int, persons: Mapping[bytes, int], as_of: datetime
) -> AttemptColumns:
    """Return what is known at an instant, by case and time, corrected rows left out.

    Limits count over all organisations: another agency's attempts on the same persons are in
    it too, with case -1 and the borrower of this agency as the person.

    Args:
        agency_id: Whose portfolio it is.
        persons: The agency's borrowers by person key.
        as_of: Nothing later is returned.
    """
    rows = list(_own(agency_id, as_of).values_list(*_FIELDS))
    return columns_of(_elsewhere(agency_id, persons, as_of) + rows)


def attempts_of_persons(
    agency_id: int, persons: Mapping[bytes, int], as_of: datetime
) -> AttemptColumns:
    """Return the same of some borrowers of the agency alone, in two queries however many."""
    own = _own(agency_id, as_of).filter(borrower_id__in=list(persons.values()))
    return columns_of(_elsewhere(agency_id, persons, as_of) + list(own.values_list(*_FIELDS)))


def _own(agency_id: int, as_of: datetime) -> QuerySet[Attempt]:
    rows = Attempt.objects.filter(at__lte=as_of, received_at__lte=as_of, corrections=None)
    return rows.filter(agency_id=agency_id).order_by("case_id", "at", "id")


def _elsewhere(
    agency_id: int, persons: Mapping[bytes, int], as_of: datetime
) -> list[tuple[object, ...]]:
    """Return what other agencies did, by a function of the owner that shows no row of theirs."""
    if not persons:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ELSEWHERE, [list(persons), agency_id, as_of])
        return [(None, persons[bytes(key)], None, *rest) for key, *rest in cursor.fetchall()]


@once_a_page
def attempts_of_borrower(borrower_id: int, as_of: datetime) -> AttemptColumns:
    """Return what is known of one borrower at an instant, contacts by other agencies included."""
    rows = list(
        Attempt.objects.filter(
            borrower_id=borrower_id, at__lte=as_of, received_at__lte=as_of, corrections=None
        )
        .order_by("at", "id")
        .values_list(*_FIELDS)
    )
    elsewhere = [
        (None, borrower_id, None, *rest)
        for *rest, is_own in _by_anyone(borrower_id, as_of)
        if not is_own
    ]
    return columns_of([*elsewhere, *rows])


@dataclass(frozen=True, slots=True)
class ContactByAnyone:
    """A contact of a borrower of ours: all that may be known of it when another agency made it.

    Attributes:
        at: When it was made.
        channel: Word of the channel.
        purpose: Word of the purpose.
        direction: Word of the direction.
        disposition: Word of what came of it.
        asked_to_leave: They were asked to leave.
        is_own: This agency made it.
    """

    at: datetime
    channel: str
    purpose: str
    direction: str
    disposition: str
    asked_to_leave: bool
    is_own: bool


def contacts_by_anyone(borrower_id: int, as_of: datetime) -> list[ContactByAnyone]:
    """Return what any agency did to a borrower, corrected ones left out, oldest first; one query.

    Neither the agency nor the lender, nor whoever made the contact, can be read from it.
    """
    return [
        ContactByAnyone(at, channel, purpose, direction, disposition, bool(left), is_own)
        for _, at, _, channel, purpose, direction, disposition, left, is_own in _by_anyone(
            borrower_id, as_of
        )
    ]


def counted_in_a_week(
    contacts: Iterable[ContactByAnyone], rulebook: Rulebook, at: datetime
) -> LimitUse | None:
    """Return how far the limit on contacts in a week is used up by contacts of one borrower.

    By the count of the rule itself; None where the rulebook has no such limit.
    """
    if _IN_ALL not in rulebook.entries:
        return None
    alone = replace(rulebook, entries={_IN_ALL: rulebook.entries[_IN_ALL]})
    happened = [
        Happened(
            Contact(
                _NOBODY, -1, -1, Channel.of(each.channel), Purpose.of(each.purpose),
                instant_number(each.at),
            ),
            Direction.of(each.direction), Disposition.of(each.disposition),
        )
        for each in contacts
    ]  # fmt: skip
    asked = Contact(_NOBODY, -1, -1, Channel.CALL, Purpose.COLLECT, instant_number(at))
    used = limits_used(asked, (), happened, (), alone, calendar_for())
    return next((each for each in used if each.threshold == "per_week"), None)


@once_a_page
def _by_anyone(borrower_id: int, as_of: datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_ANYONE, [borrower_id, borrower_id, as_of])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def columns_of(rows: Sequence[tuple[object, ...]]) -> AttemptColumns:
    """Turn rows in the order of the facts into columns."""
    c: list[Sequence[object]] = list(zip(*rows, strict=True)) if rows else [()] * len(_FIELDS)
    return AttemptColumns(
        case_id=_ids(c[0]),  # type: ignore[arg-type]
        person_id=_ids(c[1]),  # type: ignore[arg-type]
        point_id=_ids(c[2]),  # type: ignore[arg-type]
        creditor_id=_ids(c[3]),  # type: ignore[arg-type]
        at=_instants(c[4]),  # type: ignore[arg-type]
        received_at=_instants(c[5]),  # type: ignore[arg-type]
        channel=_codes(c[6], _CHANNEL),  # type: ignore[arg-type]
        purpose=_codes(c[7], _PURPOSE),  # type: ignore[arg-type]
        direction=_codes(c[8], _DIRECTION),  # type: ignore[arg-type]
        disposition=_codes(c[9], _DISPOSITION),  # type: ignore[arg-type]
        asked_to_leave=np.array(c[10], dtype=np.bool_),
    )
