"""Would a minor be reached, or be the only one there?"""

import numpy as np

from doorstep.compliance.asked.columns import UNKNOWN_NUMBER
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Duties, Finding, bits, find, merged
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation
from doorstep.compliance.words import Obligation

_LEAVE = Obligation.END_VISIT | Obligation.MASK_RECORDING


def minor_as_target(now: Situation, legs: Legs) -> Finding:
    """Refuse to reach for a minor in China; a visit finds out who is there first."""
    age = now.requests.people.target_age
    target = find(
        legs,
        (age >= 0) | (age == UNKNOWN_NUMBER),
        refuses=(age >= 0) & (age < legs.most("age")),
        unknown=age == UNKNOWN_NUMBER,
    )
    alone, unseen = _only_minors(now), _is_unseen(now)
    door = find(
        legs,
        now.is_visit & (alone | unseen),
        refuses=alone,
        duties=Duties(passing=Obligation.CHECK_WHO_IS_PRESENT, refusing=_LEAVE),
    )
    return merged(target, door)


def minors_present(now: Situation, legs: Legs) -> Finding:
    """Refuse a visit when everybody there is a minor; ask for discretion when some are."""
    alone, some = _only_minors(now), _some_minors(now)
    unseen = _is_unseen(now) & ~now.is_in_china
    with_children = Obligation.OUT_OF_CHILDS_HEARING | Obligation.MASK_RECORDING
    passing = bits(some, with_children) | bits(unseen, Obligation.CHECK_WHO_IS_PRESENT)
    return find(
        legs,
        now.is_visit & (alone | some | unseen),
        refuses=alone,
        duties=Duties(passing=passing, refusing=_LEAVE),
    )


def _only_minors(now: Situation) -> Mask:
    visit = now.requests.visit
    there: Mask = visit.is_presence_known & (visit.present_count > 0)
    return there & equals(visit.present_minors, visit.present_count)


def _some_minors(now: Situation) -> Mask:
    visit = now.requests.visit
    return visit.is_presence_known & (visit.present_minors > 0) & ~_only_minors(now)


def _is_unseen(now: Situation) -> Mask:
    """Say where nobody has looked, or someone's age is unknown and no minor is known."""
    visit = now.requests.visit
    in_doubt = (visit.present_minors == 0) & (visit.present_unknown_age > 0)
    return np.where(visit.is_presence_known, in_doubt, True)


_PRESENT = ("medium", "is_presence_known", "present_count", "present_minors")

RULES = (
    Rule(
        ids=("CN-TGT-09",),
        needs=("target_age", *_PRESENT, "present_unknown_age"),
        examine=minor_as_target,
    ),
    Rule(
        ids=("HP-MINOR",),
        arises="is_visit",
        needs=(*_PRESENT, "present_unknown_age"),
        examine=minors_present,
    ),
)
