"""Which legs of a rule take part for which request, and as law or as policy?

Requests fall into few kinds: same place, product, creditor, sender and day. Scope is settled once
per kind and spread over the rows.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, slots=True)
class Kinds:
    """The different kinds among some requests.

    Attributes:
        kinds: Each kind once.
        kind_of: Row of ``kinds`` of each request, shape ``(n,)``.
    """

    kinds: tuple[Kind, ...]
    kind_of: Rows


@dataclass(frozen=True)
class Legs:
    """The legs of one rule, as they take part for some requests.

    Attributes:
        legs: The legs.
        table: ``NOT_TAKING_PART``, ``AS_POLICY`` or ``AS_LAW``, shape ``(legs, kinds)``.
        kind_of: Kind of each request, shape ``(n,)``.
    """

    legs: tuple[Leg, ...]
    table: NDArray[np.int8]
    kind_of: Rows

    @cached_property
    def take_part(self) -> Mask:
        """Whether the rule has a leg that takes part, shape ``(n,)``."""
        return self._best >= AS_POLICY

    @cached_property
    def are_law(self) -> Mask:
        """Whether one of these legs is shown as law, shape ``(n,)``."""
        return self._best >= AS_LAW

    @cached_property
    def _best(self) -> NDArray[np.int8]:
        """The strongest part that a leg takes, shape ``(n,)``."""
        best: NDArray[np.int8] = self.table.max(axis=0, initial=NOT_TAKING_PART)[self.kind_of]
        return best

    def only(self, *names: str) -> "Legs":
        """Return the rule as if it had only these legs."""
        keep = np.array([leg.name in names for leg in self.legs])
        table = np.where(keep[:, None], self.table, NOT_TAKING_PART).astype(np.int8)
        return replace(self, table=table)

    def least(self, key: str) -> NDArray[np.int32]:
        """Return the smallest value of ``key`` among the legs that take part, shape ``(n,)``."""
        return self._value(key, largest=False)

    def most(self, key: str) -> NDArray[np.int32]:
        """Return the largest value of ``key`` among the legs that take part, shape ``(n,)``."""
        return self._value(key, largest=True)

    def _value(self, key: str, *, largest: bool) -> NDArray[np.int32]:
        """Spread values over rows; where no leg takes part the value is never looked at."""
        beyond = np.int32(-(2**31) if largest else 2**31 - 1)
        numbers = np.array([leg.values.get(key, beyond) for leg in self.legs], dtype=np.int32)
        taking = np.where(self.table > 0, numbers[:, None], beyond)
        best = taking.max(axis=0) if largest else taking.min(axis=0)
        values: NDArray[np.int32] = np.where(best == beyond, 0, best)[self.kind_of]
        return values.astype(np.int32)


def kinds_of(requests: ContactRequests, clocks: Clocks) -> Kinds:
    """Sort requests into kinds."""
    columns = np.stack(
        [
            requests.contact.jurisdictions,
            requests.claim.product,
            requests.claim.creditor_kind,
            requests.contact.org_kind,
            requests.people.is_company,
            law_days(requests, clocks),
        ],
        axis=1,
    ).astype(np.int64)
    if not len(columns):
        return Kinds((), np.empty(0, dtype=np.intp))
    different, kind_of = np.unique(columns, axis=0, return_inverse=True)
    kinds = tuple(Kind(*(int(value) for value in row)) for row in different)
    return Kinds(kinds, kind_of.reshape(-1))


def law_days(requests: ContactRequests, clocks: Clocks) -> NDArray[np.int32]:
    """Return the day whose law applies: fixed, or Beijing's (China), or the main zone's."""
    contact = requests.contact
    in_china = (contact.jurisdictions & Jurisdiction.CN) != 0
    beijing = (contact.at + BEIJING_OFFSET_SECONDS) // 86_400
    own = np.where(in_china, beijing, clocks.day[0])
    return np.where(contact.law_day == NO_DAY, own, contact.law_day).astype(np.int32)


def legs_of(entry: RuleEntry, kinds: Kinds) -> Legs:
    """Settle which legs of a rule take part for which kind of request."""
    return Legs(entry.legs, _table(entry, kinds.kinds), kinds.kind_of)


@lru_cache(maxsize=4096)
def _table(entry: RuleEntry, kinds: tuple[Kind, ...]) -> NDArray[np.int8]:
    """Return the parts of a rule's legs; kept, because a gate asks the same again and again."""
    parts = [[_part(leg, kind) for kind in kinds] for leg in entry.legs]
    table = np.array(parts, dtype=np.int8).reshape(len(entry.legs), len(kinds))
    table.setflags(write=False)
    return table


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
