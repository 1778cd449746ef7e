"""Which keys do lenders' systems have, and whose is the one that a message names?"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from doorstep_desk.payments.models import Delivery, SenderKey
from doorstep_desk.plumbing.encryption import decrypt


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom a key belongs to.

    Attributes:
        key_id: Name of the key.
        agency_id: To whom it sends.
        lender_id: Who sends.
        secret: What it signs with; never printed.
    """

    key_id: str
    agency_id: int
    lender_id: int
    secret: bytes

    def __repr__(self) -> str:
        """Return the name of the key alone."""
        return f"Sender({self.key_id!r})"


def sender_with(key_id: str, at: datetime) -> Sender | None:
    """Return whose key this is, or None where nobody has it (any more); asked before any scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agency_id, lender_id, secret FROM doorstep_sender_key(%s, %s)", [key_id, at]
        )
        row = cursor.fetchone()
    if row is None:
        return None
    secret = decrypt("payments_senderkey", "secret", bytes(row[2]))
    return Sender(key_id, row[0], row[1], secret.encode())


def sender_keys(agency_id: int) -> list[SenderKey]:
    """Return the keys of an agency's lenders, the newest first; secrets are not opened."""
    rows = SenderKey.objects.filter(agency_id=agency_id).defer("secret")
    return list(rows.order_by("-made_at", "-id"))


def delivery_numbered(agency_id: int, lender_id: int, number: str) -> Delivery | None:
    """Return what a lender sent under a number before, or None; its body is not opened."""
    rows = Delivery.objects.filter(agency_id=agency_id, lender_id=lender_id, number=number)
    return rows.defer("body").first()
