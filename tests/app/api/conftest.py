"""A lender's system: its key, its clock, its signature."""

import hashlib
import hmac
import json
from dataclasses import dataclass, replace

import pytest
from django.test import Client
from tests.app.portfolio import DAY, NOON, mandate, place

from doorstep_desk.payments.actions.keys import make_sender_key
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as


@dataclass(frozen=True)
class LenderSystem:
    """What a lender's system knows, and how it sends."""

    key: str
    secret: str
    number: str = "delivery-1"
    seconds_off: int = 0

    def send(self, body: bytes | list[dict], **headers: str):
        """Send a message and return the answer."""
        content = body if isinstance(body, bytes) else json.dumps({"payments": body}).encode()
        timestamp = str(int(NOON.timestamp()) + self.seconds_off)
        text = f"{timestamp}.{self.number}.".encode() + content
        signature = "v1=" + hmac.new(self.secret.encode(), text, hashlib.sha256).hexdigest()
        usual = {
            "Doorstep-Key": self.key, "Doorstep-Timestamp": timestamp,
            "Doorstep-Delivery": self.number, "Doorstep-Signature": signature,
        }  # fmt: skip
        client = Client(enforce_csrf_checks=True)
        return client.post(
            "/api/1/payments", content, content_type="text/plain", headers=usual | headers
        )

    def but(self, **changed) -> "LenderSystem":
        """Return the same with something changed."""
        return replace(self, **changed)


def item(number: str = "T1", fen: object = 30_000, account: str = "L0", **more) -> dict:
    """Return one payment as it is sent."""
    return {
        "account": account, "id": number, "received_on": DAY.isoformat(), "amount_fen": fen, **more
    }  # fmt: skip


@pytest.fixture
def lender(cast):
    """Return a lender's system with a key, at noon; two borrowers owe."""
    place(cast, 2)
    mandate(cast)
    with acting_as(cast.admin):
        made = make_sender_key(actor=cast.admin, lender_id=cast.lender_id, at=NOON)
    with clock.fixed(NOON):
        yield LenderSystem(made.key_id, made.secret)
