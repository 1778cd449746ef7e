"""What can be asked about field work: alerts, reviews, and how often for nothing?"""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q

from doorstep_desk.fieldwork.models import (
    Judgement,
    Outing,
    ReviewStep,
    SafetyAlert,
    SetAside,
    VisitReview,
)
from doorstep_desk.plumbing.actor import Actor

SHOWN: Final = 100
SHOWN_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AlertSeen:
    """An alert that waits: ``duress``, ``alone`` or ``overdue``."""

    alert_id: uuid.UUID
    kind: str
    staff_id: int
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step of a review: ``reply``, ``decision`` or ``appeal``."""

    kind: str
    outcome: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """A review with what was said in it.

    Attributes:
        review_id: Identifier.
        kind: ``late``, ``twice``, ``answers`` or ``place``.
        code: The word of a refusal, or empty.
        findings: What looked odd.
        state: ``open``, ``decided``, ``appealed`` or ``final``.
        outcome: What it came to so far, or empty.
        agents: Those who were there.
        case_key: The case, or None.
        visit_key: The visit, or None.
        opened_at: Since when.
        decided_by: Who decided first, or empty.
        steps: In their order.
    """

    review_id: uuid.UUID
    kind: str
    code: str
    findings: tuple[str, ...]
    state: str
    outcome: str
    agents: tuple[int, ...]
    case_key: int | None
    visit_key: uuid.UUID | None
    opened_at: datetime
    decided_by: str
    steps: tuple[StepSeen, ...]


@dataclass(frozen=True, slots=True)
class JudgedSeen:
    """What the law said of a visit then and now."""

    had_leave: bool | None
    denied_since: datetime | None
    denied_because: str


@dataclass(frozen=True, slots=True)
class Totals:
    """How many visits phones told of, and what became of questions about them.

    Attributes:
        recorded: Visits that were recorded as they came.
        confirmed: Visits that count because the office confirmed them.
        waiting: Reviews that nobody has decided.
        set_aside: Items of phones that did not fit.
        decided: Reviews that were decided, by kind.
        for_nothing: Those of them that were a false alarm, by kind.
    """

    recorded: int
    confirmed: int
    waiting: int
    set_aside: int
    decided: Mapping[str, int]
    for_nothing: Mapping[str, int]


def alerts_out(actor: Actor) -> list[AlertSeen]:
    """Return the alerts that wait, newest first.

    Raises:
        Refused: The actor may not.
    """
    actor.require("safety.handle")
    waiting = SafetyAlert.objects.filter(agency_id=actor.agency_id, handled_at=None)
    rows = list(waiting.order_by("-raised_at")[:SHOWN])
    return [AlertSeen(row.pk, row.kind, row.staff_id, row.raised_at) for row in rows]


def alerts_out_count(actor: Actor, now: datetime) -> int:
    """Return how many alerts wait, and visits overdue beside them, in one query."""
    raised = SafetyAlert.objects.filter(agency_id=actor.agency_id)
    overdue = Outing.objects.filter(
        agency_id=actor.agency_id, check_out_due_at__lt=now, checked_out_at=None
    ).exclude(visit_key__in=raised.filter(kind="overdue").values("visit_key"))
    waiting = raised.filter(handled_at=None).values_list("id")
    return waiting.union(overdue.values_list("visit_key")).count()


def reviews_seen(actor: Actor, now: datetime) -> list[ReviewSeen]:
    """Return the reviews that the actor may see, those that wait first, in two queries.

    Raises:
        Refused: The actor may not.
    """
    actor.require("review.read")
    rows = VisitReview.objects.filter(agency_id=actor.agency_id).exclude(
        state__in=("decided", "final"), opened_at__lt=now - SHOWN_FOR
    )
    found = list(rows.order_by("-opened_at")[:SHOWN])
    found.sort(key=lambda row: row.state not in ("open", "appealed"))
    steps: dict[uuid.UUID, list[StepSeen]] = {}
    for step in ReviewStep.objects.filter(review__in=found).order_by("at", "id"):
        seen = StepSeen(step.kind, step.outcome, step.words, step.by, step.at)
        steps.setdefault(step.review_id, []).append(seen)
    return [_review(row, tuple(steps.get(row.pk, ()))) for row in found]


def judged(visits: list[uuid.UUID]) -> dict[uuid.UUID, JudgedSeen]:
    """Return what the law said of visits, by visit, in one query."""
    rows = Judgement.objects.filter(visit_key__in=visits).order_by("judged_at")
    return {
        row.visit_key: JudgedSeen(row.had_leave, row.denied_since, row.denied_because)
        for row in rows
    }


def totals(actor: Actor, now: datetime) -> Totals:
    """Return how many visits came from phones in the last month, confirmed ones apart."""
    since = now - SHOWN_FOR
    reviews = list(
        VisitReview.objects.filter(agency_id=actor.agency_id, opened_at__gte=since).values_list(
            "kind", "state", "outcome"
        )
    )
    over = [(kind, outcome) for kind, state, outcome in reviews if state in ("decided", "final")]
    own = Judgement.objects.filter(agency_id=actor.agency_id, judged_at__gte=since)
    return Totals(
        own.filter(came_to="recorded").count(),
        sum(outcome == "confirmed" for _, outcome in over),
        sum(state in ("open", "appealed") for _, state, _ in reviews),
        SetAside.objects.filter(agency_id=actor.agency_id, received_at__gte=since).count(),
        Counter(kind for kind, _ in over),
        Counter(kind for kind, outcome in over if outcome == "false_alarm"),
    )


@dataclass(frozen=True, slots=True)
class ConductSeen:
    """How one agent's visits went by their records: how often asked, how often yes.

    Attributes:
        staff_id: Whose phone told of them.
        private: Nothing of the debt before the right person was settled.
        clear: Rights told, agreements read back.
        calm: Left soon when asked to, or when only children were there.
    """

    staff_id: int
    private: tuple[int, int]
    clear: tuple[int, int]
    calm: tuple[int, int]


def conduct_by_agent(actor: Actor, now: datetime) -> list[ConductSeen]:
    """Return how visits of the last month went, by agent, in one query; never what was paid."""
    own = Judgement.objects.filter(agency_id=actor.agency_id, judged_at__gte=now - SHOWN_FOR)
    asked = {
        f"{name}_{word}": Count("id", filter=Q(**{f"is_{name}": True}) | Q(**wrong))
        for name in ("private", "clear", "calm")
        for word, wrong in (("yes", {"pk": None}), ("asked", {f"is_{name}": False}))
    }
    rows = own.values("event__staff_id").annotate(**asked).order_by("event__staff_id")
    found: list[Any] = list(rows.values_list("event__staff_id", *asked))
    return [
        ConductSeen(staff, (one, of_one), (two, of_two), (three, of_three))
        for staff, one, of_one, two, of_two, three, of_three in found
    ]


def _review(row: VisitReview, steps: tuple[StepSeen, ...]) -> ReviewSeen:
    return ReviewSeen(
        row.pk, row.kind, row.code, tuple(row.findings), row.state, row.outcome,
        tuple(row.agents), row.case_key, row.visit_key, row.opened_at, row.decided_by, steps,
    )  # fmt: skip
