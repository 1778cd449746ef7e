"""Take an import back: what it made disappears, what it changed is as before, with history."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from doorstep_desk.audit.actions import record_many
from doorstep_desk.cases.incoming import BORROWER_FIELDS, FIELDS
from doorstep_desk.cases.models import Account, AccountVersion, Borrower, Case, CaseFlag
from doorstep_desk.cases.versions import Version, account_versions
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows, update_rows
from doorstep_desk.plumbing.encryption import encrypt


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import brought.

    Attributes:
        fresh: Cases that it made.
        touched: Other cases of which it changed an account or got one.
        later: Import that changed the same accounts after it, or None.
    """

    fresh: tuple[int, ...]
    touched: tuple[int, ...]
    later: int | None


def taken_with(agency_id: int, import_id: int) -> Taken:
    """Return what an import brought."""
    fresh = tuple(
        Case.objects.filter(agency_id=agency_id, taken_with=import_id).values_list("pk", flat=True)
    )
    own = AccountVersion.objects.filter(agency_id=agency_id, taken_with=import_id)
    made = Account.objects.filter(agency_id=agency_id, taken_with=import_id)
    touched = {*own.values_list("case_id", flat=True), *made.values_list("case_id", flat=True)}
    accounts = {*own.values_list("account_id", flat=True), *made.values_list("pk", flat=True)}
    later = (
        AccountVersion.objects.filter(account_id__in=accounts, taken_with__gt=import_id)
        .order_by("-taken_with")
        .values_list("taken_with", flat=True)
        .first()
    )
    return Taken(fresh, tuple(sorted(touched - set(fresh))), later)


def take_back(*, actor: Actor, import_id: int, at: datetime) -> int:
    """Delete what an import made and restore what it changed; returns how many cases went.

    Flags that it raised on cases which were here before stay: what stops contact is lifted by a
    person. Whoever calls this has made sure that nothing was done on its cases.

    Raises:
        Refused: The actor may not.
        django.db.IntegrityError: Something in the store still points to one of the rows.
    """
    actor.require("import.undo")
    agency = actor.agency_id
    _restore(actor, account_versions(import_id), at)
    gone = list(
        Case.objects.filter(agency_id=agency, taken_with=import_id).values_list("pk", "number")
    )
    touched = set(
        Account.objects.filter(agency_id=agency, taken_with=import_id).values_list(
            "borrower_id", flat=True
        )
    )
    CaseFlag.objects.filter(case_id__in=[case for case, _ in gone]).delete()
    _delete(_REMOVE, agency, import_id)
    _several_no_more(agency, touched)
    record_many(
        at=at, actor=actor, verb="case.removed",
        rows=[(f"case:{case}", {"number": number, "file": import_id}) for case, number in gone],
    )  # fmt: skip
    return len(gone)


_REMOVE: Final = (
    """DELETE FROM cases_accountversion v USING cases_account a
        WHERE a.id = v.account_id AND a.agency_id = %(agency)s
          AND a.taken_with = %(taken_with)s""",
    """DELETE FROM cases_contactpoint WHERE agency_id = %(agency)s AND taken_with = %(taken_with)s
          AND last_verified_at IS NULL""",
    "DELETE FROM cases_account WHERE agency_id = %(agency)s AND taken_with = %(taken_with)s",
    "DELETE FROM cases_case WHERE agency_id = %(agency)s AND taken_with = %(taken_with)s",
    """DELETE FROM cases_borrower b
        WHERE b.agency_id = %(agency)s AND b.taken_with = %(taken_with)s
          AND NOT EXISTS (SELECT 1 FROM cases_case k WHERE k.borrower_id = b.id)""",
)


def _delete(statements: Sequence[str], agency: int, import_id: int) -> None:
    """Delete rows, and have the database say at once, not at the end, what still needs them."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"agency": agency, "taken_with": import_id})
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE", [])
        cursor.execute("SET CONSTRAINTS ALL DEFERRED", [])


def _several_no_more(agency: int, borrowers: set[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_borrower b SET has_several_creditors = false"
            " WHERE b.agency_id = %s AND b.id = ANY(%s) AND 2 > (SELECT count(DISTINCT"
            " a.creditor_id) FROM cases_account a WHERE a.borrower_id = b.id)",
            [agency, list(borrowers)],
        )


def _restore(actor: Actor, versions: Sequence[Version], at: datetime) -> None:
    if not versions:
        return
    update_rows(
        "cases_account", "id", FIELDS,
        ([v.account_id, *(v.before[name] for name in FIELDS)] for v in versions),
    )  # fmt: skip
    owner = dict(
        Account.objects.filter(pk__in=[v.account_id for v in versions]).values_list(
            "pk", "borrower_id"
        )
    )
    people = {owner[v.account_id]: v for v in versions if set(v.changed) & set(BORROWER_FIELDS)}
    names = dict(Borrower.objects.filter(pk__in=people).values_list("pk", "name_order"))
    update_rows(
        "cases_borrower", "id", (*BORROWER_FIELDS, "name_order"),
        (
            [borrower, *(v.before[name] for name in BORROWER_FIELDS),
             _order(names[borrower], v)]
            for borrower, v in people.items()
        ),
    )  # fmt: skip
    copy_rows(
        "cases_accountversion",
        ("agency_id", "case_id", "account_id", "valid_from", "valid_until", "body"),
        _ended(actor.agency_id, versions, at),
    )
    # They are history now, and no change of an import that still stands.
    AccountVersion.objects.filter(pk__in=[v.version_id for v in versions]).update(taken_with=None)
    record_many(
        at=at, actor=actor, verb="account.restored",
        rows=[
            (f"case:{v.case_id}", {"account": v.account_id, "fields": sorted(v.changed)})
            for v in versions
        ],
    )  # fmt: skip


def _order(present: str, version: Version) -> object:
    old, new = version.changed.get("name", (present, None))
    return old if present == new else present


def _ended(agency: int, versions: Sequence[Version], at: datetime) -> Iterator[tuple[object, ...]]:
    """Yield what was valid from the import until now, so that the history has no gap."""
    for v in versions:
        until_now = {**v.before, **{name: new for name, (_, new) in v.changed.items()}}
        body = {
            "before": until_now,
            "changed": {name: [new, old] for name, (old, new) in v.changed.items()},
        }
        sealed = encrypt("cases_accountversion", "body", json.dumps(body, ensure_ascii=False))
        yield agency, v.case_id, v.account_id, v.valid_until, at, sealed
