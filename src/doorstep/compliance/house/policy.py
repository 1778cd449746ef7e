"""Which numbers may an organisation make stricter than the house, and what follows if it does?

The shipped house policy is the mildest that anybody gets. A policy of an organisation adds a dated
leg to a rule, and every rule reads the strictest of its legs: so a policy can only ever refuse
more, and there is no value of any number that turns a rule off.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Final

from doorstep.compliance.rulebook import Rulebook, rulebook_on
from doorstep.parameters.register import CLOCK_KEYS, Leg, RuleEntry

POLICY_LEG: Final = "policy"
"""The name of a leg that an organisation added begins with this word."""


class Stricter(Enum):
    """In which direction a number becomes stricter."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Adjustable:
    """A number of the house that may be made stricter.

    Attributes:
        key: Rule and name of the value, such as ``HP-VISIT-CAP.per_week``.
        stricter: In which direction.
        furthest: The strictest value that still has a meaning.
        behind: The rule of law that asks the same question, or an empty text.
    """

    key: str
    stricter: Stricter
    furthest: int
    behind: str = ""

    @property
    def rule_id(self) -> str:
        """Return the rule."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """Return the name of the value within the rule."""
        return self.key.partition(".")[2]

    @property
    def is_clock(self) -> bool:
        """Say whether the value is a second of the day."""
        return self.name in CLOCK_KEYS

    def loosens(self, value: int, limit: int) -> bool:
        """Say whether a value is milder than another."""
        return value > limit if self.stricter is Stricter.LOWER else value < limit

    def overshoots(self, value: int) -> bool:
        """Say whether a value is stricter than has a meaning."""
        furthest = self.furthest
        return value < furthest if self.stricter is Stricter.LOWER else value > furthest


_LOWER, _HIGHER, _DAY = Stricter.LOWER, Stricter.HIGHER, 86_400

ADJUSTABLE: Final[Mapping[str, Adjustable]] = {
    item.key: item
    for item in (
        Adjustable("HP-ATTEMPT.per_day", _LOWER, 0, "CN-FREQ-03"),
        Adjustable("HP-ATTEMPT.per_week", _LOWER, 0, "CN-FREQ-03"),
        Adjustable("HP-DISASTER.days", _HIGHER, 365),
        Adjustable("HP-HOLIDAY.calls", _LOWER, 0),
        Adjustable("HP-HOLIDAY.calls_from", _HIGHER, _DAY - 60, "CN-TIME-01"),
        Adjustable("HP-HOLIDAY.calls_to", _LOWER, 0, "CN-TIME-01"),
        Adjustable("HP-REPEAT-DOOR.minutes", _LOWER, 0),
        Adjustable("HP-REPEAT-DOOR.rings", _LOWER, 1),
        Adjustable("HP-TOTAL.per_day", _LOWER, 0, "CN-FREQ-01"),
        Adjustable("HP-TOTAL.per_week", _LOWER, 0, "CN-FREQ-01"),
        Adjustable("HP-US-PERSON.per_week", _LOWER, 0, "US-FREQ-01"),
        Adjustable("HP-VISIT-CAP.nobody_met_per_month", _LOWER, 0),
        Adjustable("HP-VISIT-CAP.per_month", _LOWER, 0),
        Adjustable("HP-VISIT-CAP.per_week", _LOWER, 0),
        Adjustable("HP-VISIT-HOURS.arrival_from", _HIGHER, _DAY - 60, "CN-TIME-01"),
        Adjustable("HP-VISIT-HOURS.arrival_to", _LOWER, 0, "CN-TIME-01"),
        Adjustable("HP-VISIT-HOURS.ended_by", _LOWER, 0, "CN-TIME-01"),
        Adjustable("HP-VISIT-LAST.channels", _HIGHER, 5),
        Adjustable("HP-VISIT-LEN.minutes", _LOWER, 1),
        Adjustable("HP-VISIT-NOTICE.hours", _HIGHER, 24 * 30, "CN-VISIT-10"),
        Adjustable("HP-VULN.age", _LOWER, 18),
    )
}
"""Every number of the house that an organisation may make stricter, by key."""


@dataclass(frozen=True, slots=True, order=True)
class HousePolicy:
    """A stricter number that two people of an organisation agreed on.

    Attributes:
        key: Key of ``ADJUSTABLE``.
        value: The number; a second of the day for clock times.
        effective_from: First day in force.
        effective_to: Last day in force; None is without end.
        known_from: Day of the approval: before it nobody could have known it.
        reason: Why, in the organisation's words.
    """

    key: str
    value: int
    effective_from: date
    effective_to: date | None
    known_from: date
    reason: str


@dataclass(frozen=True, slots=True)
class Loosening:
    """Why a number cannot be a house policy.

    Attributes:
        code: Stable word for programs.
        rule_id: The rule that it would break; empty if there is no such number.
        message: One sentence: what is wrong and what to do.
    """

    code: str
    rule_id: str
    message: str


def shipped_value(key: str, jurisdiction: str = "CN") -> int:
    """Return the value of a house number as it is shipped: the mildest that anybody gets.

    Raises:
        KeyError: There is no such number.
    """
    item = ADJUSTABLE[key]
    legs = rulebook_on(date.min, jurisdiction).entry(item.rule_id).legs
    values = [leg.values[item.name] for leg in legs if item.name in leg.values]
    return min(values) if item.stricter is Stricter.LOWER else max(values)


def refuse_policy(key: str, value: int) -> Loosening | None:
    """Return why a number cannot be a house policy, or None when it can.

    It must be one of ``ADJUSTABLE``, and not milder than what is shipped.
    """
    item = ADJUSTABLE.get(key)
    if item is None:
        rule = key.partition(".")[0]
        return Loosening(
            "policy-unknown",
            rule,
            f"{key} is no number that a house policy can change: law and red lines stand as they "
            f"are. Choose one of: {', '.join(ADJUSTABLE)}.",
        )
    shipped = shipped_value(key)
    if item.loosens(value, shipped):
        behind = f"; the law behind it is {item.behind}" if item.behind else ""
        word = "lower" if item.stricter is Stricter.LOWER else "higher"
        return Loosening(
            "policy-loosens",
            item.rule_id,
            f"{said_value(key, value)} would break {item.rule_id}, which stands at "
            f"{said_value(key, shipped)}{behind}. A house policy may only be stricter: choose "
            f"{said_value(key, shipped)} or {word}.",
        )
    if item.overshoots(value):
        return Loosening(
            "policy-senseless",
            item.rule_id,
            f"{said_value(key, value)} means nothing for {key}; the strictest value is "
            f"{said_value(key, item.furthest)}.",
        )
    return None


def said_value(key: str, value: int) -> str:
    """Return a number as people write it: ``19:30`` for clock times, else the digits."""
    item = ADJUSTABLE.get(key)
    if item is None or not item.is_clock:
        return str(value)
    return f"{value // 3600:02d}:{value // 60 % 60:02d}"


def rulebook_with(
    policies: Sequence[HousePolicy],
    day: date,
    jurisdiction: str = "CN",
    known_on: date | None = None,
) -> Rulebook:
    """Open the rulebook of a day with an organisation's policies laid over it.

    Args:
        policies: Approved ones; their order means nothing.
        day: Day on which it is opened.
        jurisdiction: Key of ``rulebook.FOLDERS``.
        known_on: Leave out what was not yet known on this day; None keeps everything.

    Raises:
        ValueError: A policy would loosen a rule, or changes a number that none may change.
    """
    known = [item for item in policies if known_on is None or item.known_from <= known_on]
    return _opened(tuple(sorted(known, key=_order)), day, jurisdiction, known_on)


def _order(policy: HousePolicy) -> tuple[str, date, date, int]:
    return policy.key, policy.effective_from, policy.known_from, policy.value


@lru_cache(maxsize=64)
def _opened(
    policies: tuple[HousePolicy, ...], day: date, jurisdiction: str, known_on: date | None
) -> Rulebook:
    """Lay policies over a rulebook; kept, because rules are compared by identity."""
    book = rulebook_on(day, jurisdiction, known_on)
    if not policies:
        return book
    added: dict[str, list[Leg]] = {}
    for number, policy in enumerate(policies):
        if refusal := refuse_policy(policy.key, policy.value):
            raise ValueError(refusal.message)
        rule = ADJUSTABLE[policy.key].rule_id
        if rule in book.entries:
            added.setdefault(rule, []).append(_leg(book.entries[rule], number, policy))
    entries = {
        rule_id: _with_legs(entry, added[rule_id]) if rule_id in added else entry
        for rule_id, entry in book.entries.items()
    }
    seal = hashlib.sha256(book.digest.encode())
    for policy in policies:
        seal.update(f"{policy.key}={policy.value} {policy.effective_from} "
                    f"{policy.effective_to} {policy.known_from}\n".encode())  # fmt: skip
    return replace(book, entries=entries, digest=seal.hexdigest())


def _with_legs(entry: RuleEntry, legs: list[Leg]) -> RuleEntry:
    return replace(entry, legs=(*entry.legs, *legs))


def _leg(entry: RuleEntry, number: int, policy: HousePolicy) -> Leg:
    """Return the leg of a policy: like the house's own, with one number and its own dates."""
    house = next(leg for leg in entry.legs if leg.label == "policy")
    return replace(
        house,
        name=f"{POLICY_LEG}-{number}",
        effective_from=policy.effective_from,
        effective_to=policy.effective_to,
        known_from=policy.known_from,
        values={ADJUSTABLE[policy.key].name: policy.value},
        source="policy of the organisation",
        summary=policy.reason,
    )
