"""Hand the day's papers to a phone, and remember which cases it took along."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.devices.actions.epoch import settle_epoch
from doorstep_desk.devices.actions.register import LIMITS
from doorstep_desk.devices.queries import own_device
from doorstep_desk.fieldwork.changes import cases_to_be_left
from doorstep_desk.fieldwork.models import PackGiven
from doorstep_desk.fieldwork.pack.build import pack_for
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id


@transaction.atomic
def give_pack(*, actor: Actor, device_id: uuid.UUID, at: datetime) -> dict[str, Any]:
    """Return today's papers for a phone, with no stop whose case is to be left.

    A key that a phone lost is not handed out again: what is on the stop list has no papers,
    whatever the plan still says.

    Raises:
        Refused: The actor may not, the phone is not theirs or out of use, or they are in no pair.
    """
    actor.require("field.pack")
    device = own_device(actor, device_id)
    papers = pack_for(actor, at)
    planned = [int(stop["case_id"]) for stop in papers["stops"]]
    to_leave = cases_to_be_left(actor, device_id, planned, at)
    papers["stops"] = [each for each in papers["stops"] if each["case_id"] not in to_leave]
    cases = [int(stop["case_id"]) for stop in papers["stops"]]
    pack_id = new_id()
    PackGiven.objects.create(
        id=pack_id, agency_id=actor.agency_id, device=device, staff_id=actor.own_staff_id,
        on=local_day(at), cases=cases, given_at=at,
    )  # fmt: skip
    record(at=at, actor=actor, verb="pack.given", subject=f"device:{device_id}", stops=len(cases))
    valid_until = at + timedelta(seconds=LIMITS["pack_valid_s"])
    return {
        "stop_list": to_leave, "pack_id": str(pack_id),
        "server_epoch": settle_epoch(actor=actor, at=at), "made_at": at.isoformat(),
        "valid_until": valid_until.isoformat(), **papers,
    }  # fmt: skip
