"""Until when does a pass count, and did a rule that the course rests on change since?"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from doorstep.parameters.dated import dated_value
from doorstep.parameters.register import Leg, RuleEntry

_FILE: Final = ("training", "terms.yaml")
_KEYS: Final = frozenset({"valid_days", "grace_days", "right_percent"})
_GONE: Final = ""
"""Mark of a rule that does not exist or is not in force."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the house asks of a pass.

    Attributes:
        valid_days: How many days it counts, the day of the exam included.
        grace_days: How many days it still counts once a rule changed.
        right_percent: How many of a hundred answers have to be right.
    """

    valid_days: int
    grace_days: int
    right_percent: int

    def last_day(self, passed_on: date) -> date:
        """Return the last day on which a pass counts while no rule changes."""
        return passed_on + timedelta(days=self.valid_days - 1)

    def last_day_of_grace(self, noticed_on: date) -> date:
        """Return the last day on which a pass counts after a change was noticed."""
        return noticed_on + timedelta(days=self.grace_days)


def terms_on(on: date) -> Terms:
    """Return what the house asks on a day.

    Raises:
        ParameterError: No value, or more than one, is in force.
    """
    value = dated_value(_FILE, _KEYS, on)
    return Terms(value["valid_days"], value["grace_days"], value["right_percent"])


def marks_on(entries: Mapping[str, RuleEntry], rules: Collection[str], on: date) -> dict[str, str]:
    """Return for each rule a mark of what it says on a day; two days differ as the rule does.

    Days of review, citations of confidence and translations do not count: they change nothing
    that anybody has to know.

    Args:
        entries: The rules of a rulebook.
        rules: Which of them.
        on: The day.
    """
    return {rule: _mark(entries[rule], on) if rule in entries else _GONE for rule in rules}


def changed_rules(passed: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Return the rules that say something else than when the exam was passed, in order.

    A rule that the course took up since counts as changed, and so does one that is gone. One
    that the course no longer rests on does not.
    """
    return tuple(sorted(rule for rule, mark in now.items() if passed.get(rule) != mark))


def _mark(entry: RuleEntry, on: date) -> str:
    legs = [_content(leg) for leg in entry.legs if leg.is_in_force(on)]
    if not legs:
        return _GONE
    text = json.dumps(sorted(legs, key=str), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _content(leg: Leg) -> list[object]:
    return [
        leg.jurisdiction, leg.force, leg.modality, list(leg.covers), leg.adopted,
        list(leg.binds), dict(leg.values),
        {key: [each.unit, each.comparison] for key, each in leg.measures.items()},
        leg.source, leg.summary,
    ]  # fmt: skip
