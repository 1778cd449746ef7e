"""Which numbers does a report show, and what exactly does each count?

A measure is rows of one table and a condition on them. The number and the list of its cases come
from the same two, so that they cannot differ.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from django.db.models import Q, QuerySet

from doorstep_desk.arrangements.counted import KEPT, promises_decided_in
from doorstep_desk.attempts.counted import (
    ASKED_TO_LEAVE,
    CALLS,
    RIGHT_PARTY,
    THIRD_PARTY,
    VISITS,
    attempts_in,
    breaches_in,
)
from doorstep_desk.cases.counted import worked_in
from doorstep_desk.complaints.counted import pauses_in, stops_in
from doorstep_desk.payments.counted import money_in
from doorstep_desk.plumbing.span import Span
from doorstep_desk.self_service.counted import opinions_in
from doorstep_desk.self_service.opinions import ANSWERS

EVERY: Final = ~Q(pk=None)
COMPLAINTS: Final = Q(reason__in=["complaint", "dispute"])


@dataclass(frozen=True, slots=True)
class Family:
    """Rows that several measures are taken from, in one query.

    Attributes:
        rows: Gives them for a span.
        case: Field of a row that names its case.
        fen: Field that is summed; empty when nothing is.
        on: Field by which rows are put into months; empty when they are not.
        measures: Condition of each measure, by its key.
    """

    rows: Callable[[Span], QuerySet[Any]]
    case: str
    measures: Mapping[str, Q]
    fen: str = ""
    on: str = ""


FAMILIES: Final = (
    Family(
        money_in, "case_id", MappingProxyType({"recovered": EVERY}), "amount_fen", "received_on"
    ),
    Family(
        attempts_in,
        "case_id",
        MappingProxyType(
            {
                "attempts": EVERY, "visits": VISITS, "calls": CALLS, "right_party": RIGHT_PARTY,
                "third_party": THIRD_PARTY, "asked_to_leave": ASKED_TO_LEAVE,
            }
        ),
        on="at",
    ),
    Family(
        breaches_in, "attempt__case_id", MappingProxyType({"breaches": EVERY}), on="reviewed_at"
    ),
    Family(pauses_in, "case_id", MappingProxyType({"complaints": COMPLAINTS}), on="starts_at"),
    Family(stops_in, "of_case", MappingProxyType({"stops": EVERY}), on="received_at"),
    Family(
        promises_decided_in, "case_id",
        MappingProxyType({"promises_decided": EVERY, "promises_kept": KEPT}),
    ),
    Family(worked_in, "pk", MappingProxyType({"worked": EVERY})),
    Family(
        opinions_in, "case_id",
        MappingProxyType(
            {"felt": EVERY, **{f"felt_{answer}": Q(answer=answer) for answer in ANSWERS}}
        ),
    ),
)  # fmt: skip

FELT: Final = ("felt", *(f"felt_{answer}" for answer in ANSWERS))
"""What borrowers answered; of too few answers none of these is shown."""

BY_MONTH: Final = ("recovered", "complaints", "stops", "visits", "breaches")
"""What is shown month by month: money and harm side by side."""

OF_MEASURE: Final = MappingProxyType(
    {key: family for family in FAMILIES for key in family.measures}
)
