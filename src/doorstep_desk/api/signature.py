"""Who signed this message, and is it of now?"""

import hashlib
import hmac
import re
from datetime import datetime
from typing import Final

from django.http import HttpRequest

from doorstep_desk.payments.errors import signature_refused
from doorstep_desk.payments.senders import Sender, sender_with

WINDOW_SECONDS: Final = 300
_NUMBER: Final = re.compile(r"[A-Za-z0-9._:-]{8,64}")
_NOT_SIGNED: Final = (
    "Send Doorstep-Key, Doorstep-Timestamp, Doorstep-Delivery and Doorstep-Signature."
)


def signed_text(timestamp: str, number: str, body: bytes) -> bytes:
    """Return what is signed: the instant, the number of the delivery, and the body."""
    return f"{timestamp}.{number}.".encode() + body


def number_of(request: HttpRequest) -> str:
    """Return the number of the delivery.

    Raises:
        Refused: There is none, or it is not of 8 to 64 plain characters.
    """
    number = request.headers.get("Doorstep-Delivery", "")
    if not _NUMBER.fullmatch(number):
        raise signature_refused(
            "delivery-unnumbered",
            "Doorstep-Delivery is 8 to 64 letters, digits, dots, dashes or colons, "
            "and new for each message.",
        )
    return number


def sender_of(request: HttpRequest, body: bytes, at: datetime) -> Sender:
    """Return whose secret signed this message within the last minutes.

    Raises:
        Refused: A header is missing, the instant is not of now, the key is not known, or the
            signature is not of this body.
    """
    key_id, timestamp, signature = (
        request.headers.get(f"Doorstep-{name}", "") for name in ("Key", "Timestamp", "Signature")
    )
    if not (key_id and timestamp and signature):
        raise signature_refused("not-signed", _NOT_SIGNED)
    is_whole = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12
    if not is_whole or abs(int(timestamp) - at.timestamp()) > WINDOW_SECONDS:
        raise signature_refused(
            "timestamp-outside",
            f"Doorstep-Timestamp is the present in whole seconds since 1970, at most "
            f"{WINDOW_SECONDS} seconds off. Set the clock, then sign again.",
        )
    sender = sender_with(key_id[:24], at)
    if sender is None:
        raise signature_refused(
            "key-unknown", "This key is not known, has ended or was revoked. Ask for another."
        )
    text = signed_text(timestamp, number_of(request), body)
    wanted = "v1=" + hmac.digest(sender.secret, text, hashlib.sha256).hex()
    if not hmac.compare_digest(wanted.encode(), signature.encode()):
        raise signature_refused(
            "signature-wrong", "The signature is not of this body. See docs/api/payments.md."
        )
    return sender
