"""Keep what was chosen for each case on a day, with everything that was compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Max

from doorstep.compliance.words import Answer
from doorstep.probability.calibrate import Likelihoods
from doorstep.strategy.allocation import NO_RUNNER_UP, Allocation, Why
from doorstep.strategy.explore import explore, lots_on
from doorstep.strategy.visits import settle_visits
from doorstep.terms.codes import Treatment
from doorstep_desk.audit.actions import record_many
from doorstep_desk.decisions.actions.draft import Draft, main_refusal
from doorstep_desk.decisions.chances import Heads
from doorstep_desk.decisions.model_folder import plain
from doorstep_desk.decisions.models import Assessment
from doorstep_desk.decisions.requests import CONTACTS
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows

ANSWER_LETTERS = {
    Answer.NOT_EXAMINED: ".",
    Answer.ALLOW: "a",
    Answer.HOLD: "h",
    Answer.DENY: "d",
    Answer.UNKNOWN: "u",
}
_COLUMNS = (
    "agency_id", "assessment_id", "case_id", "treatment", "runner_up", "reason", "value_fen",
    "runner_up_value_fen", "propensity", "outstanding_fen", "days_past_due", "candidates",
    "findings", "chances", "unvisited",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoutingOutcome:
    """What the routes made of the visits that were offered to them.

    Attributes:
        visited: Rows of the draft that are visited.
        left: Why each other case was left, by case: ``why`` (a word), the sentence in ``zh`` and
            ``en``, and its figures.
    """

    visited: np.ndarray
    left: Mapping[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Decided:
    """What was kept.

    Attributes:
        assessment_id: The judging of the day.
        version: Its number within the day.
        allocation: The final choice, in the order of the draft's cases.
    """

    assessment_id: int
    version: int
    allocation: Allocation


@transaction.atomic
def decide(
    *, actor: Actor, draft: Draft, routing: RoutingOutcome, heads: Heads, at: datetime
) -> Decided:
    """Settle the choice with the routed visits and keep a decision for every case.

    Args:
        actor: Who decides; the day's run.
        draft: The judged portfolio.
        routing: What the routes took and left.
        heads: The models that gave the chances.
        at: When.

    Raises:
        Refused: The actor may not.
    """
    actor.require("day.run")
    settled = settle_visits(
        draft.values.value_fen, draft.mask, draft.allocation, draft.proposal, routing.visited
    )
    rng = np.random.default_rng(draft.seed)
    lots = lots_on(draft.day.on)
    chosen = explore(
        settled, draft.values.value_fen, draft.mask, rng, lots.rate, lots.tolerance_fen
    )
    assessment = _assessment(actor, draft, chosen, heads, at)
    copy_rows(
        "decisions_decision", _COLUMNS,
        _rows(actor, assessment.pk, draft, chosen, routing.left),
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="treatment.chosen",
        rows=[
            (
                f"case:{case.case_id}",
                {"on": draft.day.on.isoformat(),
                 "treatment": Treatment(int(chosen.chosen[row])).word,
                 "assessment": assessment.pk},
            )
            for row, case in enumerate(draft.day.cases)
        ],
    )  # fmt: skip
    return Decided(assessment.pk, assessment.version, chosen)


def _assessment(
    actor: Actor, draft: Draft, chosen: Allocation, heads: Heads, at: datetime
) -> Assessment:
    before = Assessment.objects.filter(agency_id=actor.agency_id, on=draft.day.on)
    version = (before.aggregate(newest=Max("version"))["newest"] or 0) + 1
    limits = chosen.resources.limits
    return Assessment.objects.create(
        agency_id=actor.agency_id, on=draft.day.on, version=version,
        facts_hash=draft.day.digest, rulebook=draft.rulebook.digest,
        rules={"order": list(draft.judgement.rules), "version": draft.rulebook.version},
        prices={
            "fen": {
                limit.word: round(float(price), 2)
                for limit, price in zip(limits, chosen.prices_fen, strict=True)
            },
            "gap": chosen.gap,
            "assumed": [treatment.word for treatment in draft.values.assumed()],
        },
        models_used=_models_used(heads),
        seed=draft.seed, created_at=at,
    )  # fmt: skip


def _models_used(heads: Heads) -> dict[str, Any]:
    """Return all that is needed to compute the chances again, beside the facts."""
    used: dict[str, Any] = {
        "contact": heads.contact.model.version, "paid": heads.paid.model.version
    }  # fmt: skip
    if heads.promise is not None:
        used["promise"] = heads.promise.model.version
    return used if heads.moves is None else used | {"moves": plain(heads.moves.as_dict())}


def _rows(
    actor: Actor,
    assessment_id: int,
    draft: Draft,
    chosen: Allocation,
    left: Mapping[int, dict[str, Any]],
) -> Iterator[tuple[object, ...]]:
    value = draft.values.value_fen
    letters = np.array([ANSWER_LETTERS[answer] for answer in sorted(ANSWER_LETTERS)])
    words = letters[draft.judgement.answers.astype(np.int64) + 1]
    reasons = main_refusal(draft, range(len(draft.day.cases)))
    for row, case in enumerate(draft.day.cases):
        treatment = int(chosen.chosen[row])
        second = int(chosen.runner_up[row])
        runner_up = "" if second == NO_RUNNER_UP else Treatment(second).word
        why = Why(int(chosen.why[row, Treatment.VISIT]))
        no_room = left.get(case.case_id) if why is Why.DOES_NOT_FIT_ROUTES else None
        yield (
            actor.agency_id, assessment_id, case.case_id, Treatment(treatment).word,
            runner_up, _reason(case.is_lead, reasons[row], why, no_room),
            _fen(value[row, treatment]), 0 if second == NO_RUNNER_UP else _fen(value[row, second]),
            float(chosen.propensity[row]), case.outstanding_fen, case.days_past_due,
            _candidates(draft, chosen, row), _findings(words, row), _chances(draft, row),
            no_room,
        )  # fmt: skip


def _reason(is_lead: bool, refusal: str, why: Why, no_room: Mapping[str, Any] | None) -> str:
    """Return why there is no visit: the rule, or what the choice says; ``chosen`` if there is.

    Of a case that the routes were offered and left, it is the routes' own reason.
    """
    if not is_lead:
        return "other_case_of_borrower"
    if no_room is not None:
        return str(no_room["why"])
    return refusal if refusal and why is Why.LAW_REFUSES else why.word


def _fen(value: float) -> int:
    return round(float(value)) if np.isfinite(value) else 0


def _candidates(draft: Draft, chosen: Allocation, row: int) -> dict[str, Any]:
    values = draft.values
    return {
        treatment.word: {
            "value_fen": _fen(values.value_fen[row, treatment]),
            "points": [
                round(100 * float(column[row, treatment]), 2)
                for column in (values.uplift, values.uplift_low, values.uplift_high)
            ],
            "cost_fen": _fen(values.cost_fen[treatment]),
            "harm_fen": _fen(values.harm_fen[row, treatment]),
            "why": Why(int(chosen.why[row, treatment])).word,
            "open": bool(draft.mask[row, treatment]),
        }
        for treatment in Treatment
    }


def _findings(words: np.ndarray, row: int) -> dict[str, Any]:
    first = row * len(CONTACTS)
    return {
        treatment.word: "".join(words[:, first + column])
        for column, (treatment, *_rest) in enumerate(CONTACTS)
    }


def _chances(draft: Draft, row: int) -> dict[str, Any]:
    return {
        name: chance_of(likelihoods, row) for name, likelihoods in draft.chances.by_name().items()
    }


def chance_of(likelihoods: Likelihoods, row: int) -> dict[str, Any]:
    """Return one chance as plain data: value, intervals, outcomes behind it and its basis."""
    return {
        "p": round(float(likelihoods.p[row]), 6),
        "low": round(float(likelihoods.low[row]), 6),
        "high": round(float(likelihoods.high[row]), 6),
        "as_no": round(float(likelihoods.as_no[row]), 6),
        "as_yes": round(float(likelihoods.as_yes[row]), 6),
        "support": int(likelihoods.support[row]),
        "basis": likelihoods.basis.value,
    }
