"""How did one decision come about: every rule, every number read, and what was left out?

The trace is plain data: the same facts and rules give the same bytes.
"""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np

from doorstep.compliance.counting.clocks import clocks_of
from doorstep.compliance.counting.counters import unseen_attempts
from doorstep.compliance.history import Attempts
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.scope import AS_LAW, kinds_of, law_days, legs_of
from doorstep.compliance.words import Answer, Force
from doorstep.terms.local_time import day_of, instant_of


@dataclass(frozen=True, slots=True)
class RuleTrace:
    """One rule in one decision.

    Attributes:
        rule_id: The rule.
        answer: Word of ``words.Answer``.
        is_law: A refusal or hold of it is shown as law.
        legs: Its sources that took part, each with force, label and the numbers in it.
    """

    rule_id: str
    answer: str
    is_law: bool
    legs: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One decision, step by step.

    Attributes:
        decision: allow, hold or deny.
        force: none, policy, law or mixed.
        because: Rules that carry the decision.
        obligations: What must be done.
        rulebook: Version of the rulebook.
        digest: Its content.
        law_on: Day whose law applied.
        known_at: Instant up to which facts were known.
        rules: Every rule that was examined.
        not_counted: Attempts that were not counted because they, or their record, came later.
    """

    decision: str
    force: str
    because: tuple[str, ...]
    obligations: tuple[str, ...]
    rulebook: str
    digest: str
    law_on: str
    known_at: str
    rules: tuple[RuleTrace, ...]
    not_counted: tuple[dict[str, str], ...]

    def as_bytes(self) -> bytes:
        """Return the trace as JSON, the same for the same decision."""
        plain = {name: getattr(self, name) for name in self.__slots__ if name != "rules"}
        plain["rules"] = [
            {name: getattr(rule, name) for name in RuleTrace.__slots__} for rule in self.rules
        ]
        return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()


def trace_of(
    judgement: Judgement,
    requests: ContactRequests,
    row: int,
    attempts: Attempts,
    rulebook: Rulebook,
) -> Trace:
    """Return how the decision on one request came about.

    Args:
        judgement: The answers.
        requests: The planned contacts.
        row: Which one.
        attempts: The history that was given, later attempts included.
        rulebook: The rules that answered.
    """
    one = requests.take(np.array([row]))
    law_day = int(law_days(one, clocks_of(one))[0])
    known = int(np.minimum(one.contact.at, one.contact.known_at)[0])
    return Trace(
        decision=judgement.verdict(row).word,
        force=Force(judgement.force_of(row)).word,
        because=judgement.because(row),
        obligations=judgement.obligations(row),
        rulebook=rulebook.version,
        digest=judgement.rulebook_digest,
        law_on=day_of(law_day).isoformat(),
        known_at=instant_of(known).isoformat(),
        rules=_rules(judgement, one, row, rulebook),
        not_counted=_not_counted(one, attempts),
    )


def _rules(
    judgement: Judgement, one: ContactRequests, row: int, rulebook: Rulebook
) -> tuple[RuleTrace, ...]:
    kinds = kinds_of(one, clocks_of(one))
    found = []
    for number, rule_id in enumerate(judgement.rules):
        answer = Answer(int(judgement.answers[number, row]))
        if answer is Answer.NOT_EXAMINED:
            continue
        legs = legs_of(rulebook.entry(rule_id), kinds)
        taking = tuple(
            {
                "leg": leg.name,
                "force": leg.force,
                "label": "law" if part == AS_LAW else "policy",
                "source": leg.source,
                "values": dict(leg.values),
            }
            for leg, part in zip(legs.legs, legs.table[:, 0], strict=True)
            if part
        )
        is_law = bool(judgement.is_law[number, row])
        found.append(RuleTrace(rule_id, answer.word, is_law, taking))
    return tuple(found)


def _not_counted(one: ContactRequests, attempts: Attempts) -> tuple[dict[str, str], ...]:
    """Return the attempts at borrower or target that did not exist yet, oldest first."""
    rows = unseen_attempts(one, attempts)
    listed = [
        {
            "at": instant_of(int(attempts.at[row])).isoformat(),
            "received_at": instant_of(int(attempts.received_at[row])).isoformat(),
        }
        for row in rows
    ]
    return tuple(sorted(listed, key=lambda item: (item["at"], item["received_at"])))
