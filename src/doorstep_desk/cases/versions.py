"""How did an account stand before a corrected file changed it?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from doorstep_desk.cases.models import AccountVersion


@dataclass(frozen=True, slots=True)
class Version:
    """An account as it stood until a corrected file changed it.

    Attributes:
        version_id: Identifier.
        account_id: Account.
        case_id: Its case.
        key: The lender's number.
        valid_from: Since when it stood so; None for since it was placed.
        valid_until: When it changed.
        before: Every field that a file may change, as it stood; days as ISO text.
        changed: Field to old and new value.
        taken_with: Import that changed it, or None.
    """

    version_id: int
    account_id: int
    case_id: int
    key: str
    valid_from: datetime | None
    valid_until: datetime
    before: Mapping[str, object]
    changed: Mapping[str, tuple[object, object]]
    taken_with: int | None


def account_versions(taken_with: int) -> list[Version]:
    """Return what an import changed, in the order of the accounts."""
    return _versions(AccountVersion.objects.filter(taken_with=taken_with).order_by("account_id"))


def history_of_account(account_id: int) -> list[Version]:
    """Return what was valid from when about an account, the oldest first."""
    return _versions(AccountVersion.objects.filter(account_id=account_id).order_by("id"))


def _versions(rows: QuerySet[AccountVersion]) -> list[Version]:
    found = []
    for row in rows.select_related("account"):
        body = json.loads(row.body)
        changed = {name: (old, new) for name, (old, new) in body["changed"].items()}
        found.append(
            Version(
                row.pk, row.account_id, row.case_id, row.account.key, row.valid_from,
                row.valid_until, body["before"], changed, row.taken_with,
            )
        )  # fmt: skip
    return found
