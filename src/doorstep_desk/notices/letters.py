"""Which letters wait, which were printed on a day, and how do they look on paper?"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from doorstep.terms.codes import Channel
from doorstep.terms.local_time import beijing_instant, local_day
from doorstep_desk.documents.printing.fonts import name_to_print, to_print
from doorstep_desk.documents.printing.formats import day_text
from doorstep_desk.documents.printing.press import print_letters_together
from doorstep_desk.notices.errors import no_letters
from doorstep_desk.notices.gateways import POST
from doorstep_desk.notices.models import Message, Template
from doorstep_desk.organisations.queries import organisations_by_id

DAYS_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class LetterSeen:
    """One letter in a list.

    Attributes:
        message_id: Key.
        case_id: About which case.
        number: Of the case.
        key: With which words.
        state: Word of the message's state.
        printed_on: On which day; None while it waits.
        because: Why it came back; empty while it did not.
    """

    message_id: uuid.UUID
    case_id: int
    number: str
    key: str
    state: str
    printed_on: date | None
    because: str


def printed_between(agency_id: int, first: date, last: date) -> QuerySet[Message]:
    """Return the letters printed from one local day to another."""
    return Message.objects.filter(
        agency_id=agency_id, gateway=POST, sending_at__gte=beijing_instant(first, 0),
        sending_at__lt=beijing_instant(last + timedelta(days=1), 0),
    )  # fmt: skip


def waiting_letters(agency_id: int, at: datetime) -> int:
    """Return how many letters wait to be printed."""
    return Message.objects.filter(
        agency_id=agency_id, gateway=POST, state="queued", sends_at__lte=at
    ).count()


def letters_since(agency_id: int, today: date, most: int = 500) -> list[LetterSeen]:
    """Return the letters of the last weeks, the newest first."""
    rows = printed_between(agency_id, today - timedelta(days=DAYS_SHOWN), today)
    rows = rows.select_related("case", "returned").order_by("-sending_at", "id")
    return [
        LetterSeen(
            row.pk, row.case_id, row.case.number, row.key, row.state,
            None if row.sending_at is None else local_day(row.sending_at),
            row.returned.reason if hasattr(row, "returned") else "",
        )
        for row in rows[:most]
    ]  # fmt: skip


def letter_words(agency_id: int) -> list[str]:
    """Return the names of the words for letters that two people agreed on."""
    rows = Template.objects.filter(
        agency_id=agency_id, channel=Channel.LETTER.word, withdrawn_at=None
    ).exclude(approved_at=None)  # fmt: skip
    return sorted(set(rows.values_list("key", flat=True)))


def print_of_day(agency_id: int, on: date) -> bytes:
    """Return the letters printed on a day as one PDF; asked again it is the same.

    Raises:
        Refused: There are none, or the typefaces are not installed.
    """
    rows = list(
        printed_between(agency_id, on, on)
        .exclude(state="failed")
        .select_related("case__borrower", "case__creditor", "point")
        .order_by("sending_at", "id")
    )
    if not rows:
        raise no_letters(on)
    agency = organisations_by_id([agency_id])[agency_id].name
    last = max(row.sending_at for row in rows if row.sending_at is not None)
    title = f"{agency} {day_text(on, 'zh')}"
    return print_letters_together(_sheets(rows, agency), title, agency, last)


def _sheets(rows: Sequence[Message], agency: str) -> list[dict[str, object]]:
    return [
        {
            "lang": row.language,
            "lender": name_to_print(row.case.creditor.name, "lender"),
            "agency": name_to_print(agency, "agency"),
            "number": row.case.number,
            "day": day_text(local_day(row.sending_at), row.language) if row.sending_at else "",
            "name": name_to_print(row.case.borrower.name, "name"),
            "address": to_print(row.point.value, "address") if row.point else "",
            "subject": to_print(row.subject, "subject"),
            "paragraphs": [to_print(line, "letter") for line in row.body.splitlines() if line],
        }
        for row in rows
    ]
