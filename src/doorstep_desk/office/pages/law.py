"""What does an organisation's rulebook say about a rule, for the reader?"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep.compliance.explain import in_language, rule_text
from doorstep.compliance.rulebook import Rulebook
from doorstep.parameters.register import Leg
from doorstep_desk.plumbing.speech import language
from doorstep_desk.policies.facts import rulebook_for_agency

_HOURS: Final = "HP-VISIT-HOURS"
READ: Final = "P"
"""Confidence word of a source that was read in the original."""


@dataclass(frozen=True, slots=True)
class Law:
    """The rules of an organisation on a day: the law, with its own stricter policy laid over it.

    Attributes:
        rulebook: The rules.
        on: The day.
    """

    rulebook: Rulebook
    on: date

    def cited(self, rule: str) -> Leg | None:
        """Return the source that is cited for a rule, law first; None for no rule."""
        entry = self.rulebook.entries.get(rule)
        return None if entry is None else (*self.rulebook.legs_on(rule, self.on), *entry.legs)[0]

    def force_of(self, rule: str) -> str:
        """Return how binding a rule is; empty for no rule."""
        leg = self.cited(rule)
        return "" if leg is None else leg.force

    def sentence_of(self, rule: str) -> str:
        """Return what a rule says, its numbers filled in; the identifier for no rule."""
        leg = self.cited(rule)
        return rule if leg is None else rule_text(self.rulebook.entry(rule), leg, language())

    def instead_of(self, rule: str) -> str:
        """Return what may be done instead; empty when the rulebook does not say."""
        entry = self.rulebook.entries.get(rule)
        text = None if entry is None else entry.instead
        return "" if text is None else in_language(text, language())

    def missing_of(self, rule: str) -> str:
        """Return which fact a rule lacks; empty when the rulebook does not say."""
        entry = self.rulebook.entries.get(rule)
        text = None if entry is None else entry.missing
        return "" if text is None else in_language(text, language())

    def visiting_minutes(self) -> tuple[int, int, int]:
        """Return when visits may begin, must have ended, and may begin at the latest."""
        leg = self.cited(_HOURS)
        values = {} if leg is None else leg.values
        return (
            values.get("arrival_from", 9 * 3600) // 60,
            values.get("ended_by", 20 * 3600) // 60,
            values.get("arrival_to", 19 * 3600 + 1800) // 60,
        )


def law_of(agency_id: int, on: date) -> Law:
    """Return the rules of an organisation on a day, in one query; asked once for each page."""
    return Law(rulebook_for_agency(agency_id, on), on)
