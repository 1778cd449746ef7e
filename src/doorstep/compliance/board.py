"""How do the findings of all rules become one decision for each request?"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import Rows
from doorstep.compliance.asked.masks import equals
from doorstep.compliance.finding import ALLOW, DENY, HOLD, UNKNOWN, Duty, Finding, Mask, Ranks
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.words import Force
from doorstep.terms.codes import Verdict

_ALL: Final = slice(None)


@dataclass(slots=True)
class Board:
    """The answers so far, one row per rule.

    Attributes:
        rules: Rule ids, in alphabetical order.
        ranks: Rank of each answer, shape ``(rules, n)``.
        is_law: A refusal or hold is shown as law, shape ``(rules, n)``.
        passing: By bits of ``words.Obligation``: requests obliged to it if they are allowed.
        strict: The same if they are refused or held.
        zones_differ: Some candidate zone would refuse although the rule does not, shape ``(n,)``.
        zone_missing: A rule could not be read for want of a zone, shape ``(n,)``.
        gap: Some rule lacks a fact, shape ``(n,)``; None is nowhere.
    """

    rules: tuple[str, ...]
    ranks: Ranks
    is_law: Mask
    passing: dict[int, Mask]
    strict: dict[int, Mask]
    zones_differ: Mask
    zone_missing: Mask
    gap: Mask | None = None

    @classmethod
    def for_rules(cls, rules: tuple[str, ...], n: int) -> Self:
        """Return an empty board."""
        return cls(
            rules=rules,
            ranks=np.zeros((len(rules), n), dtype=np.int8),
            is_law=np.zeros((len(rules), n), dtype=bool),
            passing={},
            strict={},
            zones_differ=np.zeros(n, dtype=bool),
            zone_missing=np.zeros(n, dtype=bool),
        )

    def note(self, number: int, finding: Finding, rows: Rows | None) -> None:
        """Write down what one rule says, about all requests or about some rows of them."""
        if rows is None:
            where: Rows | slice = _ALL
            self.ranks[number] = finding.rank
            self.is_law[number] = finding.is_law
        else:
            where = rows
            self.ranks[number, rows] = finding.rank
            self.is_law[number, rows] = finding.is_law
        for duty in finding.duties:
            self._oblige(duty, where)
        if finding.zones_differ is not None:
            self.zones_differ[where] |= finding.zones_differ
        if finding.zone_missing is not None:
            self.zone_missing[where] |= finding.zone_missing

    def _oblige(self, duty: Duty, where: Rows | slice) -> None:
        book = self.passing if duty.rank == ALLOW else self.strict
        obliged = book.get(duty.bits)
        if obliged is None:
            obliged = book[duty.bits] = np.zeros(self.ranks.shape[1], dtype=bool)
        obliged[where] |= duty.chosen

    def add(self, rule_id: str, rank: Ranks) -> None:
        """Write down the answers of a house rule about the others."""
        self.ranks[self.rules.index(rule_id)] = rank

    def find_gaps(self) -> Mask:
        """Say for which requests some rule lacks a fact."""
        gap: Mask = np.logical_or.reduce(equals(self.ranks, UNKNOWN), axis=0)
        self.gap = gap if gap.any() else None
        return gap

    def judgement(self, digest: str) -> Judgement:
        """Return the decisions."""
        law = np.multiply(self.ranks, self.is_law.view(np.int8))
        by_law = law.max(axis=0, initial=0)
        by_policy = np.bitwise_xor(self.ranks, law).max(axis=0, initial=0)
        strictest = np.maximum(by_law, by_policy)
        refused, doubted = equals(strictest, DENY), strictest >= UNKNOWN
        decision = doubted.view(np.int8) + refused.view(np.int8)
        return Judgement(
            rules=self.rules,
            ranks=self.ranks,
            # Whether a rule that nobody asked would be law depends on who was judged beside it.
            is_law=law >= ALLOW,
            decision=decision,
            force=self._force(by_law, by_policy, strictest),
            duties=self._duties(decision),
            rulebook_digest=digest,
        )

    def _force(self, by_law: Ranks, by_policy: Ranks, strictest: Ranks) -> NDArray[np.int8]:
        """Law, policy, or both; a rule that lacks a fact adds policy to a hold."""
        speaks_law = (by_law == strictest) & (strictest >= HOLD)
        speaks_policy = (by_policy == strictest) & (strictest >= HOLD)
        if self.gap is not None:
            speaks_policy |= self.gap & (strictest < DENY)
        force: NDArray[np.int8] = np.multiply(speaks_law.view(np.int8), np.int8(Force.LAW))
        force += np.multiply(speaks_policy.view(np.int8), np.int8(Force.POLICY))
        return force

    def _duties(self, decision: NDArray[np.int8]) -> NDArray[np.int64]:
        """Of a refusal: those of refusing and holding rules; else those of rules that allow."""
        total = np.zeros(len(decision), dtype=np.int64)
        allowed = equals(decision, int(Verdict.ALLOW))
        for book, chosen in ((self.passing, allowed), (self.strict, ~allowed)):
            for obligation, obliged in book.items():
                obliged &= chosen
                if obliged.any():
                    total |= np.multiply(obliged, np.int64(obligation))
        return total
