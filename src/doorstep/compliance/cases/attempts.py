"""How does the history of a case become attempts?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from doorstep.compliance.cases.words import DEFAULT_POINT, Numbers, instant, main_zone
from doorstep.compliance.history import Attempts
from doorstep.terms.codes import Channel, Direction, Disposition, Purpose
from doorstep.terms.local_time import instant_number

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """Numbers of the persons, contact points, accounts and creditors of one case."""

    people: Numbers
    points: Numbers
    accounts: Numbers
    creditors: Numbers


def new_names() -> Names:
    """Return empty tables of numbers."""
    return Names(Numbers(), Numbers(), Numbers(), Numbers())


def attempts_of(facts: Row, contact_at: str, names: Names) -> Attempts:
    """Return the attempts of a case, one row per person that each of them reaches.

    Args:
        facts: Facts of the step.
        contact_at: Instant of the contact; ``days_before`` counts back from its local day.
        names: Numbers of the case's names.
    """
    zone = main_zone(facts["borrower"])
    rows = [
        row
        for entry in facts["history"]
        for at in _instants(entry, contact_at, zone)
        for row in _rows(entry, at, facts, names)
    ]
    columns = {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
    return Attempts.build(len(rows), **columns)


def _instants(entry: Row, contact_at: str, zone: ZoneInfo) -> Iterator[int]:
    if "at" in entry:
        yield instant(entry["at"])
        return
    there = ZoneInfo(entry["zone"]) if "zone" in entry else zone
    if "day" in entry:
        on = datetime.fromisoformat(entry["day"]).date()
    else:
        today = datetime.fromisoformat(contact_at.replace("Z", "+00:00")).astimezone(zone).date()
        on = today - timedelta(days=entry["days_before"])
    for text in entry["times"]:
        yield instant_number(datetime.combine(on, time.fromisoformat(text), tzinfo=there))


def _rows(entry: Row, at: int, facts: Row, names: Names) -> Iterator[Row]:
    point = entry.get("contact_point", DEFAULT_POINT[entry["channel"]])
    place = facts["contact_points"][point]
    person = entry.get("person", facts["borrower"]["id"])
    received = entry.get("received_at")
    for reached in dict.fromkeys([person, *place["shared_by"]]):
        yield {
            "person_id": names.people.of(reached),
            "point_id": names.points.of(point),
            "account_id": names.accounts.of(entry.get("account", facts["account"]["id"])),
            "creditor_id": names.creditors.of(entry.get("creditor", facts["account"]["creditor"])),
            "at": at,
            "received_at": instant(received) if received else at,
            "channel": Channel.of(entry["channel"]),
            "purpose": Purpose.of(entry.get("purpose", "collect")),
            "direction": Direction.of(entry.get("direction", "outbound")),
            "disposition": Disposition.of(entry.get("disposition", "unknown")),
            "asked_to_leave": entry.get("asked_to_leave", False),
            "is_own": reached == person,
            "is_at_work": place["at_work"] is True,
            "is_reserved": place["reserved"],
        }
