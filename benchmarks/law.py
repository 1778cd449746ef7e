"""How fast is the law engine, alone and beside a general rule engine?

Prints one JSON object. Everything is done once to warm up and then in several rounds, of which the
best counts: other work on the machine can only slow a round down. Rates are decisions per second
of one core's processor time, with the wall clock and the load of the machine beside them.
"""

import importlib.util
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from _law_portfolio import MIDNIGHT, TODAY, attempts_for, requests_for

from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts, no_attempts
from doorstep.compliance.intervals import permitted_starts
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import calendar_for, rulebook_on
from doorstep.terms.codes import Channel, Verdict

REQUESTS, PERSONS, ATTEMPTS = 1_000_000, 1_000_000, 5_000_000
SINGLE, VISITS, RIVAL = 3_000, 100_000, 20_000
PART = 250_000
ROUNDS = 5
SEED = 20260304
LIMITS = {
    "rules_alone_per_second": 1_000_000,
    "with_counters_per_second": 500_000,
    "single_p99_ms": 2.0,
    "intervals_seconds": 5.0,
}
RULEBOOK, CALENDAR = rulebook_on(TODAY), calendar_for()


@dataclass(frozen=True)
class Timed:
    """What some work gave, and the seconds it took on the clock and of the processor."""

    result: Any
    wall: float
    cpu: float


def timed(work: Callable[[], Any]) -> Timed:
    """Do some work and time it."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Timed(result, time.perf_counter() - wall, time.process_time() - cpu)


def best(work: Callable[[], Any]) -> Timed:
    """Do some work once to warm up, and return the round that took the processor least."""
    work()
    return min((timed(work) for _ in range(ROUNDS)), key=lambda round_: round_.cpu)


def _judged(requests: ContactRequests, attempts: Attempts) -> dict[str, int]:
    """Judge all requests part by part, as a planner does, and count the decisions."""
    counts = np.zeros(3, dtype=np.int64)
    for start in range(0, len(requests), PART):
        part: Judgement = judge(
            requests.take(slice(start, start + PART)), attempts, RULEBOOK, CALENDAR
        )
        counts += np.bincount(part.decision, minlength=3)
    return {verdict.word: int(counts[verdict]) for verdict in Verdict}


def _indexed(unsorted: Attempts) -> Attempts:
    """Return a history with its index built, sorted so that one person's attempts lie together."""
    attempts = unsorted.sorted_by_person()
    _ = attempts.by_person, attempts.seen_at
    return attempts


def over_columns(rng: np.random.Generator) -> dict[str, Any]:
    """Time the full Chinese set over columns, without and with a history."""
    requests = requests_for(rng, REQUESTS, PERSONS)
    unsorted = attempts_for(rng, ATTEMPTS, PERSONS)
    built = timed(lambda: _indexed(unsorted))
    attempts = built.result
    alone = best(lambda: _judged(requests, no_attempts()))
    counted = best(lambda: _judged(requests, attempts))
    return {
        "requests": REQUESTS,
        "rules": len(RULEBOOK.entries),
        "rules_alone_per_second": round(REQUESTS / alone.cpu),
        "rules_alone_wall_seconds": round(alone.wall, 3),
        "rules_alone_decisions": alone.result,
        "attempts": ATTEMPTS,
        "index_build_seconds": round(built.wall, 3),
        "with_counters_per_second": round(REQUESTS / counted.cpu),
        "with_counters_wall_seconds": round(counted.wall, 3),
        "with_counters_decisions": counted.result,
    }


def one_at_a_time(rng: np.random.Generator) -> dict[str, Any]:
    """Time single decisions in process, each against the history of a small portfolio.

    Every request is judged in several rounds and its best round counts; the percentiles are over
    the requests, so that the slow kinds of request stay in them.
    """
    requests = requests_for(rng, SINGLE, SINGLE)
    attempts = attempts_for(rng, 10 * SINGLE, SINGLE)
    rows = [requests.take(slice(row, row + 1)) for row in range(SINGLE)]
    for one in rows[:200]:
        judge(one, attempts, RULEBOOK, CALENDAR)
    wall, cpu = np.full((2, SINGLE), np.inf)
    for _ in range(ROUNDS):
        for row, one in enumerate(rows):
            done = timed(lambda one=one: judge(one, attempts, RULEBOOK, CALENDAR))
            wall[row] = min(wall[row], done.wall * 1000)
            cpu[row] = min(cpu[row], done.cpu * 1000)
    return {
        "single_decisions": SINGLE,
        "single_p50_ms": round(float(np.percentile(cpu, 50)), 3),
        "single_p99_ms": round(float(np.percentile(cpu, 99)), 3),
        "single_p50_wall_ms": round(float(np.percentile(wall, 50)), 3),
        "single_p99_wall_ms": round(float(np.percentile(wall, 99)), 3),
    }


