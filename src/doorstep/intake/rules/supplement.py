"""Which phones and addresses that were sent later may be taken?"""

import re
from datetime import date
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.known import KnownAccount, KnownAccounts
from doorstep.intake.rows import SupplementRow
from doorstep.intake.rules.accounts import check_person, find_account
from doorstep.intake.rules.addresses import warn_vague
from doorstep.intake.rules.draft import Draft, Policy, drafts_of_all
from doorstep.intake.rules.flags import flag_refusal
from doorstep.intake.rules.relations import reject_minor, warn_unknown_relation
from doorstep.intake.rules.sheet import CheckedSheet

_FORBIDDEN: Final = re.compile(
    "通讯录|详单|外[购購]|[购購][买買]|快[递遞]|外[卖賣]|收[货貨]|[网網][购購]|社交|微信|修[复復]"
)


def check_supplements(
    sheets: list[CheckedSheet], day_zero: date, known: KnownAccounts
) -> tuple[list[Draft], list[SupplementRow]]:
    """Read and check every row of all supplement sheets of a file, then find repeated ones."""
    drafts = list(
        drafts_of_all(sheets, day_zero, lambda plan: Policy(frozenset({plan.key_field})))
    )
    rows, seen = [], set[tuple[object, ...]]()
    for draft in drafts:
        account = None if draft.row.problem else _checked(draft, known)
        if account is None or not draft.is_accepted:
            continue
        content = (account.key, frozenset(draft.phones("phone")), draft.text("address"))
        if content in seen:
            draft.reject("", "duplicate_row")
            continue
        seen.add(content)
        rows.append(_row(draft, account))
    return drafts, rows


def _checked(draft: Draft, known: KnownAccounts) -> KnownAccount | None:
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
    return account


def _check_content(draft: Draft) -> None:
    """Require a phone or an address; a number that is none is only enough beside an address."""
    if draft.text("address"):
        return
    if ("phone", "phone_invalid") in draft.warnings and not draft.numbers("phone"):
        draft.reject("phone", "phone_unusable")
    elif not draft.numbers("phone") and not draft.has_warning("phone"):
        draft.require("phone" if draft.has_column("phone") else "address")


def _row(draft: Draft, account: KnownAccount) -> SupplementRow:
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
