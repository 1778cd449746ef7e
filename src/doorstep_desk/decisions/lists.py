"""Which cases does somebody look for, and what was chosen for each?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import FilteredRelation, IntegerField, Q, QuerySet, Value
from django.db.models.fields import BigIntegerField, CharField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from psycopg import sql

from doorstep.strategy.explain import Sentence
from doorstep_desk.attempts.lists import reached_as_sql
from doorstep_desk.cases.lists import searched
from doorstep_desk.cases.queries import visible_cases
from doorstep_desk.complaints.queries import running_pauses
from doorstep_desk.decisions.models import Assessment, Decision
from doorstep_desk.payments.left import left_on_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.tables.plans import planned_anew

NO_DAYS: Final = -1
"""Days past due of a case that nobody has judged, or whose due day is unknown."""

BUCKETS: Final = ("M1", "M2", "M3", "M4", "M5", "M6", "M6+")
_DAYS_IN_BUCKET: Final = 30

_LOOK: Final = """
WITH found AS MATERIALIZED ({})
SELECT (SELECT count(*) FROM found), (SELECT coalesce(sum(owed), 0) FROM found),
       ARRAY(SELECT pk FROM found ORDER BY {} LIMIT %s),
       (SELECT count(*) FROM ({}) AS reached
         WHERE (reached.borrower_id IN (SELECT borrower_id FROM found)) IS TRUE)
"""
"""SQL: sum, counts and the first of the same rows, which are worked out once.

``IS TRUE`` has the borrowers hashed whatever number the server expects: it cannot know how many
cases a bucket holds, and a loop over both took seconds.
"""

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list says of all of its cases.

    Attributes:
        count: How many there are.
        owed_fen: What is owed on all of them.
        first: Keys of the first ones, in order.
        reached_count: Attempts that reached one of their borrowers lately.
    """

    count: int
    owed_fen: int
    first: tuple[int, ...]
    reached_count: int


@dataclass(frozen=True, slots=True)
class CaseWish:
    """What somebody looks for among the open cases.

    Attributes:
        text: Part of a name or number, or a whole phone or identity number.
        creditor_id: Of this creditor only.
        treatment: With this treatment only.
        reason: Not visited for this reason only.
        bucket: ``M1`` to ``M6+``.
        state: ``open``, ``paused`` or ``closed``.
        without: Cases to be left out; those on the plan, when one looks for the others.
    """

    text: str = ""
    creditor_id: int | None = None
    treatment: str = ""
    reason: str = ""
    bucket: str = ""
    state: str = ""
    without: frozenset[int] = frozenset()


def newest_assessment(agency_id: int) -> Assessment | None:
    """Return the newest judging of an agency, or None."""
    return Assessment.objects.filter(agency_id=agency_id).order_by("-on", "-version").first()


def found_cases(actor: Actor, wish: CaseWish, on: date) -> Rows:
    """Return the cases that fit, with what was chosen last.

    Each carries ``treatment``, ``runner_up``, ``reason``, ``days`` and ``owed``.
    """
    rows: Rows = searched(visible_cases(actor), wish.text)
    rows = _judged(rows, newest_assessment(actor.agency_id), on)
    if wish.creditor_id is not None:
        rows = rows.filter(creditor_id=wish.creditor_id)
    if wish.treatment:
        rows = rows.filter(treatment=wish.treatment)
    if wish.reason:
        rows = rows.filter(reason=wish.reason).exclude(treatment="visit")
    if wish.bucket in BUCKETS:
        rows = rows.filter(_in_bucket(wish.bucket))
    if wish.without:
        rows = rows.exclude(pk__in=wish.without)
    return _in_state(rows, wish.state, actor, on)


def _judged(rows: Rows, assessment: Assessment | None, on: date) -> Rows:
    newest = FilteredRelation(
        "decisions",
        condition=Q(decisions__assessment_id=0 if assessment is None else assessment.pk),
    )
    words = CharField(default="")
    judged: Rows = rows.alias(newest=newest).annotate(
        treatment=Coalesce("newest__treatment", Value(""), output_field=words),
        runner_up=Coalesce("newest__runner_up", Value(""), output_field=words),
        reason=Coalesce("newest__reason", Value(""), output_field=words),
        days=Coalesce("newest__days_past_due", NO_DAYS, output_field=IntegerField()),
        owed=Coalesce(
            "newest__outstanding_fen", left_on_case(on + timedelta(days=1)), 0,
            output_field=BigIntegerField(),
        ),
    )  # fmt: skip
    return judged


def _in_bucket(bucket: str) -> Q:
    number = BUCKETS.index(bucket)
    first = number * _DAYS_IN_BUCKET + 1
    if bucket == BUCKETS[-1]:
        return Q(days__gte=first)
    return Q(days__gte=first, days__lt=first + _DAYS_IN_BUCKET)


def _in_state(rows: Rows, state: str, actor: Actor, on: date) -> Rows:
    if state == "closed":
        return rows.exclude(closed_on=None)
    rows = rows.filter(closed_on=None)
    if state == "paused":
        return rows.filter(pk__in=running_pauses(actor.agency_id, on).values("case_id"))
    return rows


@planned_anew()
def looked_through(rows: Rows, order: Sequence[str], size: int, since: datetime) -> Selection:
    """Return what a list says of a selection, in one query that goes through its cases once.

    Args:
        rows: Of ``found_cases``.
        order: Names of its columns, ``-`` for descending; the last is ``id``.
        size: How many of the first cases are named.
        since: Attempts count from this instant on.
    """
    names = [each.lstrip("-") for each in order]
    columns = dict.fromkeys(
        ("pk", "borrower_id", "owed", *(name for name in names if name != "id"))
    )
    inner, values = rows.order_by().values(*columns).query.sql_with_params()
    sort = sql.SQL(", ").join(
        sql.SQL("{} {}").format(
            sql.Identifier("pk" if name == "id" else name),
            sql.SQL("DESC" if each.startswith("-") else "ASC"),
        )
        for each, name in zip(order, names, strict=True)
    )
    reached, more = reached_as_sql(since)
    question = sql.SQL(_LOOK).format(sql.SQL(inner), sort, sql.SQL(reached)).as_string(None)
    with connection.cursor() as cursor:
        cursor.execute(question, [*values, size, *more])
        count, owed_fen, first, reached_count = cursor.fetchone()
    return Selection(int(count), int(owed_fen), tuple(first), int(reached_count))


def visits_chosen(assessment_id: int) -> set[int]:
    """Return the cases for which one judging chose a visit."""
    rows = Decision.objects.filter(assessment_id=assessment_id, treatment="visit")
    return set(rows.values_list("case_id", flat=True))


def left_by_routes(assessment_id: int) -> dict[str, Sentence]:
    """Return what the routes say of the most worthwhile case they left, by their reason."""
    rows = (
        Decision.objects.filter(assessment_id=assessment_id)
        .exclude(unvisited=None)
        .annotate(worth=Cast(KeyTextTransform("value_fen", "unvisited"), BigIntegerField()))
        .order_by("reason", "-worth", "case_id")
        .distinct("reason")
        .values_list("reason", "unvisited")
    )
    return {reason: Sentence(left["zh"], left["en"]) for reason, left in rows if left}
