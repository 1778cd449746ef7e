"""Random histories of one visit: given away, stopped, made offline, sent late."""

import base64
import json
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from tests.app.fieldwork.phone import Phone

from doorstep_desk.cases.models import Assignment
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.dayplans.actions.stops import withdraw_stops
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.devices.actions.register import register_device, revoke_device
from doorstep_desk.fieldwork.actions.give_pack import give_pack
from doorstep_desk.fieldwork.actions.take import take_batch
from doorstep_desk.fieldwork.models import FieldEvent, SetAside, VisitReview
from doorstep_desk.fieldwork.reading import read_batch
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.visits.models import ContactRecord

STEPS = ("assign", "revoke", "withdraw", "pause", "visit", "sync", "pack")


@dataclass
class Direct:
    """Calls what an address would call, in the name of one agent and at the phone's own time."""

    actor: Actor
    phone: Phone | None = None

    def post(self, path: str, body: str, _kind: str) -> Any:
        """Register, or send a batch."""
        assert self.phone is not None
        at = self.phone.now
        with acting_as(self.actor):
            if path.endswith("devices"):
                device = uuid.UUID(json.loads(body)["device_id"])
                return Said(
                    register_device(
                        actor=self.actor, device_id=device, name="x", schema=1, at=at
                    ).answer
                )
            batch = read_batch(body.encode())
            return Said(take_batch(actor=self.actor, batch=batch, at=at))


@dataclass
class Said:
    """An answer that went well."""

    body: dict[str, Any]
    status_code: int = 200

    def json(self) -> dict[str, Any]:
        """Return it."""
        return self.body


@dataclass
class Told:
    """What the histories came to."""

    histories: int = 0
    visits: int = 0
    lost: int = 0
    read_after: int = 0
    ends: Counter = field(default_factory=Counter)


@dataclass
class World:
    """One stop, its agent's phone, and the office.

    Attributes:
        lead: Who gives cases away, withdraws, pauses and revokes.
        stop: The stop.
        phone: The phone that was out.
        forgets: Planted fault: late work is sent to nobody for review.
    """

    lead: Actor
    stop: Stop
    phone: Phone
    pack: dict[str, Any]
    outbox: list[dict[str, Any]] = field(default_factory=list)
    is_revoked: bool = False
    is_gone: bool = False
    visited: bool = False

    def assign(self) -> None:
        """Give the case away, or back."""
        self.is_gone = not self.is_gone
        rows = Assignment.objects.filter(case_id=self.stop.case_id)
        rows.update(is_current=not self.is_gone)

    def revoke(self) -> None:
        """Take the phone out of use."""
        with acting_as(self.lead):
            revoke_device(
                actor=self.lead, device_id=uuid.UUID(self.phone.id), because="lost",
                at=self.phone.now,
            )  # fmt: skip
        self.is_revoked = True

    def withdraw(self) -> None:
        """Take the stop out of the plan."""
        with acting_as(self.lead):
            withdraw_stops(
                actor=self.lead, stops=[Stop.objects.get(pk=self.stop.pk)], because="paid",
                at=self.phone.now,
            )  # fmt: skip

    def pause(self) -> None:
        """Stop the case."""
        with acting_as(self.lead):
            pause_case(
                actor=self.lead, case_id=self.stop.case_id, reason="dispute", note="",
                until_on=None, at=self.phone.now,
            )  # fmt: skip

    def visit(self) -> None:
        """Make the visit without a signal."""
        if self.visited:
            return
        stop = self.pack["stops"][0]
        self.outbox += [self.phone.sealed(each) for each in self.phone.visit(stop)]
        self.visited = True

    def sync(self) -> None:
        """Send what is held; a phone out of use goes on under a new name with its old outbox."""
        if self.is_revoked:
            fresh = Phone(self.phone.client, self.phone.now)
            self.phone.client.phone = fresh  # type: ignore[attr-defined]
            fresh.register()
            fresh.uptime_ms, fresh.sequence, fresh.tip = (
                self.phone.uptime_ms, self.phone.sequence, self.phone.tip,
            )  # fmt: skip
            self.phone, self.is_revoked = fresh, False
        said = self.phone.sync(*self.outbox).json()["results"]
        kept = {each["id"] for each in said if each["receipt"]}
        self.outbox = [each for each in self.outbox if each["id"] not in kept]

    def can_read(self) -> bool:
        """Say whether the papers still hold the stop."""
        try:
            with acting_as(self.phone.client.actor):  # type: ignore[attr-defined]
                found = give_pack(
                    actor=self.phone.client.actor,  # type: ignore[attr-defined]
                    device_id=uuid.UUID(self.phone.id), at=self.phone.now,
                )  # fmt: skip
        except Refused:
            return False
        return str(self.stop.pk) in {each["stop_id"] for each in found["stops"]}

    def end(self) -> str:
        """Return what became of the visit: ``lost`` when the office knows nothing of it."""
        if not self.visited:
            return "not made"
        if ContactRecord.objects.filter(pk=self.stop.pk).exists():
            return "recorded"
        if VisitReview.objects.filter(visit_key=self.stop.pk).exists():
            return "review"
        if FieldEvent.objects.filter(visit_key=self.stop.pk, kind="visit.left").exists():
            return "lost"
        return "set aside" if SetAside.objects.count() >= 6 else "lost"


def histories(lead: Actor, agent: Actor, stop: Stop, at: datetime, count: int, seed: int) -> Told:
    """Run random histories, each undone afterwards, and return what became of their visits."""
    told = Told()
    for number in range(count):
        chance = np.random.default_rng([seed, number])
        with transaction.atomic():
            world = _out(lead, agent, stop, at)
            for step in [*chance.choice(STEPS, chance.integers(3, 9)), "visit", "sync"]:
                world.phone.pass_time(float(chance.uniform(0.1, 4)))
                if step == "pack":
                    told.read_after += world.can_read() and (world.is_gone or world.is_revoked)
                else:
                    getattr(world, step)()
            end = world.end()
            told.histories += 1
            told.visits += world.visited
            told.lost += end == "lost"
            told.ends[end] += 1
            transaction.set_rollback(True)
    return told


def _out(lead: Actor, agent: Actor, stop: Stop, at: datetime) -> World:
    client = Direct(agent)
    phone = Phone(client, at)  # type: ignore[arg-type]
    client.phone = phone
    phone.register()
    with acting_as(agent):
        pack = give_pack(actor=agent, device_id=uuid.UUID(phone.id), at=at)
    pack["stops"].sort(key=lambda each: each["stop_id"] != str(stop.pk))
    phone.now += timedelta(minutes=1)
    assert base64.b64decode(phone.told["sealing_key"])
    return World(lead, stop, phone, pack)
