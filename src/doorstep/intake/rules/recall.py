"""Which accounts does the creditor take back, and from which day on?

What stops contact is applied even when its row has blemishes; names, numbers and days that do
not fit only warn.
"""

import re
from datetime import date
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.headers import SheetPlan
from doorstep.intake.known import KnownAccount, KnownAccounts
from doorstep.intake.rows import RecallRow
from doorstep.intake.rules.accounts import find_account
from doorstep.intake.rules.draft import Draft, Policy, drafts_of_all
from doorstep.intake.rules.flags import flag_remarks
from doorstep.intake.rules.identity import normalise_identity
from doorstep.intake.rules.sheet import CheckedSheet

_REASONS: Final = re.compile("结清|到期|撤案|收回|投诉|死亡|身故|分期|诉讼|司法|停催|减免")
_MASK: Final = re.compile(r"[*＊]+")
_ASIDE: Final = re.compile(r"[\s·•・]+")
_SILENT: Final = frozenset({"recall_date", "id_number"})


def check_recalls(
    sheets: list[CheckedSheet], day_zero: date, known: KnownAccounts, as_of: date
) -> tuple[list[Draft], list[RecallRow]]:
    """Read and check every row; of several for one account the earliest day counts."""
    drafts = list(drafts_of_all(sheets, day_zero, _policy))
    found: dict[tuple[str, str], list[tuple[Draft, RecallRow]]] = {}
    for draft in drafts:
        account = None if draft.row.problem else find_account(draft, known)
        if account is None or not draft.is_accepted:
            continue
        row = _checked(draft, account, as_of)
        found.setdefault(account.key, []).append((draft, row))
    rows = []
    for group in found.values():
        first = min(group, key=lambda pair: pair[1].effective_on)
        rows.append(first[1])
        for draft, _ in group:
            if draft is not first[0]:
                draft.reject("", "duplicate_row")
    return drafts, rows


def _policy(plan: SheetPlan) -> Policy:
    return Policy(frozenset({plan.key_field}), _SILENT)


def _checked(draft: Draft, account: KnownAccount, as_of: date) -> RecallRow:
    _compare_person(draft, account)
    effective_on = _effective_on(draft, account, as_of)
    reason = draft.text("recall_reason")
    if draft.has_column("recall_reason") and not _REASONS.search(simplified(reason or "")):
        draft.warn("recall_reason", "recall_reason_unknown")
    flag_remarks(draft, ("recall_reason", "remark"))
    return RecallRow(
        origin=draft.origin,
        account=account,
        effective_on=effective_on,
        reason=reason,
        remark=draft.text("remark") or "",
        flags=draft.flags,
        warnings=draft.warned_rules,
    )


def _effective_on(draft: Draft, account: KnownAccount, as_of: date) -> date:
    day = draft.day("recall_date")
    if day is None or day < account.placed_on:
        if draft.has_column("recall_date"):
            draft.warn("recall_date", "recall_date_unusable")
        return as_of
    if day > as_of:
        draft.warn("recall_date", "recall_in_future")
    return day


def _compare_person(draft: Draft, account: KnownAccount) -> None:
    name = draft.text("borrower_name")
    if name and not _matches(name, account.borrower_name):
        draft.warn("borrower_name", "recall_name_mismatch")
    number = normalise_identity(draft)
    if (number and number != account.identity_number) or "id_number" in draft.errors:
        draft.warn("id_number", "recall_name_mismatch")


def _matches(said: str, name: str) -> bool:
    """Compare names; behind a mask only the visible characters count."""
    pieces = [re.escape(piece) for piece in _MASK.split(_ASIDE.sub("", said))]
    return re.fullmatch(".+".join(pieces), _ASIDE.sub("", name)) is not None
