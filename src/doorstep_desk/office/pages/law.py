"""What does the rulebook say about a rule, for the reader?"""

from datetime import date
from functools import lru_cache
from typing import Final

from doorstep.compliance.explain import in_language, rule_text
from doorstep.compliance.rulebook import Rulebook, rulebook_on
from doorstep.parameters.register import Leg
from doorstep_desk.plumbing.speech import language

_HOURS: Final = "HP-VISIT-HOURS"
_WEEKLY: Final = "HP-TOTAL"
READ: Final = "P"
"""Confidence word of a source that was read in the original."""


@lru_cache(maxsize=64)
def rulebook(on: date) -> Rulebook:
    """Return the rulebook of a day."""
    return rulebook_on(on)


def cited(rule: str, on: date) -> Leg | None:
    """Return the source that is cited for a rule on a day, law first; None for no rule."""
    if rule not in rulebook(on).entries:
        return None
    in_force = rulebook(on).legs_on(rule, on)
    return (*in_force, *rulebook(on).entry(rule).legs)[0]


def force_of(rule: str, on: date) -> str:
    """Return how binding a rule is; empty for no rule."""
    leg = cited(rule, on)
    return "" if leg is None else leg.force


def sentence_of(rule: str, on: date) -> str:
    """Return what a rule says, its numbers filled in; the identifier for no rule."""
    leg = cited(rule, on)
    return rule if leg is None else rule_text(rulebook(on).entry(rule), leg, language())


def instead_of(rule: str, on: date) -> str:
    """Return what may be done instead; empty when the rulebook does not say."""
    entry = rulebook(on).entries.get(rule)
    return "" if entry is None or entry.instead is None else in_language(entry.instead, language())


def missing_of(rule: str, on: date) -> str:
    """Return which fact a rule lacks; empty when the rulebook does not say."""
    entry = rulebook(on).entries.get(rule)
    return "" if entry is None or entry.missing is None else in_language(entry.missing, language())


def visiting_minutes(on: date) -> tuple[int, int, int]:
    """Return when visits may begin, must have ended, and may begin at the latest, in minutes."""
    leg = cited(_HOURS, on)
    values = {} if leg is None else leg.values
    return (
        values.get("arrival_from", 9 * 3600) // 60,
        values.get("ended_by", 20 * 3600) // 60,
        values.get("arrival_to", 19 * 3600 + 1800) // 60,
    )


def weekly_limit(on: date) -> int:
    """Return how many reached contacts a week the house allows at most."""
    leg = cited(_WEEKLY, on)
    return 0 if leg is None else leg.values.get("per_week", 0)
