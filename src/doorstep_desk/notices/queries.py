"""What can be asked about announcements?"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from doorstep_desk.decisions.portfolio import NoticeSeen
from doorstep_desk.notices.models import Message, Notice, Template


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
    """Return the cases with an announcement, sent or waiting, that covers a day.

    One that waits without its leave will never be sent, so it announces nothing.
    """
    rows = Notice.objects.filter(
        agency_id=agency_id, kind="visit_notice", visits_from_on__lte=on, visits_until_on__gte=on,
        cancelled_at=None,
    ).exclude(sent_at=None, permit__cancelled_at__isnull=False)  # fmt: skip
    return set(rows.values_list("case_id", flat=True))


def any_notice(agency_id: int) -> bool:
    """Say whether anything was ever announced."""
    return Notice.objects.filter(agency_id=agency_id).exists()


def messages_of_case(case_id: int) -> list[Message]:
    """Return a case's messages, the newest first."""
    return list(Message.objects.filter(case_id=case_id).order_by("-queued_at"))


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages that were queued together, and how far they are.

    Attributes:
        batch: Their common identifier.
        key: With which words.
        gateway: By which gateway.
        queued_at: When.
        queued_by: By whom.
        states: How many are in each state.
    """

    batch: uuid.UUID
    key: str
    gateway: str
    queued_at: datetime
    queued_by: str
    states: dict[str, int]

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        """Return how many have not left yet."""
        return self.states.get("queued", 0)


def batches_of(agency_id: int, most: int = 50) -> list[Batch]:
    """Return what was queued together, the newest first, in two queries."""
    newest = list(
        Message.objects.filter(agency_id=agency_id)
        .values("batch", "key", "gateway", "queued_at", "queued_by")
        .annotate(n=Count("id"))
        .order_by("-queued_at", "batch")[:most]
    )
    counted: dict[uuid.UUID, dict[str, int]] = {}
    rows = Message.objects.filter(
        agency_id=agency_id, batch__in=[row["batch"] for row in newest]
    ).values_list("batch", "state").annotate(n=Count("id")).order_by()  # fmt: skip
    for batch, state, count in rows:
        counted.setdefault(batch, {})[state] = count
    return [
        Batch(row["batch"], row["key"], row["gateway"], row["queued_at"], row["queued_by"],
              counted.get(row["batch"], {}))
        for row in newest
    ]  # fmt: skip


def unknown_messages(agency_id: int, most: int = 200) -> list[Message]:
    """Return the messages of which nobody knows whether they left, the oldest first."""
    rows = Message.objects.filter(agency_id=agency_id, state="unknown").select_related("case")
    return list(rows.order_by("settled_at", "id")[:most])


def agreed_words(agency_id: int, most: int = 60) -> list[tuple[str, str]]:
    """Return channel and name of the words for SMS and e-mail that two people agreed on."""
    rows = Template.objects.filter(
        agency_id=agency_id, channel__in=("sms", "email"), withdrawn_at=None
    ).exclude(approved_at=None)  # fmt: skip
    pairs = rows.values_list("channel", "key").distinct().order_by("channel", "key")
    return [(channel, key) for channel, key in pairs[:most]]


def templates_of(agency_id: int, most: int = 200) -> list[Template]:
    """Return the words of an agency that were not taken back, the newest first."""
    rows = Template.objects.filter(agency_id=agency_id, withdrawn_at=None)
    return list(rows.order_by("key", "channel", "language", "-proposed_at")[:most])
