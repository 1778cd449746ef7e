"""What came out, for each request and rule?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.lazily import lazily
from doorstep.compliance.asked.masks import equals, one_of
from doorstep.compliance.words import Answer, Force, Obligation
from doorstep.terms.codes import Verdict

Mask = NDArray[np.bool_]

QUIET_ZONES = "HP-QUIET-TZ"
FAIL_CLOSED = "HP-FAIL-CLOSED"
_ANSWERS: Final = np.array(
    [Answer.NOT_EXAMINED, Answer.ALLOW, Answer.UNKNOWN, Answer.HOLD, Answer.DENY], dtype=np.int8
)
"""Answer by rank."""


@dataclass(frozen=True)
class Judgement:
    """The answers of all rules to some requests.

    Attributes:
        rules: Rule ids, one per row of ``answers``, in alphabetical order.
        ranks: Rank (see ``finding``) of each rule's answer to each request, shape ``(rules, n)``.
        is_law: A refusal or hold of that rule is shown as law, shape ``(rules, n)``.
        decision: ``codes.Verdict`` of each request, shape ``(n,)``.
        force: ``words.Force`` of each refusal or hold, shape ``(n,)``.
        duties: Bits of ``words.Obligation`` of each request, shape ``(n,)``.
        rulebook_digest: Content of the rulebook that answered.
    """

    rules: tuple[str, ...]
    ranks: NDArray[np.int8]
    is_law: NDArray[np.bool_]
    decision: NDArray[np.int8]
    force: NDArray[np.int8]
    duties: NDArray[np.int64]
    rulebook_digest: str

    def __len__(self) -> int:
        """Return the number of requests."""
        return len(self.decision)

    @lazily
    def answers(self) -> NDArray[np.int8]:
        """``words.Answer`` of each rule to each request, shape ``(rules, n)``."""
        return _ANSWERS[self.ranks]

    @property
    def is_allowed(self) -> Mask:
        """Which requests are allowed, shape ``(n,)``."""
        return equals(self.decision, Verdict.ALLOW)

    def verdict(self, row: int) -> Verdict:
        """Return the decision on one request."""
        return Verdict(int(self.decision[row]))

    def answer(self, rule_id: str) -> NDArray[np.int8]:
        """Return one rule's answers, shape ``(n,)``.

        Raises:
            ValueError: The rulebook has no such rule.
        """
        answers: NDArray[np.int8] = self.answers[self.rules.index(rule_id)]
        return answers

    def refused_by(self, row: int) -> tuple[str, ...]:
        """Return the rules that refuse a request, in alphabetical order."""
        return self._named(row, Answer.DENY)

    def because(self, row: int) -> tuple[str, ...]:
        """Return the rules that carry the decision.

        Of a refusal: those that refuse. Of a hold: those that hold or lack a fact, and
        HP-FAIL-CLOSED if one lacks a fact. Of an allowed contact: all that were examined.
        """
        match self.verdict(row):
            case Verdict.DENY:
                return self._named(row, Answer.DENY)
            case Verdict.HOLD:
                return self._named(row, Answer.HOLD, Answer.UNKNOWN)
            case Verdict.ALLOW:
                return self._named(row, Answer.ALLOW)

    def obligations(self, row: int) -> tuple[str, ...]:
        """Return what must be done, as words in alphabetical order."""
        return Obligation(int(self.duties[row])).words

    def force_of(self, row: int) -> Force:
        """Return how the decision on a request is shown."""
        return Force(int(self.force[row]))

    def refusal_counts(self) -> dict[str, int]:
        """Return how many requests each rule refuses; rules that refuse none are left out."""
        counts = (self.answers == Answer.DENY).sum(axis=1)
        return {rule: int(count) for rule, count in zip(self.rules, counts, strict=True) if count}

    def _named(self, row: int, *answers: Answer) -> tuple[str, ...]:
        chosen = one_of(self.answers[:, row], answers)
        return tuple(rule for rule, named in zip(self.rules, chosen, strict=True) if named)


def joined(parts: Sequence[Judgement]) -> Judgement:
    """Put judgements of several requests, by one rulebook, one after the other."""
    return Judgement(
        rules=parts[0].rules,
        ranks=np.concatenate([part.ranks for part in parts], axis=1),
        is_law=np.concatenate([part.is_law for part in parts], axis=1),
        decision=np.concatenate([part.decision for part in parts]),
        force=np.concatenate([part.force for part in parts]),
        duties=np.concatenate([part.duties for part in parts]),
        rulebook_digest=parts[0].rulebook_digest,
    )
