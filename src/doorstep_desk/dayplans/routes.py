"""Which visits does each pair make, and may every one of them begin at its very minute?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.planning.day_plan import DayPlan as CorePlan
from doorstep.planning.day_plan import (
    VisitCandidates,
    as_valued,
    describe_plan,
    eager_for,
    prepare_day,
)
from doorstep.planning.recheck import MayVisit, recheck
from doorstep.planning.wording import unplanned_sentence
from doorstep.routing.check import Violation
from doorstep.routing.explain import UnvisitedReason
from doorstep.routing.problem import RoutingProblem
from doorstep.routing.solve import ITERATIONS, solve
from doorstep.routing.travel import StraightLine
from doorstep.terms.local_time import beijing_instant, instant_number
from doorstep_desk.cases.facts import CasePoint
from doorstep_desk.decisions.actions.decide import RoutingOutcome
from doorstep_desk.decisions.actions.draft import Draft
from doorstep_desk.decisions.portfolio import spoken
from doorstep_desk.decisions.requests import VISIT_SECONDS


@dataclass(frozen=True, slots=True)
class Routed:
    """The routes of a day, checked.

    Attributes:
        problem: What they had to hold.
        plan: Routes with reasons.
        rows: Rows of the draft that were offered to the routes, in the order of the problem.
        violations: What the independent checker or the law found; empty, or nothing is published.
    """

    problem: RoutingProblem
    plan: CorePlan
    rows: np.ndarray
    violations: tuple[Violation, ...]

    def outcome(self, draft: Draft) -> RoutingOutcome:
        """Return which rows of the draft are visited, and why each other candidate is not."""
        row_of = {case.case_id: row for row, case in enumerate(draft.day.cases)}
        visited = [row_of[int(case)] for case in self.plan.visited_cases()]
        letters = {pair.pair_id: pair.letter for pair in self.problem.pairs}
        left = {each.case_id: _left(each, letters) for each in self.plan.unplanned}
        return RoutingOutcome(np.array(visited, dtype=np.int64), left)


def _left(reason: UnvisitedReason, letters: Mapping[int, str]) -> dict[str, Any]:
    """Return as plain data why a candidate has no visit."""
    sentence = unplanned_sentence(reason, letters)
    return {
        "why": reason.why.word,
        "zh": sentence.zh,
        "en": sentence.en,
        "value_fen": reason.value_fen,
        "price_fen": reason.price_fen,
        "minutes": reason.detour_minutes,
        "pair_id": reason.pair_id,
    }


def route_day(draft: Draft, iterations: int = ITERATIONS) -> Routed:
    """Choose, assign and order the visits of a drafted day."""
    rows, prizes = draft.proposal.to_route()
    places = [place_of(draft, int(row)) for row in rows]
    candidates = VisitCandidates(
        case_id=np.array([draft.day.cases[int(row)].case_id for row in rows], dtype=np.int64),
        value_fen=prizes,
        latitude=np.array([place.latitude for place in places], dtype=np.float64),
        longitude=np.array([place.longitude for place in places], dtype=np.float64),
        stay_minutes=np.full(len(rows), VISIT_SECONDS // 60, dtype=np.int32),
        language=tuple(spoken(draft.day.cases[int(row)].language) for row in rows),
    )
    problem = prepare_day(candidates, draft.crew.shifts, draft.lawful_starts(rows), StraightLine())
    booked = {case.case_id for case in draft.day.cases if case.booked_on(draft.day.on)}
    found = solve(eager_for(problem, booked), iterations, draft.seed)
    plan = describe_plan(problem, as_valued(found, problem))
    return Routed(problem, plan, rows, recheck(problem, plan.plan, _gate(draft, rows)))


def place_of(draft: Draft, row: int) -> CasePoint:
    """Return the address that a case would be visited at; the law has allowed it already."""
    point = draft.day.cases[row].point_for(("address",))
    if point is None:
        raise ValueError(f"case {draft.day.cases[row].case_id} has no address to visit")
    return point


def _gate(draft: Draft, rows: np.ndarray) -> MayVisit:
    """Return the law's own answer about visits at their planned minutes."""
    row_of = {draft.day.cases[int(row)].case_id: int(row) for row in rows}
    midnight = instant_number(beijing_instant(draft.day.on, 0))

    def may_visit(cases: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        wanted = np.array([row_of[int(case)] for case in cases], dtype=np.int64)
        requests = draft.requests.take(draft.visit_rows(wanted).astype(np.intp))
        moved = requests.moved_to(midnight + starts.astype(np.int64) * 60)
        history = Attempts.of(draft.day.facts.attempts)
        return judge(moved, history, draft.rulebook, draft.calendar).is_allowed

    return may_visit
