"""May these people be contacted so, there and then?

Every rule of the rulebook looks at all requests at once. One refusal refuses; otherwise one hold
or one unknown fact holds; house policy only ever adds refusals.
"""

from functools import lru_cache
from typing import Final

import numpy as np

from doorstep.compliance.asked.joins import Rows
from doorstep.compliance.asked.masks import equals, has_bits
from doorstep.compliance.board import Board
from doorstep.compliance.calendar import Calendar
from doorstep.compliance.finding import (
    ALLOW,
    DENY,
    HOLD,
    NOT_EXAMINED,
    UNKNOWN,
    Duty,
    Finding,
    Ranks,
)
from doorstep.compliance.history import Attempts, attempts_in
from doorstep.compliance.judgement import FAIL_CLOSED, QUIET_ZONES, Judgement, joined
from doorstep.compliance.registry import found_rules
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rule import Rule
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.scope import KindSet, Legs, Parts
from doorstep.compliance.situation import Situation
from doorstep.facts.columns import AttemptColumns

Plan = tuple[tuple[str | None, tuple[tuple[int, Rule, Parts], ...]], ...]
"""Rules that take part, by the mask outside of which they never arise: number, rule, legs."""

BLOCK: Final = 65_536
"""Most requests judged at once: a block pays for one round of all rules, and small columns of
so many rows still stay in the processor's cache."""

ANSWERS_INBOUND: Final = frozenset({"CN-CHAN-03", "CN-VISIT-04"})
"""The only rules that say anything about a contact the borrower started."""

_WORTH_A_PART: Final = 0.7
"""A rule that asks at most this share of the requests is given those alone."""
_FEW: Final = 64
"""So few requests are not worth being parted."""


def judge(
    requests: ContactRequests,
    history: AttemptColumns | Attempts,
    rulebook: Rulebook,
    calendar: Calendar,
) -> Judgement:
    """Judge planned contacts; one request or many, it is the same code.

    Args:
        requests: The planned contacts, ``n`` of them.
        history: All attempts by anyone at the people concerned; its order means nothing. Who
            judges often against the same history gives ``Attempts``: they are sorted once.
        rulebook: The rules; each request is judged by the law of its own day.
        calendar: Holidays; a year that is not loaded makes the rules that ask for it unknown.

    Returns:
        Decision, force, obligations, and the answer of every rule to every request.
    """
    attempts = attempts_in(history)
    asked = _asked(rulebook)
    if len(requests) <= BLOCK:
        return _judged(requests, attempts, rulebook, calendar, asked)
    blocks = [
        _judged(requests.take(slice(start, start + BLOCK)), attempts, rulebook, calendar, asked)
        for start in range(0, len(requests), BLOCK)
    ]
    return joined(blocks)


@lru_cache(maxsize=256)
def _asked_of(rule_ids: frozenset[str]) -> tuple[tuple[str, Rule | None], ...]:
    """Return the rules that a rulebook names, by id; two about the others' answers are None."""
    declared = {rule_id: rule for rule in found_rules() for rule_id in rule.ids}
    named = sorted((rule_ids & set(declared)) | {QUIET_ZONES, FAIL_CLOSED})
    return tuple((name, declared.get(name)) for name in named)


def _asked(rulebook: Rulebook) -> tuple[tuple[str, Rule | None], ...]:
    return _asked_of(frozenset(rulebook.entries))


def _judged(
    requests: ContactRequests,
    attempts: Attempts,
    rulebook: Rulebook,
    calendar: Calendar,
    asked: tuple[tuple[str, Rule | None], ...],
) -> Judgement:
    now = Situation(requests, attempts, calendar, rulebook)
    board = Board.for_rules(tuple(rule_id for rule_id, _ in asked), len(requests))
    parts: dict[str, Situation] = {}
    for arises, rules in _plan(now.kinds.found, rulebook, asked):
        place = _place(now, arises, parts)
        if place is None:
            continue
        seen, rows = place
        for number, rule, legs in rules:
            board.note(number, _examined(rule, asked[number][0], legs, seen), rows)
    _add_house_answers(now, board, rulebook)
    return board.judgement(rulebook.digest)


def _plan(kinds: KindSet, rulebook: Rulebook, asked: tuple[tuple[str, Rule | None], ...]) -> Plan:
    """Return the rules that take part for some kind of request; settled once for these kinds."""
    entries = tuple(rulebook.entries.values())
    if entries not in kinds.plans:
        groups: dict[str | None, list[tuple[int, Rule, Parts]]] = {}
        for number, (rule_id, rule) in enumerate(asked):
            if rule is None or (legs := kinds.parts(rulebook.entries[rule_id])).take_part_none:
                continue
            groups.setdefault(rule.arises, []).append((number, rule, legs))
        kinds.plans[entries] = tuple((name, tuple(rules)) for name, rules in groups.items())
    plan: Plan = kinds.plans[entries]
    return plan


def _place(
    now: Situation, arises: str | None, parts: dict[str, Situation]
) -> tuple[Situation, Rows | None] | None:
    """Return the requests for which questions may arise; None if there are none."""
    if arises is None:
        return now, None
    rows = now.rows_of(arises)
    if not len(rows):
        return None
    if len(now) <= _FEW or len(rows) > _WORTH_A_PART * len(now):
        return now, None
    if arises not in parts:
        parts[arises] = now.only(rows)
    return parts[arises], rows


def _examined(rule: Rule, rule_id: str, parts: Parts, now: Situation) -> Finding:
    finding = rule.examine(now, Legs(parts, now.kinds))
    if not now.has_inbound:
        return finding
    inbound = now.is_inbound
    highest = ALLOW if rule_id in ANSWERS_INBOUND else NOT_EXAMINED
    rank = np.where(inbound, np.minimum(finding.rank, np.int8(highest)), finding.rank)
    outbound = ~inbound
    return Finding(
        rank=rank,
        is_law=finding.is_law,
        duties=tuple(
            Duty(duty.rank, duty.chosen & equals(rank, duty.rank), duty.bits)
            for duty in finding.duties
        ),
        zones_differ=None if finding.zones_differ is None else finding.zones_differ & outbound,
        zone_missing=None if finding.zone_missing is None else finding.zone_missing & outbound,
    )


def _add_house_answers(now: Situation, board: Board, rulebook: Rulebook) -> None:
    """Add the two house rules that answer about the other rules' answers."""
    board.add(QUIET_ZONES, _quiet_zones(board))
    judged = has_bits(now.requests.contact.jurisdictions, int(rulebook.jurisdictions))
    lacking = board.find_gaps()
    if not judged.all():
        lacking |= ~judged
        lacking &= judged | ~now.is_inbound
    board.add(FAIL_CLOSED, np.multiply(lacking.view(np.int8), np.int8(HOLD)))


def _quiet_zones(board: Board) -> Ranks:
    rank = np.multiply(board.zone_missing.view(np.int8), np.int8(UNKNOWN))
    rank[board.zones_differ] = DENY
    return rank