def windows_of_a_day(rng: np.random.Generator) -> dict[str, Any]:
    """Time the permitted windows of one day for many cases."""
    visits = requests_for(rng, VISITS, VISITS, Channel.VISIT)
    attempts = _indexed(attempts_for(rng, 5 * VISITS, VISITS))
    done = best(lambda: permitted_starts(visits, TODAY, attempts, RULEBOOK, CALENDAR))
    return {
        "intervals_cases": VISITS,
        "intervals_seconds": round(done.cpu, 3),
        "intervals_wall_seconds": round(done.wall, 3),
        "intervals_windows": len(done.result.request),
    }


TEN_RULES = {
    "CN-TIME-01": "timed and (second >= 79200 or second < 28800)",
    "CN-TGT-08": "relation == 0 and life == 1",
    "CN-CMPL-02": "pressing and complaint == 1",
    "CN-CONT-01": "poses == 1",
    "CN-CONT-03": "threat == 1",
    "CN-CONT-04": "urges == 1",
    "CN-CHAN-02": "dialled and registered == 0",
    "HP-LAWYER": "represented == 1",
    "HP-PAUSE-CASE": "pressing and paused == 1",
    "CN-CHAN-03": "named == 0",
}
"""Ten rules that look at one fact or two, as a general rule engine would write them."""


def _rows(requests: ContactRequests) -> list[dict[str, int | bool]]:
    contact, people = requests.contact, requests.people
    claim, message = requests.claim, requests.message
    names = {
        "timed": contact.channel <= Channel.VISIT,
        "second": (contact.at - MIDNIGHT) % 86_400,
        "relation": contact.relation,
        "life": people.life,
        "pressing": contact.purpose <= 5,
        "complaint": claim.has_open_complaint,
        "poses": message.poses_as_other,
        "threat": message.has_threat_or_insult,
        "urges": message.urges_new_borrowing,
        "dialled": contact.medium <= Channel.SMS,
        "registered": contact.has_registered_number,
        "represented": people.is_represented,
        "paused": claim.is_paused,
        "named": message.names_institution,
    }
    plain = {name: column.tolist() for name, column in names.items()}
    return [dict(zip(plain, row, strict=True)) for row in zip(*plain.values(), strict=True)]


def beside_a_rival(rng: np.random.Generator) -> dict[str, Any]:
    """Time a general rule engine on ten of the rules, on rows that are ready for it."""
    if importlib.util.find_spec("rule_engine") is None:
        return {"rival": "skipped: the package rule-engine is not installed"}
    engine = importlib.import_module("rule_engine")
    requests = requests_for(rng, RIVAL, RIVAL)
    rows = _rows(requests)
    rules = [engine.Rule(text) for text in TEN_RULES.values()]
    theirs = best(lambda: [[rule.matches(row) for rule in rules] for row in rows])
    few = {name: RULEBOOK.entries[name] for name in TEN_RULES}
    ours_book = type(RULEBOOK)(RULEBOOK.on, RULEBOOK.jurisdictions, few, RULEBOOK.digest)
    ours = best(lambda: judge(requests, no_attempts(), ours_book, CALENDAR))
    return {
        "rival": f"rule-engine {engine.__version__}",
        "rival_rules": len(rules),
        "rival_rows": RIVAL,
        "rival_per_second": round(RIVAL / theirs.cpu),
        "ours_on_the_same_rules_per_second": round(RIVAL / ours.cpu),
    }


def main() -> None:
    """Print the figures."""
    rng = np.random.default_rng(SEED)
    figures = {
        "benchmark": "law",
        "load_average": os.getloadavg()[0],
        **over_columns(rng),
        **one_at_a_time(rng),
        **windows_of_a_day(rng),
        **beside_a_rival(rng),
    }
    met = {
        name: figures[name] <= limit
        if name.endswith(("ms", "seconds"))
        else figures[name] >= limit
        for name, limit in LIMITS.items()
    }
    figures |= {"limits": LIMITS, "met": {name: bool(value) for name, value in met.items()}}
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
