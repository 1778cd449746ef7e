"""Which places are kept of an agent, as they read it themselves?"""

from itertools import groupby

from doorstep.terms.local_time import BEIJING, local_day
from doorstep_desk.field.presentation.trail import DayTrail, TrailPage, VisitTrail
from doorstep_desk.fieldwork.places import KEPT_EXACT
from doorstep_desk.fieldwork.trail import Kept, own_trail
from doorstep_desk.plumbing.actor import Actor


def trail_page(actor: Actor) -> TrailPage:
    """Return the own days of somebody, in one query."""
    days = groupby(own_trail(actor), key=lambda kept: local_day(kept.last_at))
    return TrailPage(
        [DayTrail(on, [_visit(kept) for kept in visits]) for on, visits in days],
        KEPT_EXACT.days,
    )


def _visit(kept: Kept) -> VisitTrail:
    blurred = kept.blurred_at
    return VisitTrail(
        kept.first_at.astimezone(BEIJING), kept.last_at.astimezone(BEIJING), kept.readings,
        kept.exact, local_day(kept.blurred_from),
        None if blurred is None else local_day(blurred),
    )  # fmt: skip
