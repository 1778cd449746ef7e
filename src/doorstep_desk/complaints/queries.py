"""What can be asked about pauses and requests to stop?"""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q, QuerySet

from doorstep.terms.local_time import local_day
from doorstep_desk.cases.queries import borrowers_by_key
from doorstep_desk.complaints.models import Pause, StopRequest


def running_pauses(agency_id: int, on: date) -> QuerySet[Pause]:
    """Return the pauses that hold on a day."""
    return Pause.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), agency_id=agency_id, ended_at=None
    )


def pause_reasons(
    agency_id: int, on: date, case_ids: Collection[int] | None = None
) -> dict[int, list[tuple[str, datetime]]]:
    """Return reason and start of each running pause by case, of an agency or of some cases."""
    found: dict[int, list[tuple[str, datetime]]] = {}
    rows = running_pauses(agency_id, on)
    if case_ids is not None:
        rows = rows.filter(case_id__in=list(case_ids))
    for case, reason, at in rows.values_list("case_id", "reason", "starts_at"):
        found.setdefault(case, []).append((reason, at))
    return found


def pauses_of_case(case_id: int) -> list[Pause]:
    """Return a case's pauses, newest first."""
    return list(Pause.objects.filter(case_id=case_id).order_by("-starts_at"))


def cases_to_leave(agency_id: int, case_ids: Collection[int], at: datetime) -> set[int]:
    """Return the cases among some that are paused, or whose borrower wants no more contact."""
    paused = running_pauses(agency_id, local_day(at)).filter(case_id__in=list(case_ids))
    asked = StopRequest.objects.filter(
        agency_id=agency_id, withdrawn_at=None, borrower__cases__in=list(case_ids)
    )
    return {
        *paused.values_list("case_id", flat=True),
        *asked.values_list("borrower__cases", flat=True),
    } & set(case_ids)


def cases_in_dispute(on: date) -> set[int]:
    """Return the cases of all agencies in a running complaint, dispute or lawyer's hands."""
    rows = Pause.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), ended_at=None,
        reason__in=("complaint", "dispute", "lawyer"),
    )  # fmt: skip
    return set(rows.values_list("case_id", flat=True))


def live_stops(agency_id: int, as_of: datetime) -> dict[int, str]:
    """Return the channels that each borrower asked not to be reached on; ``all`` covers all.

    A request binds every agency: what the same person asked another one of counts too, as far as
    the asker's rows reach (the day's run sees all).
    """
    rows = StopRequest.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=as_of), received_at__lte=as_of
    )
    found: dict[int, set[str]] = {}
    own = rows.filter(agency_id=agency_id)
    for borrower, channels in own.values_list("borrower_id", "channels"):
        found.setdefault(borrower, set()).update(channels.split())
    elsewhere = rows.exclude(agency_id=agency_id)
    asked = [(bytes(key), words) for key, words in elsewhere.values_list("person_key", "channels")]
    known = borrowers_by_key(agency_id, {key for key, _ in asked})
    for key, channels in asked:
        if key in known:
            found.setdefault(known[key], set()).update(channels.split())
    return {borrower: " ".join(sorted(words)) for borrower, words in found.items()}


def stops_of_borrower(borrower_id: int) -> list[StopRequest]:
    """Return a borrower's requests not to be contacted, the newest first."""
    return list(StopRequest.objects.filter(borrower_id=borrower_id).order_by("-received_at"))
