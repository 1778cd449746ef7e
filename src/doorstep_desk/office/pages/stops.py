"""How does a stored stop become a line of the board?"""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from doorstep.terms.local_time import BEIJING
from doorstep_desk.dayplans.lists import PairStops, numbered
from doorstep_desk.dayplans.queries import appointment_in
from doorstep_desk.office.pages.chances import odds_of, permit_of, stop_reasons
from doorstep_desk.office.presentation.board import BoardStop, PairDay
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import ShiftSeen
from doorstep_desk.visits.queries import StopRecord

_STATES: Final = {
    "planned": "planned", "begun": "going", "done": "done", "withdrawn": "cancelled",
    "replaced": "cancelled",
}  # fmt: skip

Records = Mapping[uuid.UUID, StopRecord]


def pair_page(
    number: int,
    day: PairStops,
    shift: ShiftSeen | None,
    records: Records,
    now: datetime,
    *,
    is_selected: bool,
) -> PairDay:
    """Return one pair and its day as the board shows them."""
    plan, pair = day.plan, day.plan.pair
    return PairDay(
        pair_id=pair.pk, letter=pair.letter, number=number,
        first=pair.first.display_name, second=pair.second.display_name,
        first_id=pair.first_id, second_id=pair.second_id,
        shift_starts_minute=shift.starts_minute if shift else plan.starts_minute,
        shift_ends_minute=shift.ends_minute if shift else plan.ends_minute,
        returns_minute=plan.ends_minute, kilometres=plan.kilometres,
        start_latitude=plan.start_latitude, start_longitude=plan.start_longitude,
        stops=board_stops(day, records, now), is_selected=is_selected, is_out=day.is_out,
    )  # fmt: skip


def board_stops(day: PairStops, records: Records, now: datetime) -> tuple[BoardStop, ...]:
    """Return the lines of a pair's stops, without a query."""
    found = []
    for number, stop in numbered(day.stops):
        record = records.get(stop.pk)
        state = _STATES.get(stop.state, "planned")
        found.append(
            BoardStop(
                sequence=number, case_id=stop.case_id, borrower=stop.case.borrower.name,
                place=place_of(stop.point.county or stop.point.city, stop.point.town),
                opens_minute=stop.opens_minute, closes_minute=stop.closes_minute,
                arrives_minute=stop.arrives_minute, leaves_minute=stop.leaves_minute,
                is_agreed=appointment_in(stop.reasons) is not None, state=state,
                outcome=record.disposition if record else "",
                recorded_at=record.recorded_at.astimezone(BEIJING) if record else None,
                purpose=say("面谈还款安排", "Talk about a repayment that fits"),
                reasons=stop_reasons(stop.reasons),
                odds=odds_of(stop.chance) if state in ("planned", "going") else None,
                permit=permit_of(stop.permit, now),
                latitude=stop.point.latitude, longitude=stop.point.longitude,
            )
        )  # fmt: skip
    return tuple(found)


def place_of(county: str, town: str) -> str:
    """Return county and town or street, without the door."""
    return " ".join(part for part in (county, town) if part)
