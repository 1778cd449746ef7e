"""Open the courses again whose rules changed: their certificates count for a grace only."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from doorstep.terms.local_time import beijing_instant
from doorstep.training.reading import courses
from doorstep.training.standing import changed_rules, terms_on
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.actions.certificates import limit_certificates
from doorstep_desk.training.facts import ground_on
from doorstep_desk.training.queries import passes


@transaction.atomic
def reopen_courses(*, actor: Actor, on: date, at: datetime) -> int:
    """Limit the certificates whose rules say something else than when they were earned.

    Called again, it changes nothing: a grace that began goes on. Certificates that were written
    down by hand rest on no course of ours and stay as they are.

    Returns:
        How many rest on a rule that changed.

    Raises:
        Refused: The actor may not.
    """
    actor.require("day.run")
    terms = terms_on(on)
    known = passes(actor.agency_id, beijing_instant(on - timedelta(days=terms.valid_days), 0))
    if not known:
        return 0
    marks = ground_on(actor.agency_id, on).marks
    found: dict[str, list[UUID]] = defaultdict(list)
    for certificate, passed in known.items():
        if passed.course in marks and changed_rules(passed.marks, marks[passed.course]):
            found[courses()[passed.course].certificate].append(certificate)
    for kind, certificates in sorted(found.items()):
        limit_certificates(
            actor=actor, kind=kind, certificates=certificates,
            until=terms.last_day_of_grace(on), at=at,
        )  # fmt: skip
    return sum(map(len, found.values()))
