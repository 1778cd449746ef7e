"""What can be asked about attempts?"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, QuerySet

from doorstep.terms.codes import Direction, Disposition
from doorstep.terms.local_time import local_day
from doorstep_desk.attempts.models import Attempt, Review
from doorstep_desk.audit.queries import newest_entry_of


def history_of(borrower_id: int) -> list[Attempt]:
    """Return all of one borrower's attempts, newest first, in two queries.

    Each carries its ``corrections`` and ``had_leave``: a reported one lay in the window of a
    permit that was taken back only afterwards, or that lacked something else.
    """
    rows = Attempt.objects.filter(borrower_id=borrower_id).order_by("-at", "-received_at", "-id")
    held = Review.objects.filter(attempt_id=OuterRef("pk"), held_permit=True)
    return list(rows.annotate(had_leave=Exists(held)).prefetch_related("corrections"))


def newest_of_attempt(attempt_id: uuid.UUID) -> Attempt:
    """Return how an attempt stands after corrections."""
    row = Attempt.objects.get(pk=attempt_id)
    while (newer := Attempt.objects.filter(corrects=row).first()) is not None:
        row = newer
    return row


def scored_attempts(agency_id: int, since: datetime, until: datetime) -> QuerySet[Attempt]:
    """Return attempts made in a span that carried an issued chance, oldest first."""
    return Attempt.objects.filter(
        agency_id=agency_id, at__gte=since, at__lt=until, corrections=None
    ).exclude(issued_chance=None).order_by("at", "id")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoredOutcome:
    """An attempt that carried an issued chance, and what came of it.

    Attributes:
        case_id: About which case.
        channel: Word of the channel.
        at: When it was made.
        issued: The chance of an answer that was issued before it.
        is_reached: Whether the borrower was reached.
    """

    case_id: int
    channel: str
    at: datetime
    issued: float
    is_reached: bool


def scored_outcome(agency_id: int, attempt_id: uuid.UUID) -> ScoredOutcome | None:
    """Return an attempt as something to learn from; None without a chance or a result."""
    row = Attempt.objects.filter(agency_id=agency_id, pk=attempt_id).first()
    if row is None or row.issued_chance is None or row.case_id is None:
        return None
    if row.disposition == Disposition.CANCELLED.word:
        return None
    reached = {each.word for each in Disposition if each.reached_borrower}
    return ScoredOutcome(
        row.case_id, row.channel, row.at, row.issued_chance, row.disposition in reached
    )


def last_reached(agency_id: int, until: date) -> dict[int, date]:
    """Return the last day up to ``until`` on which each borrower was reached."""
    words = [member.word for member in Disposition if member.reached_borrower]
    rows = (
        Attempt.objects.filter(agency_id=agency_id, disposition__in=words, corrections=None)
        .values("borrower_id")
        .annotate(last=Max("at"))
        .values_list("borrower_id", "last")
    )
    found = {borrower: local_day(last) for borrower, last in rows}
    return {borrower: day for borrower, day in found.items() if day <= until}


@dataclass(frozen=True, slots=True)
class Reached:
    """A contact of ours that reached the borrower, as it was corrected.

    Attributes:
        attempt_id: Its first record; corrections do not make it another contact.
        channel: Word of the channel.
        at: When it was made.
    """

    attempt_id: uuid.UUID
    channel: str
    at: datetime


def reached_since(borrower_id: int, case_id: int, since: datetime) -> list[Reached]:
    """Return the contacts of a case that reached its borrower, the newest first; two queries."""
    rows = history_of(borrower_id)
    corrects = {row.pk: row.corrects_id for row in rows}
    reached = {each.word for each in Disposition if each.reached_borrower}
    return [
        Reached(_first_of(row.pk, corrects), row.channel, row.at)
        for row in rows
        if row.case_id == case_id
        and row.at >= since
        and row.direction == Direction.OUTBOUND.word
        and row.disposition in reached
        and not row.corrections.all()
    ]


def _first_of(attempt_id: uuid.UUID, corrects: Mapping[uuid.UUID, uuid.UUID | None]) -> uuid.UUID:
    while (earlier := corrects.get(attempt_id)) is not None:
        attempt_id = earlier
    return attempt_id


def was_recorded_under(subject: str) -> bool:
    """Say whether attempts were written down under this subject before."""
    return bool(newest_entry_of(subject))


@dataclass(frozen=True, slots=True)
class Breach:
    """A contact of ours that the law refuses, seen afterwards.

    Attributes:
        review_id: The review that found it.
        case_id: About which case.
        rules: Rules that refuse it.
        is_late: A late report revealed it; when it was made nobody could know.
    """

    review_id: uuid.UUID
    case_id: int
    rules: tuple[str, ...]
    is_late: bool


def breaches_since(agency_id: int, since: datetime, until: datetime) -> list[Breach]:
    """Return the contacts of an agency that were found at fault in a span, oldest first."""
    rows = Review.objects.filter(
        agency_id=agency_id, is_breach=True, reviewed_at__gte=since, reviewed_at__lte=until
    ).exclude(attempt__case=None).order_by("reviewed_at", "id")  # fmt: skip
    return [
        Breach(pk, case, tuple(rules), revealed is not None)
        for pk, case, rules, revealed in rows.values_list(
            "id", "attempt__case_id", "rules", "revealed_by_id"
        )
    ]


def reviews_of_case(case_id: int) -> list[Review]:
    """Return what the law said afterwards about a case's contacts, the newest first."""
    return list(Review.objects.filter(attempt__case_id=case_id).order_by("-reviewed_at", "-id"))


def cases_with_attempts(case_ids: Iterable[int]) -> list[int]:
    """Return which of some cases have any attempt."""
    rows = Attempt.objects.filter(case_id__in=list(case_ids)).order_by("case_id")
    return [case for case in rows.values_list("case_id", flat=True).distinct()]
