"""What is known about the cases of a day that an agent may read once the right person is there?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from doorstep.ledger.components import NOTHING
from doorstep_desk.arrangements.debt import parts_by_account
from doorstep_desk.arrangements.queries import open_promises_of
from doorstep_desk.attempts.lists import LastContact, last_contacts
from doorstep_desk.cases.facts import time_wishes
from doorstep_desk.cases.queries import CaseName, accounts_of_cases, case_names
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.fieldwork.pack.words import ASKS, both, contact_said, parts_said
from doorstep_desk.fieldwork.risks import RiskSeen, risks_at
from doorstep_desk.payments.left import left_by_account
from doorstep_desk.payments.ways import pay_ways_by_lender
from doorstep_desk.plumbing.actor import Actor


@dataclass(frozen=True, slots=True)
class About:
    """What the papers of one day say about its cases, each read once for all of them."""

    names: Mapping[int, CaseName]
    accounts: Mapping[int, list[Any]]
    parts: Mapping[int, tuple[int, ...]]
    left: Mapping[int, int]
    promises: Mapping[int, Any]
    contacts: Mapping[int, LastContact]
    risks: Mapping[int, list[RiskSeen]]
    ways: Mapping[int, list[Any]]
    wishes: Mapping[int, WishedTime]

    def sealed(self, case_id: int, borrower_id: int) -> dict[str, Any]:
        """Return what opens only after the right person is confirmed."""
        accounts = self.accounts.get(case_id, [])
        total = sum(self.left.get(each.pk, 0) for each in accounts)
        parts = [self.parts.get(each.pk, NOTHING) for each in accounts]
        summed = tuple(map(sum, zip(*parts, strict=True))) if parts else NOTHING
        name, promise = self.names[case_id], self.promises.get(case_id)
        return {
            "amounts": {
                "total_fen": total,
                "parts": parts_said(summed) if sum(summed) == total else [],
            },
            "last_contact": _contact(self.contacts.get(borrower_id)),
            "promise": promise
            and {"amount_fen": promise.amount_fen, "due_on": promise.due_on.isoformat()},
            "account": {
                "creditor": name.creditor, "number": name.number,
                "product": accounts[0].product_name or accounts[0].product if accounts else "",
            },
            "asks": [both(each) for each in ASKS],
            "ways": [
                {"kind": way.kind, "holder": way.holder, "place": way.place}
                for way in (self.ways.get(accounts[0].creditor_id, ()) if accounts else ())
            ],
        }  # fmt: skip


def about(
    actor: Actor,
    case_ids: Collection[int],
    borrower_ids: Collection[int],
    point_ids: Collection[int],
    at: datetime,
    on: date,
) -> About:
    """Read what is known about the cases of a day, in a constant number of queries."""
    by_case: dict[int, list[Any]] = {}
    for account in accounts_of_cases(case_ids):
        by_case.setdefault(account.case_id, []).append(account)
    keys = [each.pk for accounts in by_case.values() for each in accounts]
    return About(
        case_names(case_ids), by_case, parts_by_account(actor, keys) if keys else {},
        left_by_account(keys, on + timedelta(days=1)),
        {each.case_id: each for each in open_promises_of(case_ids)},
        last_contacts(borrower_ids), risks_at(point_ids, on),
        pay_ways_by_lender(actor.agency_id), time_wishes(at, borrower_ids=borrower_ids),
    )  # fmt: skip


def _contact(last: LastContact | None) -> dict[str, Any] | None:
    if last is None:
        return None
    return {"at": last.at.isoformat(), "say": contact_said(last.channel)}
