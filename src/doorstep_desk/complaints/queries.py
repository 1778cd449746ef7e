"""What can be asked about pauses and requests to stop?"""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from doorstep_desk.complaints.models import Pause, StopRequest


def running_pauses(agency_id: int, on: date) -> QuerySet[Pause]:
    """Return the pauses that hold on a day."""
    return Pause.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), agency_id=agency_id, ended_at=None
    )


def pause_reasons(agency_id: int, on: date) -> dict[int, list[tuple[str, datetime]]]:
    """Return reason and start of each running pause, by case."""
    found: dict[int, list[tuple[str, datetime]]] = {}
    for case, reason, at in running_pauses(agency_id, on).values_list(
        "case_id", "reason", "starts_at"
    ):
        found.setdefault(case, []).append((reason, at))
    return found


def pauses_of_case(case_id: int) -> list[Pause]:
    """Return a case's pauses, newest first."""
    return list(Pause.objects.filter(case_id=case_id).order_by("-starts_at"))


def live_stops(agency_id: int, as_of: datetime) -> dict[int, str]:
    """Return the channels that each borrower asked not to be reached on; ``all`` covers all."""
    rows = StopRequest.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=as_of),
        agency_id=agency_id,
        received_at__lte=as_of,
    )
    return dict(rows.order_by("received_at").values_list("borrower_id", "channels"))
