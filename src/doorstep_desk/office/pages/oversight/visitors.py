"""What does the list of visitor alerts show?"""

from datetime import datetime

from doorstep.terms.local_time import BEIJING
from doorstep_desk.office.presentation.oversight.visitors import AlertRow, VisitorsPage
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.queries import pairs
from doorstep_desk.visits.visitors import alerts_of


def visitors_page(actor: Actor, now: datetime, error: str) -> VisitorsPage:
    """Return the alerts that wait first, in a constant number of queries."""
    letters = {pair.id: pair.letter for pair in pairs(actor.agency_id)}
    rows = [
        AlertRow(
            str(alert.check_id), alert.at.astimezone(BEIJING), alert.answer,
            letters.get(alert.pair_id or 0, ""), alert.note, alert.matched_after,
            alert.settled_as, alert.settled_by,
        )
        for alert in alerts_of(actor, now)
    ]  # fmt: skip
    return VisitorsPage(
        tuple(row for row in rows if not row.settled_as),
        tuple(row for row in rows if row.settled_as),
        actor.may("visitor.settle"),
        error,
    )
