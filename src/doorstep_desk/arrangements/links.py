"""Which personal links are there, and what lies behind the one that somebody opened?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection

from doorstep_desk.arrangements.errors import link_ended, link_unknown
from doorstep_desk.arrangements.models import LinkUse, PersonalLink
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.signed_link import link_token, read_link

PURPOSE: Final = "arrange"
MAY: Final = frozenset(
    {
        "arrangement.contest",
        "arrangement.propose",
        "case.resume",
        "contact.rate",
        "contact.stop",
        "followup.open",
        "link.use",
        "reminder.wish",
    }
)
"""What a borrower brings about alone: a wish, a contest, a cancelling, and what these entail."""
ACTS: Final = ("contested", "cancelled", "wished", "reminders")
"""What a borrower said through a link; each has a receipt."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What a good link leads to.

    Attributes:
        link_id: The link.
        agency_id: Who works the case.
        case_id: The case.
        borrower_id: To whom it was handed.
    """

    link_id: UUID
    agency_id: int
    case_id: int
    borrower_id: int

    @property
    def actor(self) -> Actor:
        """Return in whose name its holder acts, seeing this borrower's rows and no other's."""
        name = f"borrower:{self.borrower_id}"
        return Actor(name, "borrower", MAY, None, self.agency_id, self.borrower_id)


def behind(token: str, at: datetime) -> Behind:
    """Return what a link leads to; asked before any scope.

    Raises:
        Refused: We did not make it, it has ended, or it was taken back.
    """
    read = read_link(PURPOSE, token)
    if read is None:
        raise link_unknown()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agency_id, case_id, borrower_id FROM doorstep_personal_link(%s, %s)",
            [read.link_id, at],
        )
        row = cursor.fetchone()
    if row is None or read.ends_at <= at:
        raise link_ended()
    return Behind(read.link_id, *row)


def uses_since(link_id: UUID | None, asker: bytes, kinds: Iterable[str], since: datetime) -> int:
    """Return how often something came through a link, or from an asker without a good one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT doorstep_link_uses(%s, %s, %s, %s)", [link_id, asker, list(kinds), since]
        )
        return int(cursor.fetchone()[0])


def token_of(row: PersonalLink) -> str:
    """Return the token of a link."""
    return link_token(PURPOSE, row.pk, row.ends_at)


def running_link(case_id: int, at: datetime) -> PersonalLink | None:
    """Return the newest link of a case that still opens, or None."""
    rows = PersonalLink.objects.filter(case_id=case_id, revoked_at=None, ends_at__gt=at)
    return rows.order_by("-made_at").first()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a borrower said, and when.

    Attributes:
        number: Eight characters that the office finds it by.
        what: Word of ``ACTS``.
        at: When.
    """

    number: str
    what: str
    at: datetime


def receipts_of(case_id: int) -> list[Receipt]:
    """Return what the borrower of a case said through links, the newest first."""
    rows = LinkUse.objects.filter(case_id=case_id, what__in=ACTS).order_by("-at")[:10]
    return [Receipt(receipt_number(row.pk), row.what, row.at) for row in rows]


def receipt_number(use_id: UUID) -> str:
    """Return the number by which somebody asks about what they said."""
    return use_id.hex[-8:].upper()
