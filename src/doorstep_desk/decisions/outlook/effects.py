"""Which choices were drawn by lot, and what came of them?"""

from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from doorstep.probability.causal.lots import Effect, Lot, effect_of
from doorstep.probability.heads import PAYMENT_WINDOW_DAYS
from doorstep.terms.codes import Treatment
from doorstep.terms.local_time import day_number
from doorstep_desk.decisions.models import Decision
from doorstep_desk.payments.facts import payment_columns

MOST_LOTS: Final = 20_000
COMPARED: Final = (
    ("sms", "none"), ("email", "none"), ("call", "none"), ("visit", "none"),
    ("hardship_offer", "none"), ("call", "sms"), ("visit", "sms"), ("visit", "call"),
)  # fmt: skip
"""Against doing nothing, and against the cheapest lawful channel."""

_DENIED: Final = """
(SELECT key FROM jsonb_each(candidates) WHERE value->>'why' = 'drawn_by_lot' LIMIT 1)
"""

_CHANCES: Final = ("chances__paid__p", "chances__call__p", "chances__visit__p")
"""What was said of the case when the lot was drawn."""


def lots_of(agency_id: int, until: date) -> list[Lot]:
    """Return the choices drawn by lot whose window is over, oldest first; two queries.

    Of several judgings of a day the newest counts.
    """
    ended = until - timedelta(days=PAYMENT_WINDOW_DAYS)
    rows = list(
        Decision.objects.filter(agency_id=agency_id, propensity__lt=1, assessment__on__lte=ended)
        .annotate(denied=RawSQL(_DENIED, [], output_field=TextField()))  # noqa: S611 (no input)
        .order_by("-assessment__on", "-assessment__version", "case_id")
        .values_list(
            "case_id", "assessment__on", "treatment", "runner_up", "denied", "propensity",
            "days_past_due", "outstanding_fen", *_CHANCES,
        )[:MOST_LOTS]
    )  # fmt: skip
    if not rows:
        return []  # and no payment is read for nothing
    newest: dict[tuple[int, date], tuple[Any, ...]] = {}
    for row in rows:
        newest.setdefault((row[0], row[1]), row)
    return _with_outcomes(agency_id, until, list(newest.values())[::-1])


def _with_outcomes(agency_id: int, until: date, rows: list[tuple[Any, ...]]) -> list[Lot]:
    paid = payment_columns(agency_id, until + timedelta(days=1))
    money_in = paid.amount_fen > 0
    keys = np.sort(paid.case_id[money_in] * _DAYS + paid.received_day[money_in])
    found = []
    for case, on, chosen, runner_up, mark, propensity, late, owed, *said in rows:
        given, denied = _sides(chosen, runner_up, mark)
        if not denied or denied == given:
            continue
        first = case * _DAYS + day_number(on)
        inside = np.searchsorted(keys, [first, first + PAYMENT_WINDOW_DAYS])
        came = bool(inside[1] > inside[0])
        known = tuple(
            np.nan if each is None else float(each) for each in (late, np.log1p(owed), *said)
        )
        found.append(Lot(case, given, denied, propensity, _segment(late), came, known))
    return found


def _sides(chosen: str, runner_up: str, mark: str | None) -> tuple[str, str]:
    """Return what a lot gave to a case and what it denied.

    A coin marks what it denied. Where nothing is marked, the lot left a visit to the routes rather
    than withhold it. That was given, whether or not there was room: the routes do not choose at
    random. It was denied what the case has, or would have had, without a visit.
    """
    if mark is not None:
        return chosen, mark
    return _VISIT, runner_up if chosen == _VISIT else chosen


_VISIT: Final = Treatment.VISIT.word
_DAYS: Final = 1_000_000
"""More than any day number, so that case and day make one sortable key."""


def _segment(days_past_due: int | None) -> str:
    if days_past_due is None:
        return "unknown"
    return "to 30" if days_past_due <= 30 else "31 to 90" if days_past_due <= 90 else "over 90"


def effects_known(agency_id: int, until: date) -> list[Effect]:
    """Return what each treatment changed, as far as the lots of a store show it."""
    lots = lots_of(agency_id, until)
    return [effect_of(lots, treatment, against) for treatment, against in COMPARED]
