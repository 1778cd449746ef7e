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
        content = body if isinstance(body, bytes) else self.written(body)
        usual = {
            "Doorstep-Key": self.key, "Doorstep-Timestamp": self.timestamp,
            "Doorstep-Delivery": self.number, "Doorstep-Signature": self.signature_of(content),
        }  # fmt: skip
        client = Client(enforce_csrf_checks=True)
        return client.post(
            "/api/1/payments", content, content_type="text/plain", headers=usual | headers
        )

    def written(self, payments: list[dict]) -> bytes:
        """Return the body of a message."""
        return json.dumps({"payments": payments}).encode()

    @property
    def timestamp(self) -> str:
        """Return what its clock says."""
        return str(int(NOON.timestamp()) + self.seconds_off)

    def signature_of(self, content: bytes) -> str:
        """Return the signature of a body under this number, at this time."""
        text = f"{self.timestamp}.{self.number}.".encode() + content
        return "v1=" + hmac.new(self.secret.encode(), text, hashlib.sha256).hexdigest()

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
