"""What can be asked about decisions?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet

from doorstep.terms.codes import Channel
from doorstep_desk.decisions.models import Assessment, Decision

_CHANCE_OF = {Channel.CALL: "call", Channel.VISIT: "visit", Channel.SMS: "sms"}


def latest_assessment(agency_id: int, on: date) -> Assessment | None:
    """Return the newest judging of a day, or None."""
    rows = Assessment.objects.filter(agency_id=agency_id, on=on)
    return rows.order_by("-version").first()


def newest_decision(case_id: int) -> Decision | None:
    """Return the newest decision on a case with its assessment, or None."""
    rows = Decision.objects.filter(case_id=case_id).select_related("assessment")
    return rows.order_by("-assessment__on", "-assessment__version").first()


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """What is needed to compute one decision's chances again.

    Attributes:
        on: The day.
        judged_at: What became known later did not count.
        facts_hash: Hash of everything that was known.
        models_used: Version of each head, and how far each had moved.
        chances: As issued.
    """

    on: date
    judged_at: datetime
    facts_hash: str
    models_used: dict[str, Any]
    chances: dict[str, Any]


def stored_decision(agency_id: int, case_id: int, on: date | None) -> StoredDecision | None:
    """Return the newest decision on a case, or the newest of a day, or None."""
    rows = Decision.objects.filter(agency_id=agency_id, case_id=case_id)
    if on is not None:
        rows = rows.filter(assessment__on=on)
    row = (
        rows.select_related("assessment").order_by("-assessment__on", "-assessment__version")
    ).first()
    if row is None:
        return None
    day = row.assessment
    return StoredDecision(day.on, day.created_at, day.facts_hash, day.models_used, row.chances)


def decisions_of(assessment_id: int) -> QuerySet[Decision]:
    """Return the decisions of one judging."""
    return Decision.objects.filter(assessment_id=assessment_id)


@dataclass(frozen=True, slots=True)
class NotVisited:
    """Cases that are not visited for one reason.

    Attributes:
        reason: A rule, or a word of the choice.
        treatment: What is done instead most often.
        cases: How many.
    """

    reason: str
    treatment: str
    cases: int


def not_visited(assessment_id: int) -> list[NotVisited]:
    """Return why cases are not visited and what is done instead, the most frequent first."""
    rows = (
        Decision.objects.filter(assessment_id=assessment_id)
        .exclude(treatment="visit")
        .values("reason", "treatment")
        .annotate(cases=Count("*"))
        .order_by("-cases", "reason", "treatment")
    )
    return [NotVisited(row["reason"], row["treatment"], row["cases"]) for row in rows]


def chosen_counts(assessment_id: int) -> dict[str, int]:
    """Return how many cases get each treatment."""
    rows = (
        Decision.objects.filter(assessment_id=assessment_id)
        .values("treatment")
        .annotate(cases=Count("*"))
        .order_by("treatment")
    )
    return {row["treatment"]: row["cases"] for row in rows}


def issued_contact_chance(case_id: int, on: date, channel: Channel) -> float | None:
    """Return the chance of an answer that was issued for a case, channel and day, or None."""
    if channel not in _CHANCE_OF:
        return None
    row = (
        Decision.objects.filter(case_id=case_id, assessment__on=on)
        .order_by("-assessment__version")
        .only("chances")
        .first()
    )
    return None if row is None else float(row.chances[_CHANCE_OF[channel]]["p"])


def was_learned(case_id: int, on: date, channel: Channel) -> bool:
    """Say whether the chance issued for a case, channel and day came from a learned model."""
    row = (
        Decision.objects.filter(case_id=case_id, assessment__on=on)
        .order_by("-assessment__version")
        .only("chances")
        .first()
    )
    name = _CHANCE_OF.get(channel)
    return row is not None and name is not None and row.chances[name]["basis"] == "learned"


def issued_chances(agency_id: int, on: date) -> dict[int, dict[str, Any]]:
    """Return the chances issued for every case on a day, by case."""
    assessment = latest_assessment(agency_id, on)
    if assessment is None:
        return {}
    return dict(decisions_of(assessment.pk).values_list("case_id", "chances"))


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """What was chosen for one case on a day.

    Attributes:
        case_id: The case.
        borrower_id: Its borrower.
        creditor_id: Who is owed.
        person_key: Key of the borrower over all agencies.
        treatment: Word of the treatment.
        outstanding_fen: All that was owed.
        chances: Chances as issued.
    """

    case_id: int
    borrower_id: int
    creditor_id: int
    person_key: bytes
    treatment: str
    outstanding_fen: int
    chances: dict[str, Any]


def decisions_on(agency_id: int, on: date) -> list[DecisionSeen]:
    """Return the newest decisions of a day, by case."""
    assessment = latest_assessment(agency_id, on)
    if assessment is None:
        return []
    rows = decisions_of(assessment.pk).order_by("case_id").values_list(
        "case_id", "case__borrower_id", "case__creditor_id", "case__borrower__person_key",
        "treatment", "outstanding_fen", "chances",
    )  # fmt: skip
    return [
        DecisionSeen(case, borrower, creditor, bytes(key), treatment, owed, chances)
        for case, borrower, creditor, key, treatment, owed, chances in rows
    ]


def decisions_of_case(case_id: int) -> list[Decision]:
    """Return everything that was decided on a case with its assessment, the oldest first."""
    rows = Decision.objects.filter(case_id=case_id).select_related("assessment")
    return list(rows.order_by("assessment_id"))
