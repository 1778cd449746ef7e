"""Follow two people through a visit: where they are, how long, and whether they are safe."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Least

from doorstep_desk.fieldwork.actions.watch import raise_alert
from doorstep_desk.fieldwork.models import FieldEvent, Outing, Place
from doorstep_desk.fieldwork.places import WITH_PLACE, spot_of
from doorstep_desk.fieldwork.reading import Event
from doorstep_desk.plumbing.actor import Actor

_OPENS: Final = ("visit.started", "visit.arrived", "visit.left", "safety.timer", "safety.pair")


def follow_outing(
    actor: Actor,
    row: FieldEvent,
    event: Event,
    place: Mapping[str, Any] | None,
    at: datetime,
) -> None:
    """Keep what a record tells about where two people are; of most records that is nothing."""
    if event.kind == "safety.duress":
        raise_alert(actor=actor, kind="duress", visit_key=event.visit_key, at=at)
    if event.visit_key is None:
        return
    if event.kind in _OPENS:
        _open(actor, row, event.visit_key)
        _move(row, event, event.visit_key)
    if event.kind in WITH_PLACE:
        _keep_place(actor, row, event, place)
    if event.kind == "safety.pair" and event.body.get("present") is False:
        raise_alert(actor=actor, kind="alone", visit_key=event.visit_key, at=at)


def _open(actor: Actor, row: FieldEvent, visit_key: uuid.UUID) -> None:
    fresh = Outing(
        visit_key=visit_key, agency_id=actor.agency_id, device_id=row.device_id,
        staff_id=row.staff_id, case_key=row.case_key, stop_key=row.stop_key,
        started_at=row.happened_at,
    )  # fmt: skip
    Outing.objects.bulk_create([fresh], ignore_conflicts=True)


def _move(row: FieldEvent, event: Event, visit_key: uuid.UUID) -> None:
    mine = Outing.objects.filter(visit_key=visit_key)
    match event.kind:
        case "visit.started":
            mine.update(started_at=Least(F("started_at"), Value(row.happened_at)))
            if event.body.get("pair") is True:
                mine.filter(pair_present=None).update(pair_present=True)
        case "visit.arrived":
            mine.update(arrived_at=Coalesce(F("arrived_at"), Value(row.happened_at)))
        case "visit.left":
            mine.update(
                left_at=Coalesce(F("left_at"), Value(row.happened_at)),
                checked_out_at=Coalesce(F("checked_out_at"), Value(row.happened_at)),
            )
        case "safety.pair":
            mine.update(pair_present=event.body.get("present") is True)
        case "safety.timer":
            _set_timer(row, event, visit_key)
        case _:
            assert event.kind in _OPENS  # noqa: S101 (cannot happen: no other kind moves anything)


def _set_timer(row: FieldEvent, event: Event, visit_key: uuid.UUID) -> None:
    mine = Outing.objects.filter(visit_key=visit_key)
    if event.body.get("state") == "ended":
        mine.update(checked_out_at=row.happened_at)
        return
    try:
        due = datetime.fromisoformat(str(event.body.get("due_at")))
    except ValueError:
        return
    if due.tzinfo is not None:
        mine.update(check_out_due_at=due)


def _keep_place(
    actor: Actor, row: FieldEvent, event: Event, place: Mapping[str, Any] | None
) -> None:
    """Keep where it was, between arriving and leaving; what was sent from elsewhere is let go."""
    spot = spot_of(place, row.happened_at)
    visit_key = event.visit_key
    if spot is None or place is None or visit_key is None or _is_outside(row, event, visit_key):
        return
    longitude, latitude = spot.coarse()
    Place.objects.create(
        event=row, agency_id=actor.agency_id, staff_id=row.staff_id, visit_key=visit_key,
        at=row.happened_at, exact=json.dumps(place, sort_keys=True),
        coarse_longitude=longitude, coarse_latitude=latitude,
    )  # fmt: skip


def _is_outside(row: FieldEvent, event: Event, visit_key: uuid.UUID) -> bool:
    if event.kind != "place.sample":
        return False
    out = Outing.objects.filter(visit_key=visit_key).first()
    if out is None or out.arrived_at is None or row.happened_at < out.arrived_at:
        return True
    return out.left_at is not None and row.happened_at > out.left_at
