"""Which contact points still have to be verified, and what is known of each?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    SmallIntegerField,
    Subquery,
    Value,
    When,
)

from doorstep.parameters.proofs import proof_table
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.models import Case, ContactPoint, ContactProof
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import among

STATES: Final = ("bounced", "ambiguous", "stale", "unverified", "found", "verified")
"""From the one that needs most to the one that needs nothing; only the last two are visited."""

OPEN_STATES: Final = STATES[:-1]
_VAGUE: Final = ("unmatched", "county")
_SHARED: Final = "SELECT value_index, persons FROM cases_sharers(%s)"


def points_to_verify(actor: Actor, on: date, but: Collection[int] = ()) -> QuerySet[Any, Any]:
    """Return the contact points of open cases with their ``state``, ``rank`` and ``case_id``.

    Args:
        actor: Who asks.
        on: Today.
        but: Open cases that count as closed, because nothing is owed on them.
    """
    mine = Case.objects.filter(
        borrower_id=OuterRef("borrower_id"), agency_id=actor.agency_id, closed_on=None
    ).order_by("id")
    rows = (
        ContactPoint.objects.filter(agency_id=actor.agency_id)
        .exclude(role="contact_person")
        .filter(Exists(mine))
        .select_related("borrower")
    )
    if but:
        mine = mine.exclude(pk__in=among(but))
        rows = rows.exclude(borrower_id__in=among(_with_no_other_case(actor.agency_id, but)))
    return rows.annotate(
        state=_state(on),
        rank=Choose(
            *(When(state=state, then=Value(place)) for place, state in enumerate(STATES)),
            output_field=SmallIntegerField(),
        ),
        case_id=Subquery(mine.values("id")[:1]),
        case_number=Subquery(mine.values("number")[:1]),
    )


def _with_no_other_case(agency_id: int, but: Collection[int]) -> set[int]:
    """Return the borrowers of whose open cases each is among some."""
    theirs = Case.objects.filter(pk__in=among(but)).values("borrower_id")
    rows = Case.objects.filter(agency_id=agency_id, closed_on=None, borrower_id__in=theirs)
    pairs = list(rows.values_list("borrower_id", "pk"))
    return {person for person, _ in pairs} - {person for person, case in pairs if case not in but}


def _state(on: date) -> Choose:
    """Return the state of a point as SQL; the same as ``case_point`` says of one row."""
    table = proof_table(on)
    assumed = timedelta(days=table.assumed_good_for_days)
    unsure = Q(confidence__lt=table.visit_needs)
    to_the_door = Q(kind="address", address_state="door")
    ran_out = Q(verified_until_on__lt=on) | Q(
        verified_until_on=None, last_verified_at__lt=beijing_instant(on - assumed, 0)
    )
    vague = Q(kind="address") & (Q(address_state__in=_VAGUE) | Q(latitude=None))
    return Choose(
        When(valid=False, then=Value("bounced")),
        When(vague, then=Value("ambiguous")),
        When(ran_out, then=Value("stale")),
        When(unsure, then=Value("unverified")),
        When(to_the_door & Q(last_verified_at=None), then=Value("found")),
        When(last_verified_at=None, then=Value("unverified")),
        default=Value("verified"),
        output_field=CharField(),
    )


@dataclass(frozen=True, slots=True)
class LastProof:
    """The newest proof of a contact point.

    Attributes:
        way: How it was tried.
        result: What came of it.
        proved_on: On which day.
        by: User name of who wrote it down.
        tries: How many proofs there are of the point.
    """

    way: str
    result: str
    proved_on: date
    by: str
    tries: int


def last_proofs(point_ids: Collection[int]) -> dict[int, LastProof]:
    """Return the newest proof of each point that has one, in one query."""
    every = (
        ContactProof.objects.filter(point_id=OuterRef("point_id"))
        .order_by()
        .values("point_id")
        .annotate(n=Count("id"))
        .values("n")
    )
    rows = (
        ContactProof.objects.filter(point_id__in=point_ids)
        .annotate(tries=Subquery(every))
        .order_by("point_id", "-proved_on", "-recorded_at")
        .distinct("point_id")
        .values_list("point_id", "way", "result", "proved_on", "recorded_by", "tries")
    )
    return {point: LastProof(*rest) for point, *rest in rows}


@dataclass(frozen=True, slots=True)
class Shared:
    """Who else has the same number or address.

    Attributes:
        seen: Names of other borrowers of cases that the reader may see, in order.
        unseen: How many further persons, of whom nothing else is said.
    """

    seen: tuple[str, ...]
    unseen: int

    @property
    def count(self) -> int:
        """Return how many other persons have it."""
        return len(self.seen) + self.unseen


def shared_values(rows: Iterable[ContactPoint]) -> dict[int, Shared]:
    """Return who else has the value of each point, in two queries; those of nobody else are out.

    Names come only from rows that the reader may see. How many persons there are in all is
    counted over every lender and agency, by the values' fingerprints: a count and nothing more.
    """
    asked = {bytes(row.value_index): row for row in rows}
    holders: dict[bytes, dict[bytes, str]] = {}
    same = ContactPoint.objects.filter(value_index__in=list(asked)).values_list(
        "value_index", "borrower__person_key", "borrower__name"
    )
    for index, person, name in same.order_by("borrower__name", "id"):
        holders.setdefault(bytes(index), {})[bytes(person)] = name
    everybody = _persons(list(asked))
    found = {}
    for index, row in asked.items():
        mine = bytes(row.borrower.person_key)
        seen = {person: name for person, name in holders.get(index, {}).items() if person != mine}
        unseen = max(0, everybody.get(index, 1) - 1 - len(seen))
        if seen or unseen:
            found[row.pk] = Shared(tuple(seen.values()), unseen)
    return found


def _persons(indexes: list[bytes]) -> dict[bytes, int]:
    if not indexes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, [indexes])
        return {bytes(index): count for index, count in cursor.fetchall()}
