"""Put together what one phone takes along today."""

import base64
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from doorstep.compliance.leave.permit import SignedPermit
from doorstep.terms.local_time import beijing_instant, local_day
from doorstep_desk.cases.names import first_name
from doorstep_desk.dayplans.lists import PlannedStop, pair_day, run_of
from doorstep_desk.dayplans.queries import appointment_in
from doorstep_desk.fieldwork.errors import no_pair
from doorstep_desk.fieldwork.pack.about import About, about
from doorstep_desk.fieldwork.pack.questions import confirm, questions_about
from doorstep_desk.fieldwork.pack.templates import templates_for
from doorstep_desk.fieldwork.pack.words import DO_NOT, both, closed_lists, reason_said, wished_said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.staff.queries import PairSeen, StaffSeen, pair_of_agent
from doorstep_desk.visits.visitors import secret_of

TO_BE_MADE: Final = ("planned", "begun")
CHECK_OUT_SECONDS: Final = 45 * 60
_E6: Final = 1_000_000


def pack_for(actor: Actor, at: datetime) -> dict[str, Any]:
    """Return the papers of an agent for today, without name and stop list.

    Only stops of this agent's pair that are still to be made and whose leave stands.

    Raises:
        Refused: The agent is in no pair.
    """
    pair = pair_of_agent(actor.staff_id or 0)
    if pair is None:
        raise no_pair()
    me, partner = pair.first, pair.second
    if me.id != actor.staff_id:
        me, partner = partner, me
    on = local_day(at)
    stops = _stops(actor, on)
    return {
        "agent": {**_named(me), "code_seed": _seed(pair, at)}, "partner": _named(partner),
        "stops": _said(actor, pair, stops, on, at), "templates": templates_for(me.display_name),
        "words": closed_lists(), "safety": {"check_out_s": CHECK_OUT_SECONDS, "call": "110"},
    }  # fmt: skip


def _stops(actor: Actor, on: date) -> list[PlannedStop]:
    run = run_of(actor.agency_id, on)
    day = None if run is None else pair_day(run, actor.staff_id or 0)
    if day is None or day.is_out:
        return []
    return [
        stop for stop in day.stops if stop.state in TO_BE_MADE and stop.permit.cancelled_at is None
    ]


def _named(person: StaffSeen) -> dict[str, Any]:
    return {"id": str(person.id), "name": person.display_name}


def _seed(pair: PairSeen, at: datetime) -> str:
    return base64.b64encode(secret_of(pair.id, at)).decode()


def _said(
    actor: Actor, pair: PairSeen, stops: Sequence[PlannedStop], on: date, at: datetime
) -> list[dict[str, Any]]:
    known = about(
        actor, [stop.case_id for stop in stops], [stop.case.borrower_id for stop in stops],
        [stop.point_id for stop in stops], at, on,
    )  # fmt: skip
    agents = sorted((pair.first.id, pair.second.id))
    return [
        {**_stop(stop, on), **_closed(stop, known), "order": order, "agents": agents}
        for order, stop in enumerate(stops, start=1)
    ]


def _stop(stop: Any, on: date) -> dict[str, Any]:
    """Return what an agent needs on the way to a stop and before the door."""
    midnight = beijing_instant(on, 0)
    minutes = (stop.arrives_minute, stop.opens_minute, stop.closes_minute)
    eta, opens, closes = ((midnight + timedelta(minutes=each)).isoformat() for each in minutes)
    return {
        "stop_id": str(stop.pk), "case_id": str(stop.case_id), "visit_id": str(stop.pk),
        "point_id": stop.point_id, "eta": eta, "window": [opens, closes],
        "reason": reason_said(stop.reasons),
        "appointment": appointment_in(stop.reasons), "address": _address(stop.point),
        "open": {
            "first_name": first_name(stop.case.borrower.name),
            "subject": {"zh": "私人事务", "en": "Private matter"},
        },
        "do_not": [both(each) for each in DO_NOT],
    }  # fmt: skip


def _address(point: Any) -> dict[str, Any]:
    is_placed = point.longitude is not None and point.latitude is not None
    return {
        "text": point.value, "accuracy": point.accuracy_metres,
        "lon_e6": round(point.longitude * _E6) if is_placed else None,
        "lat_e6": round(point.latitude * _E6) if is_placed else None,
    }  # fmt: skip


def _closed(stop: Any, known: About) -> dict[str, Any]:
    """Return the leave, what is sealed, and how somebody shows that they are the right person."""
    signed = SignedPermit(bytes(stop.permit.body), bytes(stop.permit.signature))
    person = stop.case.borrower
    return {
        "permit": signed.as_text(), "person_id": person.pk, "purpose": stop.permit.purpose,
        "sealed": known.sealed(stop.case_id, person.pk),
        "wished": wished_said(known.wishes.get(person.pk)),
        "safety": [
            risk.said() for risk in known.risks.get(stop.point_id, ())
        ],
        "questions": questions_about(person.birth_on, person.identity_number),
        "code": None, "confirm": confirm(),
    }  # fmt: skip
