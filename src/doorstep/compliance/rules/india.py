"""In India: the hour, the certificate, and what a draft would change."""

import numpy as np
from numpy.typing import NDArray

from doorstep.compliance.asked.joins import any_of, matches
from doorstep.compliance.finding import Duties, Finding, find, merged
from doorstep.compliance.readings.hours import read_in_every_zone
from doorstep.compliance.rule import Rule
from doorstep.compliance.scope import Legs
from doorstep.compliance.situation import Mask, Situation, no, unsure
from doorstep.compliance.words import Obligation, OccasionKind, Tactic

_QUIET_DAYS = (
    OccasionKind.WEDDING,
    OccasionKind.FESTIVAL,
    OccasionKind.BEREAVEMENT,
    OccasionKind.CALAMITY,
)


def hours_in_india(now: Situation, legs: Legs) -> Finding:
    """Refuse calls and visits outside the hours, third parties, and humiliation by any means."""
    spoken = now.is_call | now.is_visit
    opens, closes = legs.most("from"), legs.least("to")

    def read(_day: NDArray[np.int32], second: NDArray[np.int32]) -> Finding:
        return find(legs, spoken, refuses=(second < opens) | (second > closes))

    harsh = now.is_third_party | now.uses(Tactic.THREATEN, Tactic.INSULT)
    return merged(read_in_every_zone(now, read), find(legs, harsh, refuses=harsh))


def certificate(now: Situation, legs: Legs) -> Finding:
    """Refuse visitors and callers without the hours of training of the certificate."""
    trained = now.requests.visit.has_recovery_certificate
    people = now.is_visit | (now.is_call & ~now.requests.contact.is_ai)
    return find(legs, people, refuses=no(trained), unknown=unsure(trained))


def coming_rule(now: Situation, legs: Legs) -> Finding:
    """Never decide; tell the user where the draft would refuse."""
    second = now.clocks.second[0]
    spoken = now.is_call | now.is_visit
    out = spoken & ((second < legs.most("from")) | (second > legs.least("to")))
    would = out | _is_quiet_day(now) | no(now.requests.claim.is_agent_named)
    return find(legs, would, duties=Duties(passing=Obligation.DRAFT_RULE_NOTICE))


def _is_quiet_day(now: Situation) -> Mask:
    table = now.requests.occasions
    request, row = matches(now.requests.contact.person_id, table.by_person)
    today = table.day[row] == now.day[request]
    quiet = np.isin(table.kind[row], [int(kind) for kind in _QUIET_DAYS])
    return any_of(request, today & quiet, len(now))


RULES = (
    Rule(
        ids=("IN-TIME-01",),
        needs=("at", "zone_set", "channel", "medium", "tactics"),
        examine=hours_in_india,
    ),
    Rule(
        ids=("IN-CERT-01",),
        needs=("medium", "is_ai", "has_recovery_certificate"),
        examine=certificate,
    ),
    Rule(
        ids=("IN-2026-*",),
        needs=("at", "zone_set", "medium", "occasions", "is_agent_named"),
        examine=coming_rule,
    ),
)
