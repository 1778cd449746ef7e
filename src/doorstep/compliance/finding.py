"""What does one rule say about each request?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.scope import Legs
from doorstep.compliance.words import Obligation

Mask = NDArray[np.bool_]
Ranks = NDArray[np.int8]

NOT_EXAMINED: Final = 0
ALLOW: Final = 1
UNKNOWN: Final = 2
HOLD: Final = 3
DENY: Final = 4
"""Ranks of answers: of two answers to one question the higher stands."""


@dataclass(frozen=True, slots=True)
class Obliged:
    """Obligations of some requests.

    Attributes:
        parts: Requests (None is all of them) and what they are obliged to, as bits.
    """

    parts: tuple[tuple[Mask | None, int], ...] = ()

    def __or__(self, other: "Obliged") -> "Obliged":
        """Return the obligations of both."""
        return Obliged(self.parts + other.parts)


NOTHING: Final = Obliged()


def bits(chosen: Mask, obligation: Obligation) -> Obliged:
    """Return an obligation for the chosen requests only."""
    return Obliged(((chosen, obligation.value),))


def always(obligation: Obligation) -> Obliged:
    """Return an obligation for all requests."""
    return Obliged(((None, obligation.value),))


@dataclass(frozen=True, slots=True)
class Duties:
    """What a rule asks for, by its answer: for all requests, or for some.

    Attributes:
        passing: With an allowed contact.
        holding: With a hold.
        refusing: With a refusal.
    """

    passing: Obligation | Obliged = NOTHING
    holding: Obligation | Obliged = NOTHING
    refusing: Obligation | Obliged = NOTHING


NO_DUTIES: Final = Duties()


@dataclass(frozen=True, slots=True)
class Duty:
    """What goes with one answer.

    Attributes:
        rank: The answer.
        chosen: The requests that have it, shape ``(n,)``.
        bits: Bits of ``words.Obligation``.
    """

    rank: int
    chosen: Mask
    bits: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answers.

    Attributes:
        rank: Rank of the answer, shape ``(n,)``.
        is_law: A refusal or hold is shown as law, shape ``(n,)``.
        duties: What goes with the answers.
        zones_differ: Some candidate zone would refuse although the rule does not; None is nowhere.
        zone_missing: The rule could not be read for want of a zone; None is nowhere.
    """

    rank: Ranks
    is_law: Mask
    duties: tuple[Duty, ...] = ()
    zones_differ: Mask | None = None
    zone_missing: Mask | None = None


def find(
    legs: Legs,
    examined: Mask,
    *,
    refuses: Mask | None = None,
    holds: Mask | None = None,
    unknown: Mask | None = None,
    duties: Duties = NO_DUTIES,
    as_policy: Mask | None = None,
) -> Finding:
    """Put a rule's answers together: a refusal beats a hold, a hold beats an unknown fact.

    Args:
        legs: The legs that refuse together.
        examined: Requests for which the question arises.
        refuses: Requests that known facts refuse.
        holds: Requests that a person must decide.
        unknown: Requests for which a needed fact is unknown.
        duties: Obligations by answer.
        as_policy: Requests that only the house's reading refuses or holds.
    """
    asked = examined if legs.take_part_all else examined & legs.take_part
    rank = asked.view(np.int8)
    said = _said(refuses, holds, unknown)
    if said is not None:
        # The rank above "allow", times the question: 0 where it does not arise.
        rank = np.multiply(said, rank)
    return Finding(
        rank=rank,
        is_law=legs.are_law if as_policy is None else legs.are_law & ~as_policy,
        duties=() if duties is NO_DUTIES else _duties(rank, duties),
    )


_ALLOW: Final = np.array([ALLOW], dtype=np.int8)
_HOLD_ABOVE: Final = np.array([HOLD - ALLOW], dtype=np.int8)
_DENY_ABOVE: Final = np.array([DENY - ALLOW], dtype=np.int8)
"""How far an answer ranks above "allow"; an unknown fact ranks one above it, as a mask does."""


def _said(refuses: Mask | None, holds: Mask | None, unknown: Mask | None) -> Ranks | None:
    """Return the rank that each request would have if it were asked; None is "allow" for all."""
    said: Ranks | None = None
    for mask, above in ((unknown, None), (holds, _HOLD_ABOVE), (refuses, _DENY_ABOVE)):
        if mask is None:
            continue
        own: Ranks = mask.view(np.int8)
        if above is not None:
            own = np.multiply(own, above)
        said = own if said is None else np.maximum(said, own)
    return None if said is None else np.add(said, _ALLOW)


def merged(first: Finding, second: Finding) -> Finding:
    """Put two parts of one rule together; the stricter answer stands."""
    rank = np.maximum(first.rank, second.rank)
    one, two = np.equal(first.rank, rank), np.equal(second.rank, rank)
    return Finding(
        rank=rank,
        is_law=(one & first.is_law) | (two & second.is_law),
        duties=(*_standing(first, one), *_standing(second, two)),
        zones_differ=either(first.zones_differ, second.zones_differ),
        zone_missing=either(first.zone_missing, second.zone_missing),
    )


def _standing(finding: Finding, stands: Mask) -> tuple[Duty, ...]:
    """Return the duties of the answers that stand."""
    return tuple(Duty(duty.rank, duty.chosen & stands, duty.bits) for duty in finding.duties)


def either(first: Mask | None, second: Mask | None) -> Mask | None:
    """Say where one of two is; None is nowhere."""
    if first is None or second is None:
        return second if first is None else first
    return first | second


def _duties(rank: Ranks, duties: Duties) -> tuple[Duty, ...]:
    found = []
    for answer, obliged in (
        (ALLOW, duties.passing),
        (HOLD, duties.holding),
        (DENY, duties.refusing),
    ):
        if obliged is NOTHING:
            continue
        if isinstance(obliged, Obligation):
            found.append(Duty(answer, equals(rank, answer), obliged.value))
            continue
        here = equals(rank, answer)
        for chosen, obligation in obliged.parts:
            found.append(Duty(answer, here if chosen is None else here & chosen, obligation))
    return tuple(found)
