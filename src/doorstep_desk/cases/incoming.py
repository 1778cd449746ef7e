"""What does a file bring, compared with what is on file?

Rows come in two temporary tables that live until the transaction ends: ``incoming_account`` (a
person and one of their accounts) and ``incoming_point`` (one way to reach a person). Whoever
takes rows fills them; everything after that is a fixed number of statements, however many rows.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

PERSON: Final = (
    "person_key", "name", "identity_number", "identity_index", "identity_state", "external_ref",
    "birth_on", "language", "is_synthetic",
)  # fmt: skip
PARTS: Final = (
    "principal_fen", "interest_fen", "penalty_interest_fen", "default_penalty_fen",
    "late_fee_fen", "fee_fen",
)  # fmt: skip
FIELDS: Final = (
    "loan_no", "contract_no", "case_no", "product", "product_name", "currency", "opened_on",
    "placed_on", "due_on", "owed_fen", *PARTS, "loan_fen", "instalments",
)  # fmt: skip
"""What a corrected file may change about an account."""

BORROWER_FIELDS: Final = ("name", "birth_on", "identity_state")
"""What a corrected file may change about a person whom no other creditor speaks of."""

ACCOUNT_COLUMNS: Final = (
    "seq", "row_no", "flags", *PERSON, "creditor_id", "placement_id", "key", *FIELDS,
)  # fmt: skip
POINT_COLUMNS: Final = (
    "seq", "person_key", "kind", "role", "value", "value_index", "masked", "provenance", "source",
    "confidence", "last_verified_at", "valid", "is_synthetic", "province", "city", "county",
    "town", "address_state", "latitude", "longitude", "accuracy_metres",
)  # fmt: skip

_TEMPORARY: Final = (
    "incoming_account",
    "incoming_point",
    "resolved_account",
    "account_change",
    "person_on_file",
    "case_on_file",
)


def _named(prefix: str, columns: Collection[str]) -> str:
    return ", ".join(f"{prefix}.{column}" for column in columns)


_PREPARE: Final = f"""
CREATE TEMPORARY TABLE incoming_account ON COMMIT DROP AS
SELECT 0 AS seq, 0 AS row_no, ''::text AS flags, {_named("b", PERSON)}, a.creditor_id,
       c.placement_id, a.key, {_named("a", FIELDS)}
  FROM cases_account a JOIN cases_borrower b ON false JOIN cases_case c ON false WITH NO DATA;
CREATE TEMPORARY TABLE incoming_point ON COMMIT DROP AS
SELECT 0 AS seq, b.person_key, {_named("p", POINT_COLUMNS[2:])}
  FROM cases_contactpoint p JOIN cases_borrower b ON false WITH NO DATA;
"""  # noqa: S608 (names of our own columns)

_RESOLVE: Final = """
CREATE TEMPORARY TABLE resolved_account ON COMMIT DROP AS
SELECT DISTINCT ON (i.creditor_id, i.key) i.*, a.id AS account_id, a.case_id
  FROM incoming_account i
  LEFT JOIN cases_account a
    ON a.agency_id = %s AND a.creditor_id = i.creditor_id AND a.key = i.key
 ORDER BY i.creditor_id, i.key, i.seq;
"""


def _sent(column: str) -> str:
    """Return what a row says of a column; a cell that says nothing leaves what is on file."""
    if column in PARTS:
        nothing = " AND ".join(f"r.{part} = 0" for part in PARTS)
        return f"CASE WHEN {nothing} THEN a.{column} ELSE r.{column} END"
    match column:
        case "product":
            return "CASE WHEN r.product_name = '' THEN a.product ELSE r.product END"
        case "loan_no" | "contract_no" | "case_no" | "product_name":
            return f"COALESCE(NULLIF(r.{column}, ''), a.{column})"
        case "loan_fen":
            return "COALESCE(NULLIF(r.loan_fen, 0), a.loan_fen)"
        case "instalments":
            return "COALESCE(NULLIF(r.instalments, 1), a.instalments)"
        case _:
            return f"COALESCE(r.{column}, a.{column})"


def _sent_of_person(column: str) -> str:
    """Return what a row says of a person; where several creditors do, none overrides another."""
    return (
        f"CASE WHEN o.has_several_creditors THEN o.{column} "
        f"ELSE COALESCE(r.{column}, o.{column}) END"
    )


_EVERY: Final = ", ".join([*map(_sent, FIELDS), *map(_sent_of_person, BORROWER_FIELDS)])
_STORED: Final = f"{_named('a', FIELDS)}, {_named('o', BORROWER_FIELDS)}"
_CHANGES: Final = f"""
CREATE TEMPORARY TABLE account_change ON COMMIT DROP AS
SELECT r.seq, r.row_no, a.id AS account_id, a.case_id, o.id AS borrower_id,
       CASE WHEN o.person_key <> r.person_key THEN 'other_person'
            WHEN a.recalled_on IS NOT NULL THEN 'recalled'
            WHEN a.id = ANY(%s) AND r.placed_on <> a.placed_on THEN 'paid_since'
            ELSE '' END AS conflict,
       {", ".join(f"{_sent(c)} AS {c}" for c in FIELDS)},
       {", ".join(f"{_sent_of_person(c)} AS {c}" for c in BORROWER_FIELDS)}
  FROM resolved_account r
  JOIN cases_account a ON a.id = r.account_id
  JOIN cases_borrower o ON o.id = a.borrower_id
 WHERE o.person_key <> r.person_key OR a.recalled_on IS NOT NULL
    OR ({_EVERY}) IS DISTINCT FROM ({_STORED});
