"""What can be asked about announcements?"""

from datetime import date, datetime

from doorstep_desk.decisions.portfolio import NoticeSeen
from doorstep_desk.notices.models import Notice


def notices_for(agency_id: int, on: date, as_of: datetime) -> dict[int, NoticeSeen]:
    """Return the newest delivered announcement that covers a day, by case."""
    rows = Notice.objects.filter(
        agency_id=agency_id, kind="visit_notice", sent_at__lte=as_of,
        visits_from_on__lte=on, visits_until_on__gte=on,
    ).order_by("case_id", "sent_at")  # fmt: skip
    return {
        case: NoticeSeen(sent, offers, declined is not None, confirmed is not None)
        for case, sent, offers, declined, confirmed in rows.values_list(
            "case_id", "sent_at", "offers_decline", "declined_at", "confirmed_at"
        )
        if sent is not None
    }


def notices_of_case(case_id: int) -> list[Notice]:
    """Return a case's announcements, the newest first."""
    return list(Notice.objects.filter(case_id=case_id).order_by("-queued_at"))


def announced_cases(agency_id: int, on: date) -> set[int]:
    """Return the cases with an announcement, sent or waiting, that covers a day."""
    rows = Notice.objects.filter(
        agency_id=agency_id, kind="visit_notice", visits_from_on__lte=on, visits_until_on__gte=on,
        cancelled_at=None,
    )  # fmt: skip
    return set(rows.values_list("case_id", flat=True))


def any_notice(agency_id: int) -> bool:
    """Say whether anything was ever announced."""
    return Notice.objects.filter(agency_id=agency_id).exists()
