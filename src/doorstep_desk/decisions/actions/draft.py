"""Judge a portfolio for a day without writing anything: chances, law, worth, first choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from doorstep.compliance.calendar import Calendar
from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.intervals import permitted_starts
from doorstep.compliance.judgement import Judgement
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.words import Obligation
from doorstep.facts.pairs import PairShift
from doorstep.planning.windows import LawfulStarts
from doorstep.strategy.allocate import allocate
from doorstep.strategy.allocation import Allocation
from doorstep.strategy.capacity import DayCapacity, day_resources
from doorstep.strategy.explore import lots_on, withhold_visits
from doorstep.strategy.treatment import house_costs
from doorstep.strategy.value import ValueColumns, value_treatments
from doorstep.strategy.visits import VisitProposal, keep_appointments, visit_candidates
from doorstep.terms.codes import Channel, Treatment
from doorstep.terms.local_time import day_number, instant_number
from doorstep_desk.decisions.chances import Chances, Heads, chances_of, value_facts
from doorstep_desk.decisions.facts import DayFacts
from doorstep_desk.decisions.practice import Team
from doorstep_desk.decisions.requests import (
    CONTACTS,
    VISIT_COLUMN,
    Workers,
    contact_requests,
    treatment_mask,
)

LEGAL_AFTER_DAYS: Final = 90
"""House policy: a case goes to the lawyers after 90 days past due at the earliest."""

CALL_MINUTES_PER_AGENT: Final = 300
HARDSHIP_DESK: Final = 40
LEGAL_DESK: Final = 20
VISIT_LOTS: Final = 1
"""Sets the stream of the lots on visits apart from that of the lots on all else."""

_NO_END: Final = 2 * 1440
"""Later than any stay that begins on the day."""

MESSAGES: Final = 400
"""House policy: at most so many reminders a day, so that nobody hears from us daily."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works that day.

    Attributes:
        shifts: Pairs on shift.
        team: What the law asks about them.
        call_agents: People who call.
    """

    shifts: tuple[PairShift, ...]
    team: Team
    call_agents: int

    def capacity(self) -> DayCapacity:
        """Return how much of everything there is."""
        return DayCapacity(
            visits=sum(pair.max_visits for pair in self.shifts),
            pair_minutes=sum(pair.ends_minute - pair.starts_minute for pair in self.shifts),
            call_minutes=self.call_agents * CALL_MINUTES_PER_AGENT,
            sms=MESSAGES,
            email=MESSAGES,
            hardship_offers=HARDSHIP_DESK,
            legal_referrals=LEGAL_DESK,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A judged portfolio; columns in the order of ``day.cases``.

    Attributes:
        day: What was known.
        crew: Who works.
        chances: What is likely.
        requests: Six planned contacts per case, in the order of ``CONTACTS``.
        judgement: What the law says about each.
        rulebook: Which law.
        calendar: Which holidays.
        mask: Which treatments are open, shape ``(n, 7)``.
        values: What each is worth.
        allocation: First choice under the day's capacity, before the routes are known.
        proposal: Visits worth routing.
        seed: Seed of everything drawn.
    """

    day: DayFacts
    crew: Crew
    chances: Chances
    requests: ContactRequests
    judgement: Judgement
    rulebook: Rulebook
    calendar: Calendar
    mask: np.ndarray
    values: ValueColumns
    allocation: Allocation
    proposal: VisitProposal
    seed: int

    def visit_rows(self, rows: np.ndarray) -> np.ndarray:
        """Return the rows of the visit requests of some cases."""
        return rows * len(CONTACTS) + VISIT_COLUMN

    def visit_duties(self, row: int) -> tuple[str, ...]:
        """Return what goes with a visit to the case of a row, as words in alphabetical order."""
        duties = int(self.judgement.duties[row * len(CONTACTS) + VISIT_COLUMN])
        return Obligation(duties).words

    def lawful_starts(self, rows: np.ndarray) -> LawfulStarts:
        """Return when a visit to each of these cases may begin that day."""
        requests = self.requests.take(self.visit_rows(rows).astype(np.intp))
        windows = permitted_starts(
            requests, self.day.on, Attempts.of(self.day.facts.attempts), self.rulebook,
            self.calendar,
        )  # fmt: skip
        stay = requests.contact.duration_seconds[windows.request] // 60
        opens, until = self._booked_minutes(rows[windows.request])
        early = np.maximum(windows.opens_minute, opens).astype(np.int32)
        late = np.minimum(windows.closes_minute, until - stay).astype(np.int32)
        fits = early <= late
        return LawfulStarts(
            row=windows.request[fits].astype(np.int64),
            early_minute=early[fits],
            late_minute=late[fits],
            end_minute=np.minimum(late + stay, 1440).astype(np.int32)[fits],
        )

    def _booked_minutes(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return from and until which minute of the day each case is visited: when they booked."""
        booked = [self.day.cases[int(row)].booked_on(self.day.on) for row in rows]
        slots = [None if each is None else each.slot for each in booked]
        opens = [0 if each is None else each.from_minute for each in slots]
        until = [_NO_END if each is None else each.to_minute for each in slots]
        return np.array(opens, dtype=np.int32), np.array(until, dtype=np.int32)


def draft_day(
    day: DayFacts, crew: Crew, heads: Heads, rulebook: Rulebook, calendar: Calendar
) -> Draft:
    """Judge every case of a day: chances, law, worth, and a first choice under capacity.

    Args:
        day: What is known.
        crew: Who works.
        heads: Models of chances.
        rulebook: The law of the day with the agency's own stricter policy.
        calendar: Holidays, with the days that the agency added.
    """
    chances = chances_of(day, heads)
    requests = contact_requests(
        day.cases, day.on, instant_number(day.facts.as_of), Workers(crew.team, day.declared)
    )
    judgement = judge(requests, Attempts.of(day.facts.attempts), rulebook, calendar)
    mask = treatment_mask(judgement, day.cases, LEGAL_AFTER_DAYS, day.on)
    costs = house_costs()
    values = value_treatments(value_facts(day.cases, chances), costs)
    seed = day_number(day.on)
    allocation = allocate(values.value_fen, mask, day_resources(costs, crew.capacity()), seed)
    drawn = withhold_visits(
        visit_candidates(values.value_fen, mask, allocation), crew.capacity().visits,
        np.random.default_rng((seed, VISIT_LOTS)), lots_on(day.on).withheld,
    )  # fmt: skip
    proposal = keep_appointments(drawn, booked_rows(day, mask))
    return Draft(
        day, crew, chances, requests, judgement, rulebook, calendar, mask, values, allocation,
        proposal, seed,
    )  # fmt: skip


def booked_rows(day: DayFacts, mask: np.ndarray) -> np.ndarray:
    """Return the rows of cases with a visit booked for the day that may be made."""
    booked = np.array([case.booked_on(day.on) is not None for case in day.cases], dtype=bool)
    return np.flatnonzero(booked & mask[:, Treatment.VISIT]).astype(np.int64)


def refused_cases(draft: Draft) -> dict[str, int]:
    """Return in how many cases each rule refused or held some treatment."""
    width = len(CONTACTS)
    counts: dict[str, int] = {}
    stands_against = _against(draft.judgement) & _is_wanted(draft)
    for rule, row in zip(draft.judgement.rules, stands_against, strict=True):
        cases = int(row.reshape(-1, width).any(axis=1).sum()) if row.size else 0
        if cases:
            counts[rule] = cases
    return counts


def _is_wanted(draft: Draft) -> np.ndarray:
    """Return which requests count: a message to a number that nobody has is no refusal."""
    contact = draft.requests.contact
    written = np.isin(contact.channel, (Channel.SMS, Channel.EMAIL, Channel.CALL))
    return ~(written & (contact.point_id < 0))


def _against(judgement: Judgement) -> np.ndarray:
    """Return where a rule refuses, holds or lacks a fact, shape ``(rules, n)``."""
    against: np.ndarray = judgement.answers > 0
    return against


def main_refusal(draft: Draft, rows: Sequence[int]) -> list[str]:
    """Return the rule to name first for each case that may not be visited; empty if it may."""
    against = _against(draft.judgement)
    order: list[str] = [rule for rule in FIRST_NAMED if rule in draft.judgement.rules]
    order += [rule for rule in draft.judgement.rules if rule not in order]
    places = [draft.judgement.rules.index(rule) for rule in order]
    named: list[str] = []
    for row in rows:
        column = against[places, row * len(CONTACTS) + VISIT_COLUMN]
        named.append(order[int(np.argmax(column))] if column.any() else "")
    return named


FIRST_NAMED: Final = (
    "HP-STOP", "CN-TGT-08", "HP-VULN", "HP-LAWYER", "CN-CMPL-02", "CN-PLAN-02",
    "HP-PAUSE-PLAN", "HP-PAUSE-CASE", "HP-WISH", "HP-ADDR", "HP-VISIT-CAP", "CN-VISIT-08",
    "CN-VISIT-12", "HP-HOLIDAY", "HP-WEEKEND", "CN-VISIT-01", "HP-VISIT-LAST", "HP-VISIT-NOTICE",
    "CN-VISIT-10",
)  # fmt: skip
"""Of several rules against a visit, the one that tells a reader most comes first."""
