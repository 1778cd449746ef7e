"""Which of many instants would be allowed, without asking every rule about each of them?

Rules that only look at the clock are asked first, then those that time can change, then all. A
contact that part of the rules does not allow is not allowed by all of them, so nothing is lost.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.registry import found_rules
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rule import ALWAYS_MOVING, Rule
from doorstep.compliance.rulebook import Rulebook
from doorstep.terms.local_time import NO_INSTANT, Instants

Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Trial:
    """Requests that are tried at other instants, and the rules in their order.

    Attributes:
        requests: The planned contacts.
        attempts: The history.
        rulebook: All rules.
        clock_rules: Those that look at the clock and the calendar, but not at the history.
        moving_rules: Those whose answer time can change.
        still_rules: Those that say the same all day, for want of anything that moves.
        calendar: Holidays.
        moving: The needs that change with time among these requests.
    """

    requests: ContactRequests
    attempts: Attempts
    rulebook: Rulebook
    clock_rules: Rulebook
    moving_rules: Rulebook
    still_rules: Rulebook
    calendar: Calendar
    moving: frozenset[str]

    def passes_clock(self, row: Rows, at: Instants) -> Mask:
        """Say which instants the clock and the calendar alone do not rule out."""
        return self._allowed(self.clock_rules, row, at)

    def passes_moving(self, row: Rows, at: Instants) -> Mask:
        """Say which instants no rule rules out that time can change."""
        return self._allowed(self.moving_rules, row, at)

    def may_be_allowed(self, since: int, until: int) -> Mask:
        """Say which requests the rules that do not move leave a chance on a day, shape ``(n,)``.

        A day touches at most three days of another zone, and each has its own law: both ends and
        the middle are asked.
        """
        n, chance = len(self.requests), np.zeros(len(self.requests), dtype=bool)
        for at in (since, (since + until) // 2, until):
            left = np.flatnonzero(~chance)
            chance[left] = self._allowed(self.still_rules, left, np.full(n, at)[left])
        return chance

    def is_allowed(self, row: Rows, at: Instants) -> Mask:
        """Say which instants are allowed by all rules, shape of ``row``."""
        allowed = self.passes_clock(row, at)
        chosen = np.flatnonzero(allowed)
        allowed[chosen] = self._allowed(self.rulebook, row[chosen], at[chosen])
        return allowed

    def _allowed(self, rulebook: Rulebook, row: Rows, at: Instants) -> Mask:
        if not len(row):
            return np.zeros(0, dtype=bool)
        tried = self.requests.tried_at(row, at)
        return judge(tried, self.attempts, rulebook, self.calendar).is_allowed


def trial_of(
    requests: ContactRequests, attempts: Attempts, rulebook: Rulebook, calendar: Calendar
) -> Trial:
    """Make requests ready to be tried at other instants."""
    moving = _moving(requests, attempts)
    by_clock = [
        rule
        for rule in found_rules()
        if rule.changes_with(ALWAYS_MOVING) and "attempts" not in rule.needs
    ]
    by_time = [rule for rule in found_rules() if rule.changes_with(moving)]
    # The day of the contact may itself bring what is known of the history.
    still = [rule for rule in found_rules() if not rule.changes_with(moving | {"known_attempts"})]
    return Trial(
        requests=requests,
        attempts=attempts,
        rulebook=rulebook,
        clock_rules=_only(rulebook, by_clock),
        moving_rules=_only(rulebook, by_time),
        still_rules=_only(rulebook, still),
        calendar=calendar,
        moving=moving,
    )


def _only(rulebook: Rulebook, rules: list[Rule]) -> Rulebook:
    named = {rule_id for rule in rules for rule_id in rule.ids}
    entries = {name: entry for name, entry in rulebook.entries.items() if name in named}
    return replace(rulebook, entries=entries)


def _moving(requests: ContactRequests, attempts: Attempts) -> frozenset[str]:
    """Return the needs that change with time among these requests."""
    there = {
        "attempts": len(attempts) > 0,
        "consents": len(requests.consents) > 0,
        "notice_at": bool(np.any(requests.visit.notice_at != NO_INSTANT)),
        "occasions": len(requests.occasions) > 0,
        "vulnerabilities": len(requests.vulnerabilities) > 0,
    }
    return ALWAYS_MOVING | {need for need, is_there in there.items() if is_there}
