"""The synthetic store for this folder, and a desk that can send codes."""

import pytest
from tests.app.demonstration import demo, demo_clone, demo_database
from tests.app.portfolio import NOON

from doorstep_desk.plumbing import clock

__all__ = ["demo", "demo_clone", "demo_database"]


@pytest.fixture
def desk_that_sends(monkeypatch):
    """Have a way to send messages, at noon."""
    monkeypatch.setenv("DOORSTEP_SMS_URL", "smpp://desk:secret@127.0.0.1:9?source=1069")
    with clock.fixed(NOON):
        yield
