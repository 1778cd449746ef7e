"""Which phones and addresses that were sent later may be taken?"""

import re
from datetime import date
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.headers import SheetPlan
from doorstep.intake.known import KnownAccounts
from doorstep.intake.rows import SupplementRow
from doorstep.intake.rules.accounts import account_of, check_person, find_account
from doorstep.intake.rules.addresses import warn_vague
from doorstep.intake.rules.draft import Draft, Policy, drafts_of_all
from doorstep.intake.rules.flags import flag_refusal
from doorstep.intake.rules.relations import reject_minor, warn_unknown_relation
from doorstep.intake.rules.sheet import CheckedSheet
from doorstep.intake.rules.taken import Finding, Passing, Taken, digest_of

_FORBIDDEN: Final = re.compile(
    "通讯录|详单|外[购購]|[购購][买買]|快[递遞]|外[卖賣]|收[货貨]|[网網][购購]|社交|微信|修[复復]"
)


def check_supplements(
    sheets: list[CheckedSheet], day_zero: date, known: KnownAccounts
) -> Taken[SupplementRow]:
    """Read and check every row of all supplement sheets of a file; of repeated ones the first."""
    passing, seen = Passing(sheets), set[bytes]()
    for at, draft in drafts_of_all(sheets, day_zero, _policy):
        if not draft.row.problem:
            _check(draft, known)
        if draft.is_accepted:
            _reject_repeated(draft, seen)
        passing.take(at, draft)
    return passing.taken(_row, passing.nothing_found(), _no_findings)


def _policy(plan: SheetPlan) -> Policy:
    return Policy(frozenset({plan.key_field}))


def _no_findings(_: SheetPlan) -> tuple[Finding, ...]:
    return ()


def _reject_repeated(draft: Draft, seen: set[bytes]) -> None:
    phones = sorted(phone.number for phone in draft.phones("phone"))
    content = digest_of((account_of(draft).key, phones, draft.text("address")))
    if content in seen:
        draft.reject("", "duplicate_row")
    seen.add(content)


def _check(draft: Draft, known: KnownAccounts) -> None:
    account = find_account(draft, known)
    check_person(draft, account)
    _check_content(draft)
    if _FORBIDDEN.search(simplified(draft.text("source") or "")):
        draft.reject("source", "source_forbidden")
    reject_minor(draft)
    warn_unknown_relation(draft)
    warn_vague(draft, ("address",))
    flag_refusal(draft, "remark")
    if account and any(phone.number in account.phones for phone in draft.phones("phone")):
        draft.warn("phone", "already_known")


def _check_content(draft: Draft) -> None:
    """Require a phone or an address; a number that is none is only enough beside an address."""
    if draft.text("address"):
        return
    if ("phone", "phone_invalid") in draft.warnings and not draft.numbers("phone"):
        draft.reject("phone", "phone_unusable")
    elif not draft.numbers("phone") and not draft.has_warning("phone"):
        draft.require("phone" if draft.has_column("phone") else "address")


def _row(draft: Draft) -> SupplementRow:
    account = account_of(draft)
    phones = draft.phones("phone")
    return SupplementRow(
        origin=draft.origin,
        account=account,
        contact_name=draft.text("contact_name"),
        relation=draft.text("relation"),
        phones=phones,
        new_phones=tuple(phone for phone in phones if phone.number not in account.phones),
        phone_type=draft.text("phone_type"),
        address=draft.text("address"),
        address_type=draft.text("address_type"),
        source=draft.text("source"),
        remark=draft.text("remark") or "",
        flags=draft.flags,
        warnings=draft.warned_rules,
    )
