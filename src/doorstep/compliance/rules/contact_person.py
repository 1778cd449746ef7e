"""May a contact person be asked to help reach the borrower?"""

from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import Finding, find, merged
from doorstep.compliance.readings.unreachable import Unreachable, unreachable
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs, legs_of
from doorstep.compliance.situation import Mask, Situation, no, unsure, yes
from doorstep.compliance.words import Life

_TEST = "CN-TGT-05"


def contact_person(now: Situation, legs: Legs) -> Finding:
    """Refuse unless the person was agreed on and the borrower cannot be reached otherwise."""
    people = now.requests.people
    agreed = people.is_agreed_contact
    test, applies = _test_if_any(now)
    met = applies & (test.is_met | test.is_met_today)
    gone = (equals(people.life, Life.DECEASED)) | no(people.has_capacity) | no(people.is_reachable)
    has_reason = gone | met
    is_plain = _is_reachable_in_person(now)
    in_doubt = ~has_reason & (~is_plain | (applies & test.is_unsure))
    return find(
        legs,
        now.is_third_party,
        refuses=no(agreed) | (is_plain & ~has_reason & ~in_doubt),
        unknown=unsure(agreed) | in_doubt,
    )


def is_unreachable(now: Situation, legs: Legs) -> Finding:
    """Refuse to turn to a contact person before the unreachable test is met, or on its day."""
    test = unreachable(now, legs)
    asked = now.is_third_party & _is_reachable_in_person(now)
    first = find(
        legs.only("test"),
        asked,
        refuses=~test.is_met & ~test.is_met_today & ~test.is_unsure,
        unknown=test.is_unsure,
    )
    return merged(first, find(legs.only("next-day"), asked, refuses=test.is_met_today))


def _is_reachable_in_person(now: Situation) -> Mask:
    """Say where nothing but the test could justify turning to somebody else."""
    people = now.requests.people
    return equals(people.life, Life.ALIVE) & yes(people.has_capacity) & yes(people.is_reachable)


def _test_if_any(now: Situation) -> tuple[Unreachable, Mask]:
    entry = now.rulebook.entries.get(_TEST)
    if entry is None:
        never = ~now.everything
        return Unreachable(never, never, never), never
    legs = legs_of(entry, now.kinds)
    return unreachable(now, legs), legs.take_part


_NEEDS = (
    "at",
    "channel",
    "life",
    "has_capacity",
    "is_reachable",
    "has_invalid_reserved_point",
    "invalid_found_day",
    "attempts",
)

RULES = (
    Rule(
        ids=("CN-TGT-02",),
        arises="is_third_party",
        needs=(*_NEEDS, "is_agreed_contact"),
        examine=contact_person,
    ),
    Rule(ids=(_TEST,), arises="is_third_party", needs=_NEEDS, examine=is_unreachable),
)
