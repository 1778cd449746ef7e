"""Do the rows of a file contradict each other?

Only rows that passed every check of their own take part.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Final

from doorstep.intake.dictionary import PARTS
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.placement.amounts import outstanding
from doorstep.terms.phone import is_mobile

_COMPARED: Final = (*PARTS, "dpd", "due_date", "placement_date", "id_number")
_ASIDE: Final = re.compile(r"[\s·•・‧∙．.]+")
_SHARED_BY: Final = 3
"""Borrowers with one mobile from which on a person should look."""


def check_across(drafts: Iterable[Draft]) -> None:
    """Find repeated and contradicting accounts, identities with two names, shared mobiles."""
    passed = [draft for draft in drafts if draft.is_accepted]
    for group in _grouped(passed, _account_key):
        _check_account(group)
    for group in _grouped(passed, lambda draft: draft.text("id_number")):
        if len({_bare_name(draft) for draft in group}) > 1:
            for draft in group:
                draft.reject("id_number", "identity_conflict")
    _warn_shared(draft for draft in passed if draft.is_accepted)


def _grouped(drafts: Iterable[Draft], key: Callable[[Draft], Hashable]) -> list[list[Draft]]:
    groups: defaultdict[Hashable, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[key(draft)].append(draft)
    return [group for group in groups.values() if len(group) > 1]


def _account_key(draft: Draft) -> tuple[str, str | None]:
    return draft.plan.key_field, draft.text(draft.plan.key_field)


def _check_account(group: list[Draft]) -> None:
    """Keep the first of rows that agree; take none of rows that do not."""
    if _agree(group):
        for draft in group[1:]:
            draft.reject("", "duplicate_row")
    else:
        for draft in group:
            draft.reject(draft.plan.key_field, "account_conflict")


def _agree(group: list[Draft]) -> bool:
    """Compare amounts, days and person wherever two rows have them."""
    if len({outstanding(draft) for draft in group}) > 1:
        return False
    if len({_bare_name(draft) for draft in group}) > 1:
        return False
    return all(
        len({draft.values[field] for draft in group if field in draft.values}) <= 1
        for field in _COMPARED
    )


def _bare_name(draft: Draft) -> str:
    return _ASIDE.sub("", draft.text("borrower_name") or "")


def _warn_shared(drafts: Iterable[Draft]) -> None:
    holders: defaultdict[str, set[str | None]] = defaultdict(set)
    users: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for number in filter(is_mobile, draft.numbers("mobile")):
            holders[number].add(draft.text("id_number"))
            users[number].append(draft)
    for number, people in holders.items():
        if len(people) >= _SHARED_BY:
            for draft in users[number]:
                draft.warn("mobile", "phone_shared")
