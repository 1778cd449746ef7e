"""Take accounts back when the lender recalls them; close cases that have none left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from doorstep_desk.audit.actions import record_many
from doorstep_desk.cases.models import Account, Case
from doorstep_desk.plumbing.actor import Actor


@dataclass(frozen=True, slots=True)
class Recall:
    """One account recalled.

    Attributes:
        account_id: Which.
        recalled_on: From which day on no contact is allowed.
        reason: As sent.
    """

    account_id: int
    recalled_on: date
    reason: str


@transaction.atomic
def recall_accounts(*, actor: Actor, recalls: Sequence[Recall], at: datetime) -> list[int]:
    """Mark accounts as recalled and return the cases that have no other account left.

    A recall is never undone here and an earlier day is never moved to a later one.

    Raises:
        Refused: The actor may not.
    """
    actor.require("recall.import")
    by_account = {recall.account_id: recall for recall in recalls}
    rows = list(
        Account.objects.select_for_update().filter(agency_id=actor.agency_id, id__in=by_account)
    )
    changed = []
    for row in rows:
        wanted = by_account[row.pk].recalled_on
        if row.recalled_on is None or wanted < row.recalled_on:
            row.recalled_on = wanted
            changed.append(row)
    Account.objects.bulk_update(changed, ["recalled_on"], batch_size=2000)
    record_many(
        at=at, actor=actor, verb="account.recalled",
        rows=[
            (f"case:{row.case_id}", {"account": row.pk, "reason": by_account[row.pk].reason})
            for row in changed
        ],
    )  # fmt: skip
    return _close_empty(actor, {row.case_id for row in changed}, at)


def _close_empty(actor: Actor, case_ids: set[int], at: datetime) -> list[int]:
    held = set(
        Account.objects.filter(case_id__in=case_ids, recalled_on=None).values_list(
            "case_id", flat=True
        )
    )
    last_day: dict[int, date] = {}
    for case, day in Account.objects.filter(case_id__in=case_ids - held).values_list(
        "case_id", "recalled_on"
    ):
        if day is not None:
            last_day[case] = max(day, last_day.get(case, day))
    rows = list(Case.objects.filter(id__in=last_day, closed_on=None))
    for row in rows:
        row.closed_on, row.closed_because = last_day[row.pk], "recalled"
    Case.objects.bulk_update(rows, ["closed_on", "closed_because"], batch_size=2000)
    record_many(
        at=at, actor=actor, verb="case.closed",
        rows=[(f"case:{row.pk}", {"because": "recalled"}) for row in rows],
    )  # fmt: skip
    return [row.pk for row in rows]
