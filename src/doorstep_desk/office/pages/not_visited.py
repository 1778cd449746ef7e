"""Why are the other cases not visited today, and what comes next for them?"""

from collections import defaultdict
from typing import Final
from urllib.parse import urlencode

from doorstep.routing.explain import WhyNot
from doorstep.strategy.allocation import Why
from doorstep.strategy.explain import Sentence
from doorstep_desk.dayplans.lists import Run, cases_on_plan
from doorstep_desk.decisions.lists import left_by_routes, visits_chosen
from doorstep_desk.decisions.queries import NotVisited as Counted
from doorstep_desk.decisions.queries import not_visited
from doorstep_desk.office.forms.case_search import NO_STOP
from doorstep_desk.office.pages.law import Law, law_of
from doorstep_desk.office.presentation.board import NotVisited
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.speech import say

ROUTE_WORDS: Final = {
    **{why.word: why.word for why in WhyNot},
    Why.DOES_NOT_FIT_ROUTES.word: "no_time_left",
    Why.LIMIT_REACHED.word: "no_visit_left",
    Why.PRICE_TOO_HIGH.word: "better_used",
    Why.DRAWN_BY_LOT.word: "drawn_by_lot",
}
"""The routes' own reasons, and those of the choice that are about pairs, in one list of words."""

OTHER_CASE: Final = "other_case_of_borrower"


def reason_words(reason: str, treatment: str) -> str:
    """Return why a case is not visited, in one short line of the reader's language."""
    if reason == OTHER_CASE:
        return say("同一借款人另有案件在办", "Another case of the same person is worked")
    if reason == NO_STOP:
        return say("重新排程后无小组可去", "No pair can go any more after planning again")
    if reason in ROUTE_WORDS:
        return said(ROUTE_WORDS[reason], "route")
    if reason in _CHOICES:
        return said(treatment, "choice")
    return said(reason, "rule")


_CHOICES: Final = frozenset(why.word for why in Why) - set(ROUTE_WORDS)


def groups(run: Run) -> tuple[NotVisited, ...]:
    """Return the cases that are not visited on a day, by reason, the largest group first."""
    if run.assessment_id is None:
        return ()
    assessment_id, law = run.assessment_id, law_of(run.agency_id, run.on)
    sentences = left_by_routes(assessment_id)
    by_reason: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for each in not_visited(assessment_id):
        treatment = each.treatment if each.reason in _CHOICES else ""
        by_reason[each.reason, treatment].append(each)
    found = [
        _group(reason, treatment, parts, law, sentences.get(reason))
        for (reason, treatment), parts in by_reason.items()
    ]
    left = len(visits_chosen(assessment_id) - cases_on_plan(run))
    if left:
        found.append(
            NotVisited(left, "route", reason_words(NO_STOP, ""), "", None, "", f"reason={NO_STOP}")
        )
    return tuple(sorted(found, key=lambda group: -group.count))


def _group(
    reason: str, treatment: str, parts: list[Counted], law: Law, sentence: Sentence | None
) -> NotVisited:
    wanted = {"reason": reason} | ({"treatment": treatment} if treatment else {})
    kind, code = _kind(reason, treatment)
    return NotVisited(
        count=sum(part.cases for part in parts),
        kind=kind,
        code=code,
        because=_instead(parts) if not treatment else "",
        next_at=None,
        force=law.force_of(reason),
        query=urlencode(wanted),
        example="" if sentence is None else say(sentence.zh, sentence.en),
    )


def _kind(reason: str, treatment: str) -> tuple[str, str]:
    if reason in ROUTE_WORDS:
        return "route", ROUTE_WORDS[reason]
    if reason == OTHER_CASE:
        return "route", reason_words(reason, treatment)
    if reason in _CHOICES:
        return "choice", treatment
    return "rule", reason


def _instead(parts: list[Counted]) -> str:
    """Return what is done instead, the most frequent first."""
    sums: dict[str, int] = defaultdict(int)
    for part in parts:
        sums[part.treatment] += part.cases
    ranked = sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:3]
    return say("、", ", ").join(f"{said(word, 'treatment')} {count:,}" for word, count in ranked)
