"""Which visits are looked at again, what was said about them, and how often was it for nothing?"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from doorstep.terms.local_time import BEIJING
from doorstep_desk.cases.queries import CaseName, case_names
from doorstep_desk.evidence.queries import PartSeen, parts_of_visits
from doorstep_desk.fieldwork.corrections.queries import CorrectionSeen, corrections_of_reviews
from doorstep_desk.fieldwork.queries import (
    ConductSeen,
    JudgedSeen,
    ReviewSeen,
    StepSeen,
    Totals,
    conduct_by_agent,
    judged,
    reviews_seen,
    totals,
)
from doorstep_desk.office.pages.corrections import changes_of
from doorstep_desk.office.pages.oversight.words import (
    FINDINGS,
    KINDS,
    OUTCOMES,
    ROLES,
    STATES,
    STEPS,
)
from doorstep_desk.office.presentation.oversight.field import (
    ConductLine,
    EvidenceLine,
    RateLine,
    ReviewLine,
    ReviewsPage,
    StepLine,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import display_names, staff_by_id

_WAITING: Final = ("open", "appealed")


def reviews_page(actor: Actor, now: datetime, error: str) -> ReviewsPage:
    """Return what is looked at again, in a constant number of queries."""
    reviews = reviews_seen(actor, now)
    conduct = conduct_by_agent(actor, now)
    people = {key for each in reviews for key in each.agents} | {c.staff_id for c in conduct}
    visits = [each.visit_key for each in reviews if each.visit_key is not None]
    known = _Known(
        case_names(each.case_key for each in reviews if each.case_key is not None),
        {
            key: person.display_name
            for key, person in staff_by_id(people).items()
        },
        display_names(actor.agency_id), judged(visits), parts_of_visits(visits),
        corrections_of_reviews(each.review_id for each in reviews),
    )  # fmt: skip
    counted = totals(actor, now)
    return ReviewsPage(
        counted.recorded, counted.confirmed, counted.waiting, counted.set_aside,
        _rates(counted), _conduct(conduct, known),
        [_review(actor, each, known) for each in reviews], error,
    )  # fmt: skip


class _Known:
    """What the lines of the page are filled from, each read once."""

    def __init__(
        self,
        cases: Mapping[int, CaseName],
        people: Mapping[int, str],
        usernames: Mapping[str, str],
        law: Mapping[uuid.UUID, JudgedSeen],
        parts: Mapping[uuid.UUID, list[PartSeen]],
        corrections: Mapping[uuid.UUID, CorrectionSeen],
    ) -> None:
        self.cases, self.people, self.usernames = cases, people, usernames
        self.law, self.parts, self.corrections = law, parts, corrections


def _review(actor: Actor, row: ReviewSeen, known: _Known) -> ReviewLine:
    case = known.cases.get(row.case_key or 0)
    was_there = actor.staff_id in row.agents
    is_waiting = row.state in _WAITING
    correction = known.corrections.get(row.review_id)
    may_decide = actor.may("review.decide") and not was_there and row.decided_by != actor.name
    return ReviewLine(
        review_id=str(row.review_id), title=say(*KINDS[row.kind]), findings=_findings(row),
        agents=say("、", ", ").join(known.people.get(key, "") for key in row.agents),
        case="" if case is None else f"{case.number} {case.borrower}",
        case_url="" if case is None else reverse("office:case", args=[row.case_key]),
        law=_law(known.law.get(row.visit_key or uuid.UUID(int=0))),
        at=row.opened_at.astimezone(BEIJING), state=_state(row), is_waiting=is_waiting,
        steps=[_step(step, known.usernames) for step in row.steps],
        evidence=_evidence(actor, known.parts.get(row.visit_key or uuid.UUID(int=0), ())),
        may_decide=may_decide and is_waiting, may_reply=was_there and row.state != "final",
        may_appeal=was_there and row.state == "decided",
        changes=() if correction is None else changes_of(correction),
        because="" if correction is None else correction.because,
    )  # fmt: skip


def _findings(row: ReviewSeen) -> list[str]:
    return [say(*FINDINGS[word]) for word in (*row.findings, row.code) if word in FINDINGS]


def _state(row: ReviewSeen) -> str:
    outcome = f" · {say(*OUTCOMES[row.outcome])}" if row.outcome else ""
    return say(*STATES[row.state]) + outcome


def _law(found: JudgedSeen | None) -> str:
    if found is None or found.had_leave is None:
        return ""
    if not found.had_leave:
        return say("上门时没有有效许可", "There was no leave when it was made")
    if found.denied_since is None:
        return say("上门时合规，现在仍合规", "Lawful when done, and still")
    at = found.denied_since.astimezone(BEIJING)
    return say(
        f"上门时合规；{at:%H:%M} 起不再允许（{found.denied_because}）",
        f"Lawful when done; would be denied after {at:%H:%M} ({found.denied_because})",
    )


def _step(step: StepSeen, usernames: Mapping[str, str]) -> StepLine:
    title = say(*STEPS[step.kind])
    if step.outcome:
        title += f" · {say(*OUTCOMES[step.outcome])}"
    return StepLine(
        title, step.words, usernames.get(step.by, step.by), step.at.astimezone(BEIJING)
    )


def _evidence(actor: Actor, parts: Sequence[PartSeen]) -> list[EvidenceLine]:
    found = []
    for part in parts:
        is_seen = part.is_complete and part.role == "photo" and actor.may("evidence.read")
        url = reverse("office:evidence_photo", args=[part.part_id]) if is_seen else ""
        found.append(
            EvidenceLine(
                say(*ROLES.get(part.role, ROLES["other"])),
                part.is_complete,
                url,
                part.said_at.astimezone(BEIJING),
            )
        )
    return found


def _rates(counted: Totals) -> list[RateLine]:
    return [
        RateLine(
            say(*KINDS[kind]), decided, counted.for_nothing.get(kind, 0),
            round(100 * counted.for_nothing.get(kind, 0) / decided),
        )
        for kind, decided in sorted(counted.decided.items())
    ]  # fmt: skip


def _conduct(conduct: Sequence[ConductSeen], known: "_Known") -> list[ConductLine]:
    return [
        ConductLine(
            known.people.get(each.staff_id, ""), _share(each.private), _share(each.clear),
            _share(each.calm),
        )
        for each in conduct
    ]  # fmt: skip


def _share(yes_of_asked: tuple[int, int]) -> str:
    yes, asked = yes_of_asked
    return f"{yes}/{asked}" if asked else "—"


def outcomes() -> list[tuple[str, Any]]:
    """Return what a review can come to, in the reader's language."""
    return [(word, say(*said)) for word, said in OUTCOMES.items()]
