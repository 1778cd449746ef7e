"""Which legs of a rule take part for which request, and as law or as policy?

Requests fall into few kinds: same place, product, creditor, sender and day. Scope is settled once
per kind and spread over the rows.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.lazily import lazily
from doorstep.compliance.counting.clocks import Clocks, Rows
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.words import CreditorKind, Jurisdiction, OrgKind
from doorstep.parameters.register import Leg, RuleEntry
from doorstep.terms.codes import Product
from doorstep.terms.local_time import BEIJING_OFFSET_SECONDS, NO_DAY, day_of

Mask = NDArray[np.bool_]

NOT_TAKING_PART: Final = 0
AS_POLICY: Final = 1
AS_LAW: Final = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """What scope depends on."""

    jurisdictions: int
    product: int
    creditor_kind: int
    org_kind: int
    is_company: int
    law_day: int


@dataclass(frozen=True, eq=False)
class Parts:
    """Which parts the legs of one rule take, by kind of request.

    Attributes:
        legs: The legs.
        table: ``NOT_TAKING_PART``, ``AS_POLICY`` or ``AS_LAW``, shape ``(legs, kinds)``.
        kept: What was asked before: parts of single legs, and numbers.
    """

    legs: tuple[Leg, ...]
    table: NDArray[np.int8]
    kept: dict[Any, Any]

    @lazily
    def take_part(self) -> Mask:
        """Whether some leg takes part, shape ``(kinds,)``."""
        return self._best >= AS_POLICY

    @lazily
    def are_law(self) -> Mask:
        """Whether some leg is shown as law, shape ``(kinds,)``."""
        return self._best >= AS_LAW

    @lazily
    def take_part_all(self) -> bool:
        """Whether the rule takes part for every kind."""
        return bool(self.take_part.all())

    @lazily
    def take_part_none(self) -> bool:
        """Whether the rule takes part for no kind."""
        return not self.take_part.any()

    @lazily
    def _best(self) -> NDArray[np.int8]:
        best: NDArray[np.int8] = self.table.max(axis=0, initial=NOT_TAKING_PART)
        return best

    def only(self, names: tuple[str, ...]) -> "Parts":
        """Return the rule as if it had only these legs."""
        if names not in self.kept:
            keep = np.array([leg.name in names for leg in self.legs])
            table = np.where(keep[:, None], self.table, NOT_TAKING_PART).astype(np.int8)
            self.kept[names] = Parts(self.legs, table, {})
        only: Parts = self.kept[names]
        return only

    def number(self, key: str, *, largest: bool) -> NDArray[np.int32]:
        """Return a number by kind; where no leg takes part it is 0 and never looked at."""
        if (key, largest) not in self.kept:
            beyond = np.int32(-(2**31) if largest else 2**31 - 1)
            written = [leg.values.get(key, beyond) for leg in self.legs]
            numbers = np.array(written, dtype=np.int32)
            taking = np.where(self.table > 0, numbers[:, None], beyond)
            best = taking.max(axis=0) if largest else taking.min(axis=0)
            self.kept[key, largest] = np.where(best == beyond, 0, best).astype(np.int32)
        value: NDArray[np.int32] = self.kept[key, largest]
        return value


@dataclass(frozen=True, eq=False, slots=True)
class KindSet:
    """Some different kinds, with what is settled about each rule for them.

    Attributes:
        kinds: Each kind once.
        settled: Parts by rule, filled on demand.
        plans: The rules that take part, by the rules of a rulebook, filled by who judges.
    """

    kinds: tuple[Kind, ...]
    settled: dict[RuleEntry, Parts]
    plans: dict[tuple[RuleEntry, ...], Any]

    def parts(self, entry: RuleEntry) -> Parts:
        """Settle which legs of a rule take part."""
        found = self.settled.get(entry)
        if found is None:
            parts = [[_part(leg, kind) for kind in self.kinds] for leg in entry.legs]
            table = np.array(parts, dtype=np.int8).reshape(len(entry.legs), len(self.kinds))
            found = self.settled[entry] = Parts(entry.legs, table, {})
        return found


@lru_cache(maxsize=1024)
def kind_set(kinds: tuple[Kind, ...]) -> KindSet:
    """Return the set of some kinds; kept, because a gate asks about the same again and again."""
    return KindSet(kinds, {}, {})


@dataclass(frozen=True, slots=True)
class Kinds:
    """The different kinds among some requests.

    Attributes:
        found: The kinds.
        kind_of: Row of the kinds of each request, shape ``(n,)``.
        kept: Masks that were spread over the requests before, by kinds.
    """

    found: KindSet
    kind_of: Rows
    kept: dict[bytes, Mask]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return each kind once."""
        return self.found.kinds

    def take(self, rows: Rows) -> "Kinds":
        """Return the kinds of these requests."""
        return Kinds(self.found, self.kind_of[rows], {})

    def spread(self, by_kind: Mask) -> Mask:
        """Return a mask over kinds as a mask over requests; many rules share the same."""
        pattern = by_kind.tobytes()
        mask = self.kept.get(pattern)
        if mask is None:
            mask = self.kept[pattern] = by_kind[self.kind_of]
            mask.setflags(write=False)
        return mask


