"""How does one step of a case become a request to the law engine?"""

from datetime import date
from typing import Any

from doorstep.compliance.asked.tables import (
    FOREVER,
    ConsentColumns,
    OccasionColumns,
    VulnerabilityColumns,
    WishColumns,
)
from doorstep.compliance.calendar import Calendar, calendar_of
from doorstep.compliance.cases.attempts import Names
from doorstep.compliance.cases.claim_row import claim_row
from doorstep.compliance.cases.contact_row import contact_row, people_row
from doorstep.compliance.cases.visit_row import message_row, visit_row
from doorstep.compliance.cases.words import (
    WEEKDAYS,
    channel_bits,
    clock,
    day,
    instant,
    truth,
    weekday_mask,
    zones_of,
)
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.words import (
    ConsentKind,
    ConsentState,
    OccasionKind,
    VulnerabilityKind,
)
from doorstep.parameters.holidays import HolidayYear
from doorstep.terms.codes import Known
from doorstep.terms.local_time import NO_INSTANT

Row = dict[str, Any]

_EVERY_CHANNEL = 0x7F
_MIDNIGHT = 86_400


def requests_of(
    contact: Row, facts: Row, names: Names, law_date: str | None, limitation_years: int
) -> ContactRequests:
    """Return the request of one step, one row.

    Args:
        contact: What is planned.
        facts: Facts with those that the contact carries laid over them.
        names: Numbers of the case's names.
        law_date: Day whose law applies, or None.
        limitation_years: Length of the limitation period.
    """
    row = {
        **contact_row(contact, facts, names, law_date),
        **people_row(contact, facts),
        **claim_row(contact, facts, limitation_years),
        **visit_row(contact, facts),
        **message_row(contact, facts),
    }
    borrower = names.people.of(facts["borrower"]["id"])
    return ContactRequests.build(
        1,
        consents=_consents(facts, borrower),
        wishes=_wishes(facts, borrower),
        vulnerabilities=_vulnerabilities(facts, borrower),
        occasions=_occasions(facts, borrower),
        zone_sets=(zones_of(facts["borrower"]),),
        **{key: [value] for key, value in row.items()},
    )


def calendar_of_case(facts: Row) -> Calendar:
    """Return the calendars that are among the facts."""
    return calendar_of(
        {country: _years(country, value) for country, value in facts["calendars"].items()}
    )


def _years(country: str, value: Row) -> tuple[HolidayYear, ...]:
    """Put all blocks into the first loaded year; only the list of years matters otherwise."""
    blocks = tuple(
        (date.fromisoformat(block["from"]), date.fromisoformat(block["to"]))
        for block in value["holidays"]
    )
    makeup = tuple(date.fromisoformat(text) for text in value["makeup_workdays"])
    years = value["years_loaded"]
    return tuple(
        HolidayYear(
            country,
            year,
            blocks if number == 0 else (),
            makeup if number == 0 else (),
            "a worked case",
        )
        for number, year in enumerate(years)
    )


def _consents(facts: Row, borrower: int) -> ConsentColumns:
    own = [
        consent
        for consent in facts["consents"]
        if consent.get("by", facts["borrower"]["id"]) == facts["borrower"]["id"]
    ]
    rows = [_consent(consent) for consent in own]
    return ConsentColumns.build(len(rows), person_id=borrower, **_columns(rows))


def _consent(consent: Row) -> Row:
    given = consent.get("given_at")
    ends = [instant(consent[key]) for key in ("expires_at", "withdrawn_at") if key in consent]
    channels = consent.get("channels")
    return {
        "kind": ConsentKind.of(consent["what"]),
        "state": ConsentState.of(consent.get("state", "given")),
        "channels": channel_bits(channels) if channels else _EVERY_CHANNEL,
        "from_second": clock(consent["from"]) if "from" in consent else 0,
        "to_second": clock(consent["to"]) if "to" in consent else _MIDNIGHT,
        "given_at": instant(given) if given else int(NO_INSTANT),
        "ends_at": min(ends, default=int(FOREVER)),
    }


def _wishes(facts: Row, borrower: int) -> WishColumns:
    wished = facts["preferences"]
    windows = [(window, False) for window in wished["not_between"]]
    if wished["only_between"] is not None:
        windows.append((wished["only_between"], True))
    rows = [
        {
            "from_second": clock(window["from"]),
            "to_second": clock(window["to"]),
            "is_only": only,
            "weekdays": weekday_mask(window.get("weekdays", WEEKDAYS)),
        }
        for window, only in windows
    ]
    return WishColumns.build(len(rows), person_id=borrower, **_columns(rows))


def _vulnerabilities(facts: Row, borrower: int) -> VulnerabilityColumns:
    entries = [] if facts["vulnerability"] == "unknown" else facts["vulnerability"]
    rows = [
        {
            "kind": VulnerabilityKind.of(entry["kind"]),
            "noted_day": day(entry["noted_on"]),
            "pause_days": entry.get("pause_days", 30),
            "is_reviewed": entry["reviewed"],
        }
        for entry in entries
    ]
    return VulnerabilityColumns.build(len(rows), person_id=borrower, **_columns(rows))


def _occasions(facts: Row, borrower: int) -> OccasionColumns:
    around, region = facts["environment"], facts["borrower"]["region"]
    rows = [
        {
            "kind": OccasionKind.of(entry["kind"]),
            "day": day(entry["day"]),
            "is_official": Known.UNKNOWN,
        }
        for entry in around["occasions"]
    ]
    rows += [
        {
            "kind": OccasionKind.DISASTER,
            "day": day(entry["declared_on"]),
            "is_official": truth(entry["official"]),
        }
        for entry in around["disasters"]
        if entry["region"] == region
    ]
    return OccasionColumns.build(len(rows), person_id=borrower, **_columns(rows))


def _columns(rows: list[Row]) -> Row:
    return {key: [row[key] for row in rows] for key in rows[0]} if rows else {}
