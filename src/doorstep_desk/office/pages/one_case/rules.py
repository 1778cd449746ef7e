"""Which rules were asked about a case today, and what did each answer?"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from doorstep.parameters.sources import cited
from doorstep.terms.local_time import BEIJING
from doorstep_desk.office.pages.law import READ, Law
from doorstep_desk.office.presentation import formats
from doorstep_desk.office.presentation.case import RuleLine
from doorstep_desk.plumbing.speech import language, say

_VERDICTS: Final = {"a": "allow", "h": "hold", "u": "hold", "d": "deny"}
_ORDER: Final = {"deny": 0, "hold": 1, "allow": 2}
_VISIT: Final = "visit"


def rules_of(decision: Any, law: Law, next_visit_at: datetime | None) -> tuple[RuleLine, ...]:
    """Return what the rules say: all that stand against a treatment, then what is in order.

    A rule that answers several treatments alike is named once, for the visit or the chosen one.
    """
    lines = list(_against(decision, law, next_visit_at))
    named = {line.rule for line in lines}
    chosen = decision.treatment if decision.treatment in decision.findings else _VISIT
    lines += [line for line in _answers(decision, law, chosen, "a") if line.rule not in named]
    return tuple(sorted(lines, key=lambda line: _ORDER[line.verdict]))


def rules_count(decision: Any) -> int:
    """Return how many answers of rules were asked for over all treatments."""
    return sum(1 for letters in decision.findings.values() for letter in letters if letter != ".")


def _against(decision: Any, law: Law, next_visit_at: datetime | None) -> Iterator[RuleLine]:
    named: set[str] = set()
    first = [word for word in (decision.treatment, _VISIT) if word in decision.findings]
    for word in dict.fromkeys((*first, *decision.findings)):
        later = next_visit_at if word == _VISIT else None
        for line in _answers(decision, law, word, "dhu", later):
            if line.rule not in named:
                named.add(line.rule)
                yield line


def _answers(
    decision: Any, law: Law, word: str, letters: str, next_at: datetime | None = None
) -> Iterator[RuleLine]:
    order = decision.assessment.rules["order"]
    for rule, letter in zip(order, decision.findings[word], strict=True):
        if letter in letters:
            yield _line(rule, letter, word, law, decision, next_at)


def _line(
    rule: str, letter: str, word: str, law: Law, decision: Any, next_at: datetime | None
) -> RuleLine:
    leg = law.cited(rule)
    at = decision.assessment.created_at.astimezone(BEIJING)
    return RuleLine(
        rule=rule,
        verdict=_VERDICTS[letter],
        reading=_reading(rule, letter, law),
        force="policy" if leg is None else leg.force,
        was_read=leg is not None and leg.confidence == READ,
        source="" if leg is None else cited(leg.source, language()),
        fact_used=say("当日数据，", "the day's facts, ") + formats.moment(at, language()),
        instead="" if letter == "a" else law.instead_of(rule),
        next_at=None if letter == "a" or next_at is None else next_at.astimezone(BEIJING),
        treatment=word,
        since_on=None if leg is None else leg.effective_from,
    )


def _reading(rule: str, letter: str, law: Law) -> str:
    sentence = law.sentence_of(rule)
    if letter == "u":
        missing = law.missing_of(rule) or say("需要的事实", "a needed fact")
        return say(f"缺：{missing}", f"Missing: {missing}")
    return sentence
