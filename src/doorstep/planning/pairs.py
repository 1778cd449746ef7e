"""Who should go with whom on a day?

Every two who may go together are worth what they cover between them: languages, skills and
counties, a little for having gone together before, and less the further their work of the last
weeks lies from that of the others. As many pairs as possible are made; among those, the ones that
are worth most together. What somebody collected has no place in it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

LANGUAGE: Final = 40
SKILL: Final = 25
TERRITORY: Final = 15
TOGETHER_BEFORE: Final = 20
UNEVEN_AT_MOST: Final = 30
HOURS_PER_POINT: Final = 4
"""Points: one more language counts most, because nobody else can speak it at that door."""

MOST_AT_ONCE: Final = 60
"""A larger team is paired in groups that know the same counties; nobody waits for a page."""

_MOST_COUNTED: Final = 6
"""More skills or counties than so many make a pair no better."""


@dataclass(frozen=True, slots=True)
class Available:
    """Somebody who could go.

    Attributes:
        person_id: Key.
        languages: Two-letter codes.
        skills: Words of a closed list.
        territories: Counties known well.
        minutes: Work at doors and on the way in the last four weeks.
    """

    person_id: int
    languages: frozenset[str]
    skills: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class ProposedPair:
    """Two people, and why they.

    Attributes:
        first_id: The lower key.
        second_id: The higher.
        languages: What they speak between them.
        skills: What they can between them.
        territories: Where they know their way between them.
        has_gone_before: They have gone together.
        minutes: Work of both in the last four weeks.
        points: What the pair is worth.
    """

    first_id: int
    second_id: int
    languages: frozenset[str]
    skills: frozenset[str]
    territories: frozenset[str]
    has_gone_before: bool
    minutes: int
    points: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of a day.

    Attributes:
        pairs: Proposed, in the order of their first member.
        left_over: Who has nobody to go with.
    """

    pairs: tuple[ProposedPair, ...]
    left_over: tuple[int, ...]


Couple = frozenset[int]


def propose_pairs(
    people: Sequence[Available], excluded: Collection[Couple], before: Collection[Couple] = ()
) -> Pairing:
    """Return the best pairs among those who are there; the same people give the same pairs.

    Up to ``MOST_AT_ONCE`` people they are the best there are.

    Args:
        people: Who could go, in any order.
        excluded: Who never goes with whom.
        before: Who has gone with whom.

    Raises:
        ValueError: Somebody is named twice.
    """
    there = sorted(people, key=lambda each: each.person_id)
    if len({each.person_id for each in there}) < len(there):
        raise ValueError("somebody is named twice")
    mean = sum(each.minutes for each in there) / len(there) if there else 0.0
    never, known = frozenset(excluded), frozenset(before)
    chosen: list[ProposedPair] = []
    for group in _groups(there):
        chosen += _best(group, never, known, mean)
    left = _left(there, chosen)
    if len(there) > MOST_AT_ONCE:
        chosen += _best(left[:MOST_AT_ONCE], never, known, mean)
        left = _left(left, chosen)
    chosen.sort(key=lambda pair: pair.first_id)
    return Pairing(tuple(chosen), tuple(each.person_id for each in left))


def _groups(there: Sequence[Available]) -> list[list[Available]]:
    """Return people who know the same counties together, so that each question stays quick."""
    ordered = sorted(there, key=lambda each: (sorted(each.territories), each.person_id))
    many = -(-len(ordered) // MOST_AT_ONCE)
    groups = [ordered[len(ordered) * n // many : len(ordered) * (n + 1) // many]
              for n in range(many)]  # fmt: skip
    return [sorted(group, key=lambda each: each.person_id) for group in groups]


def _left(people: Sequence[Available], chosen: Sequence[ProposedPair]) -> list[Available]:
    paired = {each for pair in chosen for each in (pair.first_id, pair.second_id)}
    return [each for each in people if each.person_id not in paired]


def _best(
    people: Sequence[Available], never: frozenset[Couple], before: frozenset[Couple], mean: float
) -> list[ProposedPair]:
    possible = [
        valued(one, other, mean, frozenset((one.person_id, other.person_id)) in before)
        for one, other in combinations(people, 2)
        if frozenset((one.person_id, other.person_id)) not in never
    ]
    return _chosen(possible)


def valued(one: Available, other: Available, mean: float, has_gone_before: bool) -> ProposedPair:
    """Return two people as a pair with its worth.

    Args:
        one: The lower key.
        other: The higher.
        mean: Minutes of work of an average person in the last four weeks.
        has_gone_before: They have gone together.
    """
    languages = one.languages | other.languages
    skills, territories = one.skills | other.skills, one.territories | other.territories
    minutes = one.minutes + other.minutes
    uneven = int(abs(minutes - 2 * mean) // (60 * HOURS_PER_POINT))
    points = (
        LANGUAGE * min(len(languages), _MOST_COUNTED)
        + SKILL * min(len(skills), _MOST_COUNTED)
        + TERRITORY * min(len(territories), _MOST_COUNTED)
        + TOGETHER_BEFORE * has_gone_before
        - min(uneven, UNEVEN_AT_MOST)
    )
    return ProposedPair(
        one.person_id, other.person_id, languages, skills, territories, has_gone_before, minutes,
        points,
    )  # fmt: skip


def _chosen(possible: Sequence[ProposedPair]) -> list[ProposedPair]:
    """Return the matching with the most pairs and, among those, the most points."""
    if not possible:
        return []
    people = sorted({each for pair in possible for each in (pair.first_id, pair.second_id)})
    row_of = {person: row for row, person in enumerate(people)}
    points = np.array([pair.points for pair in possible], dtype=np.float64)
    # Another pair is always worth more than any better choice among as many pairs.
    worth = points - points.min() + 1 + len(people) * (points.max() - points.min() + 1)
    rows = [row_of[each] for pair in possible for each in (pair.first_id, pair.second_id)]
    columns = np.repeat(np.arange(len(possible)), 2)
    once = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(people), len(possible)))
    found = milp(
        c=-worth, integrality=np.ones(len(possible)), bounds=Bounds(0, 1),
        constraints=LinearConstraint(once, ub=1), options={"mip_rel_gap": 0},
    )  # fmt: skip
    if not found.success:
        raise RuntimeError(f"no pairs were found: {found.message}")
    return [pair for pair, taken in zip(possible, found.x, strict=True) if taken > 0.5]
