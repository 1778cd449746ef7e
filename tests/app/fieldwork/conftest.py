"""The synthetic store for this folder, and a phone in the hand of an agent at the first door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from tests.app.demonstration import DAY, demo, demo_clone, demo_database
from tests.app.doors import PairOut, pair_out, signed_in
from tests.app.fieldwork.phone import Phone

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.plumbing import clock

__all__ = ["at_door", "demo", "demo_clone", "demo_database"]


@dataclass
class AtDoor:
    """An agent's phone with the day's papers, when the first visit is due."""

    out: PairOut
    phone: Phone
    pack: dict[str, Any]

    @property
    def stop(self) -> dict[str, Any]:
        """Return the first stop."""
        return self.pack["stops"][0]

    def send(self, *items: Any, **changed: Any) -> Any:
        """Send a batch at the phone's own time, as the office's clock has it."""
        with clock.fixed(self.phone.now):
            return self.phone.sync(*items, **changed)


@pytest.fixture
def at_door(demo) -> AtDoor:
    """Return a registered phone with papers, as its first visit is due."""
    return with_papers(pair_out())


def with_papers(out: PairOut, username: str = "") -> AtDoor:
    """Register the phone of a pair's agent, fetch the papers and let the first visit be due."""
    phone = Phone(signed_in(username or out.agent), beijing_instant(DAY, 8))
    with clock.fixed(phone.now):
        assert phone.register().status_code == 201
        pack = phone.pack().json()
    due = datetime.fromisoformat(pack["stops"][0]["eta"])
    phone.pass_time((due - phone.now).total_seconds() / 60)
    return AtDoor(out, phone, pack)
