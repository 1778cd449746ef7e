"""Do the rows of a file contradict each other?

Only rows that passed every check of their own take part. Of each, a few whole numbers are kept,
so that a million rows can be compared: amounts and days as they are, texts as 64 bits of BLAKE2b.
That two different texts of a million share their 64 bits happens once in some thirty million
files.
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.intake.dictionary import PARTS
from doorstep.intake.headers import SheetPlan
from doorstep.intake.rules.draft import Draft
from doorstep.intake.rules.placement.amounts import outstanding
from doorstep.intake.rules.taken import Finding, whole
from doorstep.terms.phone import is_mobile

Whole = NDArray[np.int64]

DUPLICATE, ACCOUNT_CONFLICT, IDENTITY_CONFLICT, SHARED = 1, 2, 4, 8
"""Bits of what comparing the rows found; the first three reject."""
REJECTING: Final = DUPLICATE | ACCOUNT_CONFLICT | IDENTITY_CONFLICT

ABSENT: Final = np.iinfo(np.int64).min
_NUMBERS: Final = (*PARTS, "dpd")
_DAYS: Final = ("due_date", "placement_date")
_ASIDE: Final = re.compile(r"[\s·•・‧∙．.]+")
_SHARED_BY: Final = 3
"""Borrowers with one mobile from which on a person should look."""


def findings_of(plan: SheetPlan) -> tuple[Finding, ...]:
    """Return what the bits mean in a sheet."""
    return (
        Finding("", "duplicate_row", True),
        Finding(plan.key_field, "account_conflict", True),
        Finding("id_number", "identity_conflict", True),
        Finding("mobile", "phone_shared", False),
    )


def _column() -> "array[int]":
    return array("q")


@dataclass(slots=True)
class PassedRows:
    """Rows that passed, as columns of whole numbers.

    Attributes:
        keys: The account of each.
        compared: What two rows of one account must agree in, by name; ``ABSENT`` when empty.
        phones: Mobiles, with the row of each in ``users``.
    """

    keys: "array[int]" = field(default_factory=_column)
    compared: dict[str, "array[int]"] = field(
        default_factory=lambda: {
            name: _column() for name in ("owed", "name", "id_number", *_NUMBERS, *_DAYS)
        }
    )
    phones: "array[int]" = field(default_factory=_column)
    users: "array[int]" = field(default_factory=_column)

    def add(self, draft: Draft) -> None:
        """Take the next row."""
        for number in draft.numbers("mobile"):
            if is_mobile(number):
                self.phones.append(int(number))
                self.users.append(len(self.keys))
        key_field = draft.plan.key_field
        self.keys.append(_digest(f"{key_field} {draft.text(key_field)}"))
        compared = self.compared
        compared["owed"].append(outstanding(draft) or 0)
        compared["name"].append(_digest(_ASIDE.sub("", draft.text("borrower_name") or "")))
        compared["id_number"].append(_digest(draft.text("id_number") or ""))
        for name in _NUMBERS:
            number_or_none = draft.whole(name)
            compared[name].append(ABSENT if number_or_none is None else number_or_none)
        for name in _DAYS:
            day = draft.day(name)
            compared[name].append(day.toordinal() if day else ABSENT)

    def findings(self) -> NDArray[np.uint8]:
        """Return the bits of what is found for each row, shape ``(n,)``."""
        found = np.zeros(len(self.keys), np.uint8)
        self._compare_accounts(found)
        self._compare_people(found)
        self._find_shared(found)
        return found

    def sums(self, found: NDArray[np.uint8], parts: Iterable[str]) -> dict[str, int]:
        """Return borrowers, accounts and amounts in fen of the rows that are taken."""
        taken = (found & REJECTING) == 0
        totals = {
            "borrowers": np.unique(whole(self.compared["id_number"])[taken]).size,
            "accounts": int(taken.sum()),
            "outstanding_fen": _sum(whole(self.compared["owed"])[taken]),
        }
        for part in PARTS:
            if part in parts:
                column = whole(self.compared[part])[taken]
                totals[f"{part}_fen"] = _sum(column[column != ABSENT])
        return totals

    def _compare_accounts(self, found: NDArray[np.uint8]) -> None:
        """Keep the first of rows that agree; take none of rows that do not."""
        rows, group, is_first = _repeated(whole(self.keys))
        if not rows.size:
            return
        differ = np.zeros(int(group[-1]) + 1, bool)
        for column in self.compared.values():
            differ |= _differing(whole(column)[rows], group)
        found[rows[differ[group]]] |= ACCOUNT_CONFLICT
        found[rows[~differ[group] & ~is_first]] |= DUPLICATE

    def _compare_people(self, found: NDArray[np.uint8]) -> None:
        rows, group, _ = _repeated(whole(self.compared["id_number"]))
        if rows.size:
            differ = _differing(whole(self.compared["name"])[rows], group)
            found[rows[differ[group]]] |= IDENTITY_CONFLICT

    def _find_shared(self, found: NDArray[np.uint8]) -> None:
        users, phones = whole(self.users), whole(self.phones)
        taken = (found[users] & REJECTING) == 0
        users, phones = users[taken], phones[taken]
        people = whole(self.compared["id_number"])[users]
        pairs = np.unique(np.stack((phones, people)), axis=1)
        numbers, holders = np.unique(pairs[0], return_counts=True)
        shared = numbers[holders >= _SHARED_BY]
        found[users[np.isin(phones, shared)]] |= SHARED


def _digest(text: str) -> int:
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(),
        "little",
        signed=True,
    )


def _repeated(column: Whole) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """Return the rows whose value others have too, group by group and in order within each.

    Returns:
        The rows, the group of each from 0, and whether it is the first of its group.
    """
    order = np.argsort(column, kind="stable")
    is_same = column[order[1:]] == column[order[:-1]]
    is_member = np.zeros(order.size, bool)
    is_member[1:] |= is_same
    is_member[:-1] |= is_same
    is_first = np.ones(order.size, bool)
    is_first[1:] = ~is_same
    rows, first = order[is_member], is_first[is_member]
    return rows, np.cumsum(first) - 1, first


def _differing(values: Whole, group: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Say of each group whether two of its values that are there differ."""
    size = int(group[-1]) + 1
    is_there = values != ABSENT
    largest = np.full(size, ABSENT)
    np.maximum.at(largest, group[is_there], values[is_there])
    return np.bincount(group[is_there & (values != largest[group])], minlength=size) > 0


def _sum(column: Whole) -> int:
    """Add fen without running over 64 bits."""
    return (int((column >> 32).sum()) << 32) + int((column & 0xFFFF_FFFF).sum())
