"""May these people be contacted so, there and then?

Every rule of the rulebook looks at all requests at once. One refusal refuses; otherwise one hold
or one unknown fact holds; house policy only ever adds refusals.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.masks import one_of
from doorstep.compliance.calendar import Calendar
from doorstep.compliance.finding import Finding
from doorstep.compliance.history import Attempts
from doorstep.compliance.judgement import FAIL_CLOSED, QUIET_ZONES, Judgement, joined
from doorstep.compliance.registry import found_rules
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rule import Rule
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.scope import legs_of
from doorstep.compliance.situation import Situation
from doorstep.compliance.words import Answer, Force
from doorstep.facts.columns import AttemptColumns
from doorstep.terms.codes import Verdict

Mask = NDArray[np.bool_]

BLOCK: Final = 100_000
"""Most requests that are judged at once."""

ANSWERS_INBOUND: Final = ("CN-CHAN-03", "CN-VISIT-04")
"""The only rules that say anything about a contact the borrower started."""


def judge(
    requests: ContactRequests,
    history: AttemptColumns | Attempts,
    rulebook: Rulebook,
    calendar: Calendar,
) -> Judgement:
    """Judge planned contacts; one request or many, it is the same code.

    Args:
        requests: The planned contacts, ``n`` of them.
        history: All attempts by anyone at the people concerned; its order means nothing.
        rulebook: The rules; each request is judged by the law of its own day.
        calendar: Holidays; a year that is not loaded makes the rules that ask for it unknown.

    Returns:
        Decision, force, obligations, and the answer of every rule to every request.
    """
    attempts = history if isinstance(history, Attempts) else Attempts.of(history)
    blocks = [
        _judged(requests.take(rows), attempts, rulebook, calendar) for rows in _blocks(requests)
    ]
    return blocks[0] if len(blocks) == 1 else joined(blocks)


def _blocks(requests: ContactRequests) -> list[NDArray[np.intp]]:
    """Cut many requests into blocks, so that memory stays bounded; no request needs another."""
    rows = np.arange(len(requests), dtype=np.intp)
    return np.array_split(rows, max(1, -(-len(rows) // BLOCK)))


def _judged(
    requests: ContactRequests, attempts: Attempts, rulebook: Rulebook, calendar: Calendar
) -> Judgement:
    now = Situation(requests, attempts, calendar, rulebook)
    findings = {
        rule_id: _examined(rule, rule_id, now)
        for rule in found_rules()
        for rule_id in rule.ids
        if rule_id in rulebook.entries
    }
    findings |= _house_answers(now, findings, rulebook)
    return _combined(dict(sorted(findings.items())), len(requests), rulebook.digest)


def _examined(rule: Rule, rule_id: str, now: Situation) -> Finding:
    legs = legs_of(now.rulebook.entries[rule_id], now.kinds)
    finding = rule.examine(now, legs)
    inbound = now.is_inbound
    if not inbound.any():
        return finding
    speaks = rule_id in ANSWERS_INBOUND
    stays = (finding.answer != Answer.NOT_EXAMINED) & speaks
    answer = np.where(stays, Answer.ALLOW, Answer.NOT_EXAMINED)
    return Finding(
        answer=np.where(inbound, answer, finding.answer).astype(np.int8),
        is_law=finding.is_law,
        duties=np.where(inbound & ~stays, 0, finding.duties),
        zones_differ=finding.zones_differ & ~inbound,
        zone_missing=finding.zone_missing & ~inbound,
    )


def _house_answers(
    now: Situation, findings: dict[str, Finding], rulebook: Rulebook
) -> dict[str, Finding]:
    """Return the two house rules that answer about the other rules' answers."""
    quiet = _quiet_zones(len(now), findings)
    gaps = [finding.answer == Answer.UNKNOWN for finding in (*findings.values(), quiet)]
    is_judged = (now.requests.contact.jurisdictions & int(rulebook.jurisdictions)) != 0
    lacking = np.logical_or.reduce(gaps) | ~is_judged
    lacking &= is_judged | ~now.is_inbound
    closed = np.where(lacking, Answer.HOLD, Answer.NOT_EXAMINED).astype(np.int8)
    return {QUIET_ZONES: quiet, FAIL_CLOSED: _as_policy(closed)}


def _quiet_zones(n: int, findings: dict[str, Finding]) -> Finding:
    none = np.zeros(n, dtype=bool)
    differs = np.logical_or.reduce([none, *(f.zones_differ for f in findings.values())])
    missing = np.logical_or.reduce([none, *(f.zone_missing for f in findings.values())])
    answer = np.full(n, Answer.NOT_EXAMINED, dtype=np.int8)
    answer[missing] = Answer.UNKNOWN
    answer[differs] = Answer.DENY
    return _as_policy(answer)


def _as_policy(answer: NDArray[np.int8]) -> Finding:
    never = np.zeros(len(answer), dtype=bool)
    return Finding(answer, never, np.zeros(len(answer), dtype=np.int64), never, never)


def _combined(findings: dict[str, Finding], n: int, digest: str) -> Judgement:
    answers = np.stack([finding.answer for finding in findings.values()])
    is_law = np.stack([finding.is_law for finding in findings.values()])
    refused = (answers == Answer.DENY).any(axis=0)
    doubted = one_of(answers, (Answer.HOLD, Answer.UNKNOWN)).any(axis=0)
    decision = np.where(refused, Verdict.DENY, np.where(doubted, Verdict.HOLD, Verdict.ALLOW))
    return Judgement(
        rules=tuple(findings),
        answers=answers,
        is_law=is_law,
        decision=decision.astype(np.int8),
        force=_force(answers, is_law, decision),
        duties=_duties(findings, n, decision),
        rulebook_digest=digest,
    )


def _force(
    answers: NDArray[np.int8], is_law: Mask, decision: NDArray[np.int64]
) -> NDArray[np.int8]:
    """Law, policy, or both; a rule that lacks a fact adds policy."""
    speaks = np.where(
        decision == Verdict.DENY,
        answers == Answer.DENY,
        one_of(answers, (Answer.HOLD, Answer.UNKNOWN)),
    )
    speaks &= decision != Verdict.ALLOW
    by_law = (speaks & is_law & (answers != Answer.UNKNOWN)).any(axis=0)
    by_policy = (speaks & ~(is_law & (answers != Answer.UNKNOWN))).any(axis=0)
    force = np.where(by_law, Force.LAW, Force.NONE) + np.where(by_policy, Force.POLICY, Force.NONE)
    return force.astype(np.int8)


def _duties(
    findings: dict[str, Finding], n: int, decision: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Of a refusal: those of refusing and holding rules; else those of the rules that speak.

    A finding has duties only for its own answer, so an allowed contact has those of the rules
    that allow, and any other those of the rules that refuse or hold.
    """
    passing, strict = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    for finding in findings.values():
        if finding.duties.any():
            allows = finding.answer == Answer.ALLOW
            passing |= np.where(allows, finding.duties, 0)
            strict |= np.where(allows, 0, finding.duties)
    return np.where(decision == Verdict.ALLOW, passing, strict)
