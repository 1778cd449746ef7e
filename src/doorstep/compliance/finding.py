"""What does one rule say about each request?"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.scope import Legs
from doorstep.compliance.words import Answer, Obligation

Mask = NDArray[np.bool_]

Bits = NDArray[np.int64]

_ALLOW, _HOLD, _DENY, _UNKNOWN = (
    np.int8(answer) for answer in (Answer.ALLOW, Answer.HOLD, Answer.DENY, Answer.UNKNOWN)
)
"""Plain numbers: looking up a member of an enumeration is slow, and this is done very often."""
_NOT_EXAMINED: Final = np.int8(Answer.NOT_EXAMINED)
NOTHING: Final = Obligation(0)
_NONE: Final = np.int64(0)

_RANK: Final = {
    Answer.NOT_EXAMINED: 0,
    Answer.ALLOW: 1,
    Answer.UNKNOWN: 2,
    Answer.HOLD: 3,
    Answer.DENY: 4,
}
_RANK_OF: Final = np.array([_RANK[Answer(i)] for i in (0, 1, 2, 3, -1)], dtype=np.int8)
"""Rank by answer; the last place serves -1."""


@dataclass(frozen=True, slots=True)
class Duties:
    """What a rule asks for, by its answer: one set for all requests, or one per request.

    Attributes:
        passing: With an allowed contact.
        holding: With a hold.
        refusing: With a refusal.
    """

    passing: Obligation | Bits = NOTHING
    holding: Obligation | Bits = NOTHING
    refusing: Obligation | Bits = NOTHING


NO_DUTIES: Final = Duties()


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answers.

    Attributes:
        answer: ``words.Answer``, shape ``(n,)``.
        is_law: A refusal or hold is shown as law, shape ``(n,)``.
        duties: Bits of ``words.Obligation`` that go with the answer, shape ``(n,)``.
        zones_differ: Some candidate zone would refuse although the rule does not, shape ``(n,)``.
        zone_missing: The rule could not be read for want of a zone, shape ``(n,)``.
    """

    answer: NDArray[np.int8]
    is_law: Mask
    duties: Bits
    zones_differ: Mask
    zone_missing: Mask


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
    never = np.zeros(len(examined), dtype=bool)
    asked = examined & legs.take_part
    answer = np.where(asked, _ALLOW, _NOT_EXAMINED)
    for said, meaning in ((unknown, _UNKNOWN), (holds, _HOLD), (refuses, _DENY)):
        if said is not None:
            answer[asked & said] = meaning
    return Finding(
        answer=answer,
        is_law=legs.are_law if as_policy is None else legs.are_law & ~as_policy,
        duties=_duties(answer, duties),
        zones_differ=never,
        zone_missing=never,
    )


def merged(first: Finding, second: Finding) -> Finding:
    """Put two parts of one rule together; the stricter answer stands."""
    rank_1, rank_2 = _RANK_OF[first.answer], _RANK_OF[second.answer]
    one, two = rank_1 >= rank_2, rank_2 >= rank_1
    return Finding(
        answer=np.where(one, first.answer, second.answer).astype(np.int8),
        is_law=(one & first.is_law) | (two & second.is_law),
        duties=_where(one, first.duties) | _where(two, second.duties),
        zones_differ=first.zones_differ | second.zones_differ,
        zone_missing=first.zone_missing | second.zone_missing,
    )


def _where(chosen: Mask, duties: Bits) -> Bits:
    return np.where(chosen, duties, _NONE)


def _duties(answer: NDArray[np.int8], duties: Duties) -> Bits:
    total = np.zeros(len(answer), dtype=np.int64)
    for kind, bits in (
        (_ALLOW, duties.passing),
        (_HOLD, duties.holding),
        (_DENY, duties.refusing),
    ):
        if bits is NOTHING:
            continue
        total += np.where(answer == kind, np.int64(bits), _NONE)
    return total


def bits(chosen: Mask, obligation: Obligation) -> Bits:
    """Return an obligation for the chosen requests only, shape ``(n,)``."""
    return np.where(chosen, np.int64(int(obligation)), _NONE)
