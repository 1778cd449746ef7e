"""Which promises fall due when, what became of them, and how long do arrangements hold?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Count,
    Exists,
    F,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from doorstep.affordability.completion import Pairs
from doorstep.affordability.lifecycle import ArrangementState, Step
from doorstep.affordability.survival import Life, life_of
from doorstep.terms.codes import PromiseState
from doorstep.terms.local_time import beijing_instant, local_day
from doorstep_desk.arrangements.models import (
    Arrangement,
    ArrangementStep,
    PromiseOutcome,
    PromiseRevision,
)
from doorstep_desk.arrangements.queries import promises_standing
from doorstep_desk.cases.lists import worked_accounts
from doorstep_desk.plumbing.paging import Page, page_of
from doorstep_desk.plumbing.tables.plans import planned_anew

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class Debts:
    """On which debts somebody looks.

    Attributes:
        creditor_id: Of this creditor only.
        product: Of this kind of credit only.
    """

    creditor_id: int | None = None
    product: str = ""


@dataclass(frozen=True, slots=True)
class DueSum:
    """The promises of one day that stand alike.

    Attributes:
        on: The day on which they fall due.
        state: Word of ``codes.PromiseState``.
        count: How many.
        promised_fen: What was promised.
        paid_fen: What was paid on them.
    """

    on: date
    state: str
    count: int
    promised_fen: int
    paid_fen: int


def promises_due(
    agency_id: int, first: date, last: date, debts: Debts, state: str = ""
) -> QuerySet[Any, Any]:
    """Return the promises that fall due in a span, both ends included.

    Each carries ``standing``, the word for what became of it, and ``paid``, what was paid on it.
    """
    revisions = PromiseRevision.objects.filter(promise_id=OuterRef("pk")).order_by("-id")
    spanned = promises_standing().filter(agency_id=agency_id, due_on__range=(first, last))
    rows: QuerySet[Any, Any] = _of_debts(spanned, debts).annotate(
        paid=Coalesce(
            Subquery(revisions.values("paid_fen")[:1]), F("outcome__paid_fen"), Value(0),
            output_field=BigIntegerField(),
        )
    )  # fmt: skip
    return rows.filter(standing=state) if state else rows


@planned_anew()
def sums_by_day(rows: QuerySet[Any, Any]) -> list[DueSum]:
    """Return the sums of each day and state of ``promises_due``, in one query."""
    found = rows.order_by("due_on", "standing").values_list("due_on", "standing")
    sums = found.annotate(n=Count("pk"), promised=Sum("amount_fen"), received=Sum("paid"))
    return [
        DueSum(on, state, count, int(promised), int(received))
        for on, state, count, promised, received in sums
    ]


@planned_anew()
def promise_page(rows: QuerySet[Any, Any], cursor: str | None, size: int = PAGE_SIZE) -> Page[Any]:
    """Return one page of ``promises_due`` with case and borrower, by day."""
    return page_of(
        rows.select_related("case__borrower"), order=("due_on", "id"), cursor=cursor, size=size
    )


@dataclass(frozen=True, slots=True)
class AgreedLife:
    """How long one arrangement has held.

    Attributes:
        arrangement_id: Which.
        kind: Word of ``ArrangementKind``.
        life: As known on the day asked about.
        state: Where it stood then.
        agreed_on: Since when.
    """

    arrangement_id: UUID
    kind: str
    life: Life
    state: ArrangementState
    agreed_on: date


def lives_on(agency_id: int, on: date, debts: Debts, kind: str = "") -> list[AgreedLife]:
    """Return the life of each arrangement agreed by a day, as known when the day ended.

    One query, whatever their number; the newest agreement comes first.
    """
    rows = ArrangementStep.objects.filter(
        agency_id=agency_id, taken_at__lt=beijing_instant(on + timedelta(days=1), 0)
    )
    rows = _of_debts(rows, debts).annotate(
        kind=KeyTextTransform("kind", Cast("arrangement__terms", JSONField()))
    )
    if kind:
        rows = rows.filter(kind=kind)
    steps: dict[UUID, list[tuple[date, Step, ArrangementState]]] = {}
    kinds: dict[UUID, str] = {}
    for key, word, at, step, state in rows.order_by("arrangement_id", "ordinal").values_list(
        "arrangement_id", "kind", "taken_at", "step", "state"
    ):
        kinds[key] = word
        steps.setdefault(key, []).append((local_day(at), Step(step), ArrangementState(state)))
    return sorted(_lives(steps, kinds, on), key=lambda each: each.agreed_on, reverse=True)


def _lives(
    steps: dict[UUID, list[tuple[date, Step, ArrangementState]]], kinds: dict[UUID, str], on: date
) -> Iterable[AgreedLife]:
    for key, taken in steps.items():
        life = life_of(taken, on)
        if life is not None:
            agreed_on = next(day for day, step, _ in taken if step == Step.AGREE)
            yield AgreedLife(key, kinds[key], life, taken[-1][2], agreed_on)


def arrangements_named(arrangement_ids: Iterable[UUID]) -> dict[UUID, Arrangement]:
    """Return some arrangements with their case and borrower, in one query."""
    rows = Arrangement.objects.filter(pk__in=list(arrangement_ids))
    return {row.pk: row for row in rows.select_related("case__borrower")}


def pairs_of_promises(agency_id: int) -> Pairs:
    """Return how promises of one case went together, as first decided, in one query."""
    decided = PromiseOutcome.objects.filter(agency_id=agency_id)
    by_case = decided.exclude(state=PromiseState.WITHDRAWN.word).values("promise__case_id")
    by_case = by_case.annotate(
        made=Count("pk"), good=Count("pk", filter=Q(state=PromiseState.KEPT.word))
    ).order_by()
    sums = by_case.aggregate(
        settled=Sum("made"), kept=Sum("good"), pairs=Sum(F("made") * (F("made") - 1) / 2),
        both=Sum(F("good") * (F("good") - 1) / 2),
    )  # fmt: skip
    return Pairs(**{name: int(value or 0) for name, value in sums.items()})


def _of_debts(rows: QuerySet[Any, Any], debts: Debts) -> QuerySet[Any, Any]:
    if debts.creditor_id is not None:
        rows = rows.filter(case__creditor_id=debts.creditor_id)
    if debts.product:
        accounts = worked_accounts(OuterRef("case_id")).filter(product=debts.product)
        rows = rows.filter(Exists(accounts))
    return rows
