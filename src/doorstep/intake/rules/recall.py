"""Which accounts does the creditor take back, and from which day on?

What stops contact is applied even when its row has blemishes; names, numbers and days that do
not fit only warn.
"""

import re
from array import array
from datetime import date
from functools import partial
from typing import Final

import numpy as np

from doorstep.intake.dictionary import simplified
from doorstep.intake.headers import SheetPlan
from doorstep.intake.known import KnownAccount, KnownAccounts
from doorstep.intake.rows import RecallRow
from doorstep.intake.rules.accounts import account_of, find_account
from doorstep.intake.rules.draft import Draft, Policy, drafts_of_all
from doorstep.intake.rules.flags import flag_remarks
from doorstep.intake.rules.identity import normalise_identity
from doorstep.intake.rules.sheet import CheckedSheet
from doorstep.intake.rules.taken import Finding, Passing, Taken, whole

_REASONS: Final = re.compile("结清|到期|撤案|收回|投诉|死亡|身故|分期|诉讼|司法|停催|减免")
_MASK: Final = re.compile(r"[*＊]+")
_ASIDE: Final = re.compile(r"[\s·•・]+")
_SILENT: Final = frozenset({"recall_date", "id_number"})


def check_recalls(
    sheets: list[CheckedSheet], day_zero: date, known: KnownAccounts, as_of: date
) -> Taken[RecallRow]:
    """Read and check every row; of several for one account the earliest day counts."""
    passing, days = Passing(sheets), array("q")
    for at, draft in drafts_of_all(sheets, day_zero, _policy):
        if not draft.row.problem and find_account(draft, known) and draft.is_accepted:
            _check(draft, as_of)
        if passing.take(at, draft):
            days.append(_effective_on(draft, as_of).toordinal())
    found = passing.nothing_found()
    # First by account, then by day; the sort is stable, so that on one day the first row counts.
    order = np.lexsort((whole(days), whole(passing.users)))
    users = whole(passing.users)[order]
    found[order[1:][users[1:] == users[:-1]]] = 1
    return passing.taken(partial(_row, as_of=as_of), found, _findings)


def _policy(plan: SheetPlan) -> Policy:
    return Policy(frozenset({plan.key_field}), _SILENT)


def _findings(_: SheetPlan) -> tuple[Finding, ...]:
    return (Finding("", "duplicate_row", True),)


def _check(draft: Draft, as_of: date) -> None:
    _compare_person(draft, account_of(draft))
    _warn_day(draft, as_of)
    reason = draft.text("recall_reason")
    if draft.has_column("recall_reason") and not _REASONS.search(simplified(reason or "")):
        draft.warn("recall_reason", "recall_reason_unknown")
    flag_remarks(draft, ("recall_reason", "remark"))


def _row(draft: Draft, as_of: date) -> RecallRow:
    return RecallRow(
        origin=draft.origin,
        account=account_of(draft),
        effective_on=_effective_on(draft, as_of),
        reason=draft.text("recall_reason"),
        remark=draft.text("remark") or "",
        flags=draft.flags,
        warnings=draft.warned_rules,
    )


def _usable_day(draft: Draft) -> date | None:
    """Return the day of the recall unless it is missing or before the placement."""
    day = draft.day("recall_date")
    return None if day is None or day < account_of(draft).placed_on else day


def _effective_on(draft: Draft, as_of: date) -> date:
    return _usable_day(draft) or as_of


def _warn_day(draft: Draft, as_of: date) -> None:
    day = _usable_day(draft)
    if day is None:
        if draft.has_column("recall_date"):
            draft.warn("recall_date", "recall_date_unusable")
    elif day > as_of:
        draft.warn("recall_date", "recall_in_future")


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
