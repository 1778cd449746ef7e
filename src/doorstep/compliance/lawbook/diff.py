"""Which decisions would other rules change?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.cases.answers import CaseAnswer, decide_case
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.ruleset import Ruleset
from doorstep.facts.columns import AttemptColumns
from doorstep.terms.codes import Verdict


@dataclass(frozen=True, slots=True)
class Flip:
    """One decision that comes out otherwise.

    Attributes:
        row: Row of the request.
        old: Decision by the old rules.
        new: Decision by the new ones.
        old_because: Rules that carried the old decision.
        new_because: Rules that carry the new one.
    """

    row: int
    old: Verdict
    new: Verdict
    old_because: tuple[str, ...]
    new_because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFlip:
    """One step of a worked case that comes out otherwise.

    Attributes:
        old: Answer by the old rules.
        new: Answer by the new ones.
    """

    old: CaseAnswer
    new: CaseAnswer


@dataclass(frozen=True, slots=True)
class Weighed:
    """Some requests with what is needed to judge them.

    Attributes:
        requests: The planned contacts.
        history: All attempts.
        calendar: Holidays.
        jurisdiction: Key of ``rulebook.FOLDERS``.
        on: Day on which the rulebook is opened.
    """

    requests: ContactRequests
    history: AttemptColumns | Attempts
    calendar: Calendar
    jurisdiction: str
    on: date

    def judged_by(self, ruleset: Ruleset) -> Judgement:
        """Judge the requests by some rules."""
        rulebook = ruleset.rulebook(self.jurisdiction, self.on)
        requests, fixed = self.requests, ruleset.law_day()
        if fixed is not None:
            law_day = np.full(len(requests), fixed, dtype=np.int32)
            requests = replace(requests, contact=replace(requests.contact, law_day=law_day))
        return judge(requests, self.history, rulebook, self.calendar)


def diff(old: Ruleset, new: Ruleset, weighed: Weighed) -> tuple[Flip, ...]:
    """Return the requests whose decision, or whose reasons against it, would change.

    An allowed contact stays out however many rules were examined.
    """
    before, after = weighed.judged_by(old), weighed.judged_by(new)
    return tuple(flip for row in range(len(before)) if _differs(flip := _flip(row, before, after)))


def diff_cases(
    old: Ruleset, new: Ruleset, cases: Iterable[Mapping[str, Any]], bases_file: Mapping[str, Any]
) -> tuple[CaseFlip, ...]:
    """Return the steps of worked cases whose decision, or whose reasons, would change."""
    found: list[CaseFlip] = []
    for case in cases:
        answers = (
            decide_case(case, bases_file, ruleset=ruleset, with_next_allowed=False)
            for ruleset in (old, new)
        )
        found.extend(CaseFlip(*pair) for pair in zip(*answers, strict=True) if _other(*pair))
    return tuple(found)


def _flip(row: int, before: Judgement, after: Judgement) -> Flip:
    return Flip(
        row=row,
        old=before.verdict(row),
        new=after.verdict(row),
        old_because=before.because(row),
        new_because=after.because(row),
    )


def _differs(flip: Flip) -> bool:
    if flip.old is not flip.new:
        return True
    return flip.old is not Verdict.ALLOW and flip.old_because != flip.new_because


def _other(old: CaseAnswer, new: CaseAnswer) -> bool:
    if old.decision != new.decision:
        return True
    return old.decision != Verdict.ALLOW.word and old.because != new.because
