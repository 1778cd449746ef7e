"""What does an agent see of the day?"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from doorstep.terms.local_time import BEIJING
from doorstep_desk.cases.names import first_name
from doorstep_desk.dayplans.lists import PairStops, PlannedStop, numbered, pair_day, run_of
from doorstep_desk.field.presentation.day import FieldDay, FieldFrame, StopRow
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import PairSeen, pair_of_agent, pairs, staff_by_id
from doorstep_desk.visits.queries import StopRecord, records_of_stops

_STATES: Final = {"planned": "planned", "begun": "planned", "done": "done"}
Records = Mapping[uuid.UUID, StopRecord]


@dataclass(frozen=True, slots=True)
class OwnDay:
    """The day of the pair that somebody belongs to.

    Attributes:
        on: The day.
        pair: The pair; None when somebody has none.
        day: Its stops; None without a plan.
        records: What was recorded at its stops.
        because: Why there are no stops: ``no_plan``, ``no_pair``, ``no_stops`` or empty.
    """

    on: date
    pair: PairSeen | None
    day: PairStops | None
    records: Records
    because: str

    def rows(self) -> tuple[StopRow, ...]:
        """Return the stops in order."""
        stops = self.day.stops if self.day is not None else ()
        return stop_rows(stops, self.records)

    def row_of(self, stop_id: uuid.UUID) -> StopRow:
        """Return one stop as a row.

        Raises:
            Refused: It is not on this day's list.
        """
        for row in self.rows():
            if row.stop_id == str(stop_id):
                return row
        raise Refused("stop-unknown", "This stop is not on your plan. Open today's list.")

    def stop_of(self, stop_id: uuid.UUID) -> PlannedStop:
        """Return one stop.

        Raises:
            Refused: It is not on this day's list.
        """
        for stop in self.day.stops if self.day is not None else ():
            if stop.pk == stop_id:
                return stop
        raise Refused("stop-unknown", "This stop is not on your plan. Open today's list.")


def own_day(actor: Actor, on: date) -> OwnDay:
    """Return the day of somebody's pair, in a constant number of queries."""
    pair = pair_of_agent(actor.staff_id or 0)
    if pair is None:
        return OwnDay(on, None, None, {}, "no_pair")
    run = run_of(actor.agency_id, on)
    day = None if run is None else pair_day(run, actor.staff_id or 0)
    if day is None:
        return OwnDay(on, pair, None, {}, "no_plan")
    records = records_of_stops(stop.pk for stop in day.stops)
    return OwnDay(on, pair, day, records, "" if day.stops else "no_stops")


def field_day(own: OwnDay) -> FieldDay:
    """Return the list of today's stops."""
    plan = own.day.plan if own.day is not None else None
    return FieldDay(
        on=own.on,
        stops=own.rows(),
        kilometres=plan.kilometres if plan else 0.0,
        returns_minute=plan.ends_minute if plan else 0,
        because=own.because,
    )


def field_frame(actor: Actor, own: OwnDay) -> FieldFrame:
    """Return what stands around every page of the phone."""
    me = staff_by_id([actor.staff_id or 0]).get(actor.staff_id or 0)
    pair = own.pair
    number, partner = 1, ""
    if pair is not None:
        number = 1 + [each.id for each in pairs(actor.agency_id)].index(pair.id)
        partner = (pair.second if pair.first.id == actor.staff_id else pair.first).display_name
    return FieldFrame(
        person=me.display_name if me else actor.name,
        partner=partner,
        pair_letter=pair.letter if pair else "",
        pair_number=number,
        now=clock.now().astimezone(BEIJING),
        is_demo=store_is_demo(),
        may_open_office=actor.may("day.read") or actor.may("case.read"),
    )


def stop_rows(stops: Sequence[PlannedStop], records: Records) -> tuple[StopRow, ...]:
    """Return stops as rows; the whole address only where it is needed next."""
    return tuple(_row(number, stop, records.get(stop.pk)) for number, stop in numbered(stops))


def _row(number: int, stop: Any, record: StopRecord | None) -> StopRow:
    state = _STATES.get(stop.state, "cancelled")
    return StopRow(
        stop_id=str(stop.pk), sequence=number, first_name=first_name(stop.case.borrower.name),
        place=" ".join(each for each in (stop.point.county, stop.point.town) if each),
        address=stop.point.value, opens_minute=stop.opens_minute,
        closes_minute=stop.closes_minute, arrives_minute=stop.arrives_minute,
        travel_minutes=stop.travel_minutes, metres=stop.metres, reasons=_reasons(stop.reasons),
        language=stop.case.borrower.language.split()[0], state=state,
        outcome=record.disposition if record else "",
        state_because=_because(stop.state_because) if state == "cancelled" else "",
    )  # fmt: skip


def _reasons(stored: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return why we go, without debt, sum or creditor."""
    found = []
    for each in stored:
        if each["kind"] == "appointment":
            hours = f"{each['from']}–{each['to']}"
            found.append(say(f"预约 {hours}", f"appointment {hours}"))
        elif each["kind"] == "notice":
            at = datetime.fromisoformat(each["at"]).astimezone(BEIJING)
            found.append(say(f"{at:%m-%d} 已事先告知", f"announced on {at.day} {at:%b}"))
        elif each["kind"] == "address_verified":
            found.append(say("地址已核实", "address verified"))
    return tuple(found) or (say("顺路且在允许时段内", "on the way, within a lawful window"),)


def _because(because: str) -> str:
    if because == "a newer version of the day":
        return say("行程已更新", "The plan was renewed")
    return because
