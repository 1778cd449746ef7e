"""How were borrowers treated, in the numbers that we publish?

The form is ``docs/oversight/conduct.schema.json``; a field is added there first.
"""

from datetime import datetime
from typing import Any, Final

from doorstep_desk.audit.proofs import newest_checkpoint
from doorstep_desk.organisations.queries import organisations_by_id
from doorstep_desk.permits.counted import permits_in
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.reports.asked import ReportAsked, span_for
from doorstep_desk.reports.kept import report_of

SCHEMA: Final = "doorstep-conduct-1"


def conduct_statistics(actor: Actor, asked: ReportAsked, now: datetime) -> dict[str, Any]:
    """Return the published numbers; nobody is named in them, borrower or staff.

    Raises:
        Refused: The actor may not.
    """
    actor.require("oversight.read")
    span = span_for(actor, asked, now)
    found = report_of(span).figures
    about = organisations_by_id([actor.agency_id])[actor.agency_id]
    newest = newest_checkpoint()
    return {
        "schema": SCHEMA,
        "about": {"organisation": about.name, "kind": about.kind},
        "period": {"first": span.first.isoformat(), "last": span.last.isoformat(),
                   "known_at": span.known_at.isoformat()},
        "cases_in_work": found["worked"].count,
        "contacts": {
            key: found[key].count
            for key in ("attempts", "visits", "calls", "right_party", "third_party")
        },
        "harm": {
            "complaints": found["complaints"].count, "stop_requests": found["stops"].count,
            "asked_to_leave": found["asked_to_leave"].count,
            "breaches": found["breaches"].count,
        },
        "permits": permits_in(span),
        "log": None if newest is None else {"size": newest.size, "checkpoint": newest.note},
    }  # fmt: skip