@dataclass(frozen=True, slots=True)
class Legs:
    """The legs of one rule, as they take part for some requests.

    Attributes:
        parts: Their parts by kind.
        kinds: Kind of each request.
    """

    parts: Parts
    kinds: Kinds

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Return the legs themselves."""
        return self.parts.legs

    @property
    def table(self) -> NDArray[np.int8]:
        """Return the part of each leg by kind, shape ``(legs, kinds)``."""
        return self.parts.table

    @property
    def take_part_all(self) -> bool:
        """Whether the rule takes part for every request."""
        return self.parts.take_part_all

    @property
    def take_part(self) -> Mask:
        """Whether the rule has a leg that takes part, shape ``(n,)``."""
        return self.kinds.spread(self.parts.take_part)

    @property
    def are_law(self) -> Mask:
        """Whether one of these legs is shown as law, shape ``(n,)``."""
        return self.kinds.spread(self.parts.are_law)

    def only(self, *names: str) -> "Legs":
        """Return the rule as if it had only these legs."""
        return Legs(self.parts.only(names), self.kinds)

    def least(self, key: str) -> NDArray[np.int32]:
        """Return the smallest value of ``key`` among the legs that take part, shape ``(n,)``."""
        return self.parts.number(key, largest=False)[self.kinds.kind_of]

    def most(self, key: str) -> NDArray[np.int32]:
        """Return the largest value of ``key`` among the legs that take part, shape ``(n,)``."""
        return self.parts.number(key, largest=True)[self.kinds.kind_of]


_FEW: Final = 24
"""Up to so many kinds are told apart one by one, which is quicker than sorting."""


def kinds_of(requests: ContactRequests, clocks: Clocks) -> Kinds:
    """Sort requests into kinds."""
    contact, claim = requests.contact, requests.claim
    law_day = law_days(requests, clocks)
    if not len(requests):
        return Kinds(kind_set(()), np.empty(0, dtype=np.intp), {})
    key = law_day.astype(np.int64) << 32
    key |= contact.jurisdictions.astype(np.int64) << 12
    key |= (claim.product + 1).astype(np.int64) << 8
    key |= (claim.creditor_kind + 1).astype(np.int64) << 5
    key |= (contact.org_kind + 1).astype(np.int64) << 2
    key |= requests.people.is_company
    first, kind_of = _groups(key)
    kinds = tuple(
        Kind(
            jurisdictions=int(contact.jurisdictions[row]),
            product=int(claim.product[row]),
            creditor_kind=int(claim.creditor_kind[row]),
            org_kind=int(contact.org_kind[row]),
            is_company=int(requests.people.is_company[row]),
            law_day=int(law_day[row]),
        )
        for row in first
    )
    return Kinds(kind_set(kinds), kind_of, {})


def _groups(key: NDArray[np.int64]) -> tuple[list[int], Rows]:
    """Number the different keys: the first row of each, and the number of each row."""
    kind_of = np.zeros(len(key), dtype=np.intp)
    if len(key) == 1:
        return [0], kind_of
    left = key != key[0]
    first = [0]
    while left.any():
        if len(first) == _FEW:
            _, rows, numbers = np.unique(key, return_index=True, return_inverse=True)
            return rows.tolist(), numbers.reshape(-1).astype(np.intp)
        row = int(left.argmax())
        same = key == key[row]
        kind_of[same] = len(first)
        first.append(row)
        left &= ~same
    return first, kind_of


def law_days(requests: ContactRequests, clocks: Clocks) -> NDArray[np.int32]:
    """Return the day whose law applies: fixed, or Beijing's (China), or the main zone's."""
    contact = requests.contact
    in_china = (contact.jurisdictions & Jurisdiction.CN) != 0
    beijing = (contact.at + BEIJING_OFFSET_SECONDS) // 86_400
    own = np.where(in_china, beijing, clocks.day[0])
    return np.where(contact.law_day == NO_DAY, own, contact.law_day).astype(np.int32)


def legs_of(entry: RuleEntry, kinds: Kinds) -> Legs:
    """Settle which legs of a rule take part for which kind of request."""
    return Legs(kinds.found.parts(entry), kinds)


def _part(leg: Leg, kind: Kind) -> int:
    if not _applies_there(leg, kind) or not _counts(leg, day_of(kind.law_day)):
        return NOT_TAKING_PART
    covered, bound = _covers(leg, kind), _binds(leg, kind)
    if covered and bound:
        return AS_LAW if leg.label == "law" else AS_POLICY
    in_us = bool(kind.jurisdictions & Jurisdiction.US)
    may_adopt = leg.adopted and not kind.is_company and (bound or in_us)
    return AS_POLICY if may_adopt else NOT_TAKING_PART


def _counts(leg: Leg, day: date) -> bool:
    """Say whether a leg is in force; a draft is only reported, from the day it is known."""
    if leg.label == "draft":
        return leg.known_from is not None and leg.known_from <= day
    return leg.is_in_force(day)


def _applies_there(leg: Leg, kind: Kind) -> bool:
    if leg.jurisdiction == "ALL":
        return True
    place = Jurisdiction[leg.jurisdiction.replace("-", "_")]
    return bool(kind.jurisdictions & place)


def _covers(leg: Leg, kind: Kind) -> bool:
    words = {
        "any",
        Product(kind.product).word,
        f"creditor_kind={CreditorKind(kind.creditor_kind).word}",
    }
    return not words.isdisjoint(leg.covers)


def _binds(leg: Leg, kind: Kind) -> bool:
    """A sender of unknown kind is bound by every rule."""
    org = OrgKind(kind.org_kind)
    return org is OrgKind.UNKNOWN or "any" in leg.binds or org.word in leg.binds
