"""Take what came in (see ``cases.incoming``) into the store: new rows, and changes with history.

Every step is one statement over all rows. The caller's transaction makes all of it one.
"""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from doorstep_desk.audit.actions import record_many
from doorstep_desk.cases.incoming import (
    BORROWER_FIELDS,
    FIELDS,
    PERSON,
    POINT_COLUMNS,
    ChangedAccount,
    changed_accounts,
    compare_incoming,
    day_or_text,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows
from doorstep_desk.plumbing.encryption import encrypt
from doorstep_desk.plumbing.locks import lock_for_transaction


@dataclass(frozen=True, slots=True)
class Published:
    """What was taken.

    Attributes:
        borrowers: New borrowers.
        cases: New cases.
        accounts: New accounts.
        points: New contact points.
        flags: New flags, as case and flag.
        changed: Accounts on file that were changed.
    """

    borrowers: int
    cases: int
    accounts: int
    points: int
    flags: tuple[tuple[int, str], ...]
    changed: int = 0


_POINT: Final = ", ".join(POINT_COLUMNS[2:])
_BORROWERS: Final = f"""
INSERT INTO cases_borrower (agency_id, taken_with, name_order, {", ".join(PERSON)})
SELECT %(agency)s, %(taken_with)s, name, {", ".join(PERSON)}
  FROM (SELECT DISTINCT ON (r.person_key) r.* FROM resolved_account r
         WHERE r.account_id IS NULL ORDER BY r.person_key, r.seq) p
 WHERE NOT EXISTS (SELECT 1 FROM cases_borrower b
                    WHERE b.agency_id = %(agency)s AND b.person_key = p.person_key)
 ORDER BY p.seq
"""  # noqa: S608 (names of our own columns)
_PEOPLE: Final = """
CREATE TEMPORARY TABLE person_on_file ON COMMIT DROP AS
SELECT b.id AS borrower_id, r.person_key
  FROM (SELECT DISTINCT person_key FROM resolved_account WHERE account_id IS NULL) r
  JOIN cases_borrower b ON b.agency_id = %(agency)s AND b.person_key = r.person_key;
ANALYZE person_on_file;
CREATE TEMPORARY TABLE case_on_file ON COMMIT DROP AS
SELECT k.id AS case_id, k.borrower_id, k.placement_id
  FROM cases_case k WHERE k.borrower_id IN (SELECT borrower_id FROM person_on_file);
ANALYZE case_on_file;
"""
_CASES: Final = """
WITH wanted AS (
    SELECT p.borrower_id, r.placement_id, min(r.creditor_id) AS creditor_id,
           min(r.placed_on) AS opened_on, min(r.seq) AS seq
      FROM resolved_account r JOIN person_on_file p ON p.person_key = r.person_key
     WHERE r.account_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM case_on_file k
                        WHERE k.borrower_id = p.borrower_id
                          AND k.placement_id = r.placement_id)
     GROUP BY p.borrower_id, r.placement_id),
made AS (
    INSERT INTO cases_case (agency_id, borrower_id, placement_id, creditor_id, opened_on, number,
                            closed_because, taken_with)
    SELECT %(agency)s, borrower_id, placement_id, creditor_id, opened_on,
           'DS-' || extract(year FROM opened_on)::int || '-'
           || lpad(n::text, greatest(6, length(n::text)), '0'), '', %(taken_with)s
      FROM (SELECT w.*, row_number() OVER (ORDER BY seq) + %(taken)s AS n FROM wanted w) numbered
     ORDER BY seq
    RETURNING id, number, borrower_id, placement_id),
kept AS (INSERT INTO case_on_file SELECT id, borrower_id, placement_id FROM made)
SELECT id, number FROM made
"""
_HIGHEST: Final = """
SELECT COALESCE(max(substring(number FROM '[0-9]+$')::bigint), 0)
  FROM cases_case WHERE agency_id = %s
"""
_ACCOUNTS: Final = f"""
INSERT INTO cases_account (agency_id, borrower_id, case_id, creditor_id, key, taken_with,
                           {", ".join(FIELDS)})
SELECT %(agency)s, p.borrower_id, k.case_id, r.creditor_id, r.key, %(taken_with)s,
       {", ".join(f"r.{column}" for column in FIELDS)}
  FROM resolved_account r
  JOIN person_on_file p ON p.person_key = r.person_key
  JOIN case_on_file k ON k.borrower_id = p.borrower_id AND k.placement_id = r.placement_id
 WHERE r.account_id IS NULL
 ORDER BY r.seq
"""  # noqa: S608 (names of our own columns)
_CHANGE_ACCOUNTS: Final = f"""
UPDATE cases_account a SET {", ".join(f"{column} = c.{column}" for column in FIELDS)}
  FROM account_change c WHERE c.account_id = a.id AND c.conflict = ''
"""  # noqa: S608 (names of our own columns)
_CHANGE_BORROWERS: Final = f"""
UPDATE cases_borrower b
   SET {", ".join(f"{column} = c.{column}" for column in BORROWER_FIELDS)},
       name_order = CASE WHEN b.name_order = b.name THEN c.name ELSE b.name_order END
  FROM (SELECT DISTINCT ON (borrower_id) * FROM account_change WHERE conflict = ''
         ORDER BY borrower_id, seq DESC) c
 WHERE c.borrower_id = b.id
"""  # noqa: S608 (names of our own columns)
_POINTS: Final = f"""
INSERT INTO cases_contactpoint (agency_id, borrower_id, taken_with, {_POINT})
SELECT %(agency)s, borrower_id, %(taken_with)s, {_POINT}
  FROM (SELECT DISTINCT ON (b.id, i.kind, i.value_index) i.*, b.id AS borrower_id
          FROM incoming_point i
          JOIN cases_borrower b ON b.agency_id = %(agency)s AND b.person_key = i.person_key
         ORDER BY b.id, i.kind, i.value_index, i.seq) p
 WHERE NOT EXISTS (SELECT 1 FROM cases_contactpoint k
                    WHERE k.borrower_id = p.borrower_id AND k.kind = p.kind
                      AND k.value_index = p.value_index)
 ORDER BY p.seq
"""  # noqa: S608 (names of our own columns)
_FLAGS: Final = """
INSERT INTO cases_caseflag (agency_id, case_id, flag, noted_on, source, reviewed_by, taken_with)
SELECT DISTINCT ON (a.case_id, f.flag) %(agency)s, a.case_id, f.flag, r.placed_on,
       'remark, row ' || r.row_no, '', %(taken_with)s
  FROM resolved_account r
  JOIN cases_account a ON a.agency_id = %(agency)s AND a.creditor_id = r.creditor_id
   AND a.key = r.key
 CROSS JOIN LATERAL unnest(string_to_array(r.flags, ',')) AS f(flag)
 WHERE r.flags <> '' AND f.flag <> ''
 ORDER BY a.case_id, f.flag, r.seq
ON CONFLICT (case_id, flag) DO NOTHING
RETURNING case_id, flag
"""
_SEVERAL: Final = """
UPDATE cases_borrower b SET has_several_creditors = true
 WHERE b.agency_id = %(agency)s AND NOT b.has_several_creditors
   AND b.person_key IN (SELECT person_key FROM resolved_account)
   AND (SELECT count(DISTINCT a.creditor_id) FROM cases_account a WHERE a.borrower_id = b.id) > 1
"""


def lock_publication(agency_id: int) -> None:
    """Let nobody else take rows for an agency until the transaction ends."""
    lock_for_transaction("cases.publish", agency_id)


def take_incoming(
    *, actor: Actor, at: datetime, paid: Collection[int] = (), taken_with: int | None = None
) -> Published:
    """Compare the incoming rows with what is on file and take them; see ``take_compared``.

    Args:
        actor: Who takes them.
        at: When.
        paid: Accounts on which money came in.
        taken_with: Number of the import, or None.

    Raises:
        Refused: The actor may not.
    """
    actor.require("placement.import")
    lock_publication(actor.agency_id)
    compare_incoming(actor.agency_id, paid)
    return take_compared(actor=actor, at=at, taken_with=taken_with)


def take_compared(*, actor: Actor, at: datetime, taken_with: int | None = None) -> Published:
    """Take rows that were compared: what is new, and what a corrected row changes, with history.

    The same rows twice change nothing. Rows in conflict with what is on file are left out; see
    ``cases.incoming`` for which.

    Raises:
        Refused: The actor may not.
    """
    actor.require("placement.import")
    agency = actor.agency_id
    with _rows_by_index():
        published = _taken(actor, {"agency": agency, "taken_with": taken_with}, at)
    return published


@contextmanager
def _rows_by_index() -> Iterator[None]:
    """Have rows found by their indexes.

    The rows that this transaction has just added are in no statistics yet: the planner takes
    the tables for nearly empty, and would walk through all of one for each row of the other to
    see whether row security lets it in.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_seqscan', 'off', true)", [])
        yield
        cursor.execute("SELECT set_config('enable_seqscan', 'on', true)", [])


def _taken(actor: Actor, known: dict[str, int | None], at: datetime) -> Published:
    agency = actor.agency_id
    changed = _change(actor, at, known["taken_with"])
    borrowers = _run(_BORROWERS, known)
    _run(_PEOPLE, known)
    cases = _made_cases(agency, known)
    accounts = _run(_ACCOUNTS, known)
    points = _run(_POINTS, known)
    flags = _returned(_FLAGS, known)
    _run(_SEVERAL, known)
    record_many(
        at=at, actor=actor, verb="case.imported",
        rows=((f"case:{case}", {"number": number}) for case, number in cases),
    )  # fmt: skip
    return Published(borrowers, len(cases), accounts, points, tuple(flags), changed)


def take_points(*, actor: Actor, at: datetime, taken_with: int | None = None) -> int:
    """Take the incoming contact points of borrowers that exist; known ones stay as they are.

    Raises:
        Refused: The actor may not.
    """
    actor.require("placement.import")
    agency = actor.agency_id
    count = _run(_POINTS, {"agency": agency, "taken_with": taken_with})
    record_many(
        at=at, actor=actor, verb="contact_point.imported",
        rows=[(f"agency:{agency}", {"points": count})],
    )  # fmt: skip
    return count


def _made_cases(agency: int, known: dict[str, int | None]) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_HIGHEST, [agency])
        taken = cursor.fetchone()[0]
        cursor.execute(_CASES, {**known, "taken": taken})
        return [(pk, number) for pk, number in cursor.fetchall()]


def _run(statement: str, known: dict[str, int | None]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, known)
        return int(cursor.rowcount)


def _returned(statement: str, known: dict[str, int | None]) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, known)
        return [(case, word) for case, word in cursor.fetchall()]


def _change(actor: Actor, at: datetime, taken_with: int | None) -> int:
    """Change accounts on file; each keeps the version that ends here, and leaves an entry."""
    wanted = [row for row in changed_accounts() if not row.conflict]
    if not wanted:
        return 0
    since = _valid_since([row.account_id for row in wanted])
    copy_rows(
        "cases_accountversion",
        ("agency_id", "case_id", "account_id", "valid_from", "valid_until", "taken_with", "body"),
        (_version(actor.agency_id, row, since, at, taken_with) for row in wanted),
    )
    _run(_CHANGE_ACCOUNTS, {})
    _run(_CHANGE_BORROWERS, {})
    record_many(
        at=at, actor=actor, verb="account.changed",
        rows=(
            (f"case:{row.case_id}", {"account": row.account_id, "fields": sorted(row.changed)})
            for row in wanted
        ),
    )  # fmt: skip
    return len(wanted)


def _version(
    agency: int,
    row: ChangedAccount,
    since: dict[int, datetime],
    at: datetime,
    taken_with: int | None,
) -> tuple[object, ...]:
    body = {
        "before": {name: day_or_text(value) for name, value in row.before.items()},
        "changed": {
            name: [day_or_text(old), day_or_text(new)] for name, (old, new) in row.changed.items()
        },
    }
    sealed = encrypt("cases_accountversion", "body", json.dumps(body, ensure_ascii=False))
    return (
        agency, row.case_id, row.account_id, since.get(row.account_id), at, taken_with, sealed,
    )  # fmt: skip


def _valid_since(accounts: list[int]) -> dict[int, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account_id, max(valid_until) FROM cases_accountversion"
            " WHERE account_id = ANY(%s) GROUP BY account_id",
            [accounts],
        )
        return {account: until for account, until in cursor.fetchall()}
