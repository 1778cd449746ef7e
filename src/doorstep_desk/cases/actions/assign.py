"""Say who may see and work a case, and until when."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from doorstep_desk.audit.actions import record_many
from doorstep_desk.cases.models import Assignment
from doorstep_desk.plumbing.actor import Actor


@transaction.atomic
def assign_for_day(
    *, actor: Actor, pairs: Iterable[tuple[int, int]], on: date, at: datetime
) -> int:
    """Let staff see cases for one day; each pair is (case, staff).

    Other assignments end, so that a case that left the plan is no longer seen by the pair that
    lost it, nor yesterday's cases by yesterday's pairs.

    Raises:
        Refused: The actor may not.
    """
    actor.require("case.assign")
    wanted = set(pairs)
    own = Assignment.objects.filter(agency_id=actor.agency_id)
    known = {(row.case_id, row.staff_id): row.pk for row in own.filter(starts_on=on)}
    kept = [pk for key, pk in known.items() if key in wanted]
    own.filter(is_current=True).exclude(pk__in=kept).update(is_current=False)
    own.filter(pk__in=kept).update(is_current=True)
    fresh = sorted(wanted - set(known))
    Assignment.objects.bulk_create(
        [
            Assignment(
                agency_id=actor.agency_id, case_id=case, staff_id=staff, starts_on=on,
                ends_on=on,
            )
            for case, staff in fresh
        ],
        batch_size=2000,
    )  # fmt: skip
    record_many(
        at=at, actor=actor, verb="case.assigned",
        rows=[(f"case:{case}", {"staff": staff, "on": on.isoformat()}) for case, staff in fresh],
    )  # fmt: skip
    return len(fresh)