"""  # noqa: S608 (names of our own columns)


def prepare_incoming() -> None:
    """Make the two tables that rows come in, empty, inside the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL client_min_messages = warning", [])
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(_TEMPORARY)}", [])
        cursor.execute(_PREPARE, [])


def compare_incoming(agency_id: int, paid: Collection[int]) -> None:
    """Find the account on file of each incoming row, and what the row would change about it.

    Args:
        agency_id: Whose store.
        paid: Accounts on which money came in; their day of placement stays, because payments
            are counted from it.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incoming_account; ANALYZE incoming_point", [])
        cursor.execute(_RESOLVE, [agency_id])
        cursor.execute("ANALYZE resolved_account", [])
        cursor.execute(_CHANGES, [list(paid)])


@dataclass(frozen=True, slots=True)
class ChangedAccount:
    """What one row would change, or would have changed, about an account on file.

    Attributes:
        row_no: Row of the file.
        account_id: Account.
        case_id: Its case.
        key: The lender's number.
        before: Every field as it stands.
        changed: Field to old and new value; empty where only a conflict is said.
        conflict: Why the row is not taken, or empty: ``other_person``, ``recalled``,
            ``paid_since``.
    """

    row_no: int
    account_id: int
    case_id: int
    key: str
    before: dict[str, object]
    changed: dict[str, tuple[object, object]]
    conflict: str


_COMPARED: Final = f"""
SELECT c.row_no, c.account_id, c.case_id, a.key, c.conflict, {_STORED},
       {_named("c", (*FIELDS, *BORROWER_FIELDS))}
  FROM account_change c
  JOIN cases_account a ON a.id = c.account_id
  JOIN cases_borrower o ON o.id = c.borrower_id
 ORDER BY c.seq
"""  # noqa: S608 (names of our own columns)


def changed_accounts() -> Iterator[ChangedAccount]:
    """Yield what the incoming rows change, in the order of the file."""
    names = (*FIELDS, *BORROWER_FIELDS)
    with connection.cursor() as cursor:
        cursor.execute(_COMPARED, [])
        for row_no, account, case, key, conflict, *values in cursor.fetchall():
            old, new = values[: len(names)], values[len(names) :]
            changed = {
                name: (before, after)
                for name, before, after in zip(names, old, new, strict=True)
                if before != after
            }
            yield ChangedAccount(
                row_no, account, case, key, dict(zip(names, old, strict=True)), changed, conflict
            )


def new_accounts(limit: int) -> list[tuple[int, str]]:
    """Return row and key of the first incoming accounts that are not on file, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_no, key FROM resolved_account WHERE account_id IS NULL"
            " ORDER BY seq LIMIT %s",
            [limit],
        )
        return [(row_no, key) for row_no, key in cursor.fetchall()]


def count_accounts() -> tuple[int, int]:
    """Return how many incoming accounts are new, and how many are on file exactly as they come."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE account_id IS NULL), count(account_id)"
            " - (SELECT count(*) FROM account_change) FROM resolved_account",
            [],
        )
        new, unchanged = cursor.fetchone()
        return int(new), int(unchanged)


@dataclass(frozen=True, slots=True)
class MissingAccount:
    """An account of a batch that a newer version of the batch no longer names.

    Attributes:
        account_id: Account.
        case_id: Its case.
        key: The lender's number.
    """

    account_id: int
    case_id: int
    key: str


_MISSING: Final = """
SELECT a.id, a.case_id, a.key
  FROM cases_account a JOIN cases_case k ON k.id = a.case_id
 WHERE a.agency_id = %s AND k.placement_id = ANY(%s) AND a.recalled_on IS NULL
   AND NOT EXISTS (SELECT 1 FROM incoming_account i
                    WHERE i.creditor_id = a.creditor_id AND i.key = a.key)
 ORDER BY a.id
"""


def missing_accounts(agency_id: int, placements: Collection[int]) -> list[MissingAccount]:
    """Return the accounts of some batches that the incoming rows do not name."""
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, [agency_id, list(placements)])
        return [MissingAccount(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that our own people settled and a file says otherwise.

    Attributes:
        case_id: About which case.
        row_no: Row of the file.
        field: What it is about.
        reason: ``verified_address`` or ``reviewed_flag``.
    """

    case_id: int
    row_no: int
    field: str
    reason: str


_DOUBTS: Final = """
SELECT DISTINCT r.case_id, r.row_no, 'home_address', 'verified_address'
  FROM resolved_account r
  JOIN cases_account a ON a.id = r.account_id
  JOIN incoming_point i ON i.person_key = r.person_key AND i.kind = 'address'
  JOIN cases_contactpoint v ON v.borrower_id = a.borrower_id AND v.kind = 'address'
   AND v.role = i.role AND v.valid AND v.last_verified_at IS NOT NULL
   AND v.value_index <> i.value_index
 WHERE NOT EXISTS (SELECT 1 FROM cases_contactpoint k
                    WHERE k.borrower_id = a.borrower_id AND k.kind = i.kind
                      AND k.value_index = i.value_index)
UNION ALL
SELECT DISTINCT f.case_id, r.row_no, f.flag, 'reviewed_flag'
  FROM resolved_account r
  JOIN cases_caseflag f ON f.case_id = r.case_id AND f.reviewed_at IS NOT NULL
   AND f.flag = ANY(string_to_array(r.flags, ','))
 ORDER BY 2, 3
"""


def doubts() -> list[Doubt]:
    """Return where incoming rows differ from what our own people have verified or settled."""
    with connection.cursor() as cursor:
        cursor.execute(_DOUBTS, [])
        return [Doubt(*row) for row in cursor.fetchall()]


def day_or_text(value: object) -> object:
    """Return a stored value as plain data, days as ISO text."""
    return value.isoformat() if isinstance(value, date) else value
