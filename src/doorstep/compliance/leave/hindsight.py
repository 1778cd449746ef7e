"""Would the law have allowed a contact that was made, as far as the contact alone can tell?

Only rules that look at the contact, the clock, the calendar, the history and the age of a child
are asked: what else was known about the borrower's life on that day is not part of a report. Late
contacts count at their own time, whenever they became known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.registry import found_rules
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.words import Answer
from doorstep.terms.local_time import BEIJING, instant_of

KNOWN_OF_A_CONTACT: Final = frozenset(
    {
        "account_id", "at", "attempts", "channel", "consents", "creditor_id", "delivery",
        "duration_seconds",
        "holidays", "medium", "place", "point_id", "purpose", "relation", "target_age", "wishes",
        "zone_set",
    }
)  # fmt: skip
"""What a report of a contact says, or the store knows without asking about the borrower."""


@dataclass(frozen=True, slots=True)
class LookedBack:
    """What the law says about one contact afterwards.

    Attributes:
        rules: Rules that refuse it, in alphabetical order; empty when none does.
        denied_since: First day since which one of them has been in force; None when none refuses
            or it was always so.
    """

    rules: tuple[str, ...]
    denied_since: date | None

    @property
    def is_denied(self) -> bool:
        """Say whether a rule refuses it."""
        return bool(self.rules)


def look_back(
    made: ContactRequests, history: Attempts, rulebook: Rulebook, calendar: Calendar
) -> list[LookedBack]:
    """Ask the law about contacts that were made.

    Args:
        made: The contacts; only what ``KNOWN_OF_A_CONTACT`` names is looked at.
        history: All contacts of these people, themselves included; those at the same second or
            later do not count.
        rulebook: The law; each contact is judged by that of its own day.
        calendar: Holidays.
    """
    at = made.contact.at
    before = replace(made, contact=replace(made.contact, known_at=at - 1))
    known = replace(history, received_at=history.at)
    judgement = judge(before, known, _answerable(rulebook), calendar)
    denied = judgement.answers == Answer.DENY
    return [
        _looked_back(
            [rule for rule, no in zip(judgement.rules, column, strict=True) if no],
            rulebook,
            instant_of(int(moment)).astimezone(BEIJING).date(),
        )
        for column, moment in zip(denied.T, np.asarray(at), strict=True)
    ]


def _answerable(rulebook: Rulebook) -> Rulebook:
    names = {
        rule_id
        for rule in found_rules()
        if KNOWN_OF_A_CONTACT.issuperset(rule.needs)
        for rule_id in rule.ids
    }
    entries = {rule: entry for rule, entry in rulebook.entries.items() if rule in names}
    return replace(rulebook, entries=entries)


def _looked_back(rules: Sequence[str], rulebook: Rulebook, day: date) -> LookedBack:
    known = [rule for rule in rules if rule in rulebook.entries]
    begun = [
        leg.effective_from
        for rule in known
        for leg in rulebook.legs_on(rule, day)
        if leg.effective_from is not None
    ]
    return LookedBack(tuple(sorted(rules)), min(begun, default=None))
