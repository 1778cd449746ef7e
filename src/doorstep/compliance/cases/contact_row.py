"""How do the contact and the sender of a case become columns?"""

from datetime import datetime
from typing import Any

from doorstep.compliance.asked.columns import NOT_IN_QUESTION
from doorstep.compliance.cases.attempts import Names
from doorstep.compliance.cases.words import (
    DEFAULT_POINT,
    channel_bits,
    day,
    instant,
    jurisdictions_of,
    main_zone,
    number,
    truth,
    truth_of,
)
from doorstep.compliance.words import Delivery, Objection, OrgKind, PlaceKind, Relation, Stage
from doorstep.terms.codes import Channel, Direction, Provenance, Purpose
from doorstep.terms.local_time import NO_DAY, NO_INSTANT, day_number

Row = dict[str, Any]


def target_of(contact: Row, facts: Row) -> Row:
    """Return who is to be reached; the borrower if nobody is named."""
    target: Row = contact.get("target", {"person": facts["borrower"]["id"], "relation": "self"})
    return target


def contact_row(contact: Row, facts: Row, names: Names, law_date: str | None) -> Row:
    """Return the columns of ``PlannedContact``."""
    point = contact.get("contact_point", DEFAULT_POINT[contact["channel"]])
    account = contact.get("account", facts["account"]["id"])
    return {
        "person_id": names.people.of(facts["borrower"]["id"]),
        "target_id": names.people.of(target_of(contact, facts)["person"]),
        "relation": Relation.of(target_of(contact, facts)["relation"]),
        "account_id": names.accounts.of(account),
        "creditor_id": names.creditors.of(facts["account"]["creditor"]),
        "point_id": names.points.of(point),
        "provenance": Provenance.of(facts["contact_points"][point]["provenance"]),
        "is_point_at_work": truth(facts["contact_points"][point]["at_work"]),
        "has_open_data_request": any(
            request["about"] == point and request["state"] == "open"
            for request in facts["data_requests"]
        ),
        "channel": Channel.of(contact["channel"]),
        "medium": Channel.of(contact.get("by") or contact["channel"]),
        "purpose": Purpose.of(contact["purpose"]),
        "direction": Direction.of(contact.get("direction", "outbound")),
        "stage": Stage.of(contact.get("stage", "plan")),
        "delivery": Delivery.of(contact.get("delivery", "post")),
        "at": instant(contact["at"]),
        "law_day": day(law_date) if law_date else int(NO_DAY),
        "duration_seconds": contact.get("duration_minutes", 30) * 60,
        "jurisdictions": int(jurisdictions_of(facts["borrower"])),
        **_sender(facts["sender"]),
        **_basis(facts["decision_basis"]),
    }


def _sender(sender: Row) -> Row:
    return {
        "org_kind": OrgKind.of(sender["org_kind"]),
        "is_ai": sender["is_ai"],
        "is_ai_checked": truth(sender["ai_checked"]),
        "is_automated": sender["is_automated"],
        "uses_private_device": truth_of(sender["device"], ["private"], ["company"]),
        "may_use_private_device": truth(sender["private_device_agreed"]),
        "has_registered_number": truth_of(
            sender["number"], ["registered"], ["altered", "virtual", "sim_bank", "rotating"]
        ),
    }


def _basis(basis: Row) -> Row:
    return {
        "is_automated_decision": basis["automated"],
        "has_major_effect": basis["major_effect"],
        "was_reviewed": truth(basis["human_review"]),
    }


def people_row(contact: Row, facts: Row) -> Row:
    """Return the columns of ``PeopleFacts``."""
    borrower, target = facts["borrower"], target_of(contact, facts)
    represented = facts["representation"]
    return {
        "is_company": borrower["kind"] == "company",
        "life": {"alive": 0, "deceased": 1}.get(borrower["life"], -1),
        "has_capacity": truth_of(borrower["capacity"], ["full"], ["none"]),
        "is_reachable": truth_of(borrower["reachability"], ["reachable"], ["unreachable"]),
        "age": number(borrower["age"]),
        "target_age": number(target["age"]) if "age" in target else NOT_IN_QUESTION,
        "is_represented": truth_of(represented["state"], ["notified"], ["none"]),
        "lawyer_answers": truth(represented["answers"]),
        "lawyer_agrees": represented["consents_to_direct"],
        "stop_channels": _live_stops(contact, facts, target["person"]),
        "unwanted_places": _places(facts["preferences"]["not_at"]),
        "employer_forbids": truth(facts["work_contact"]["employer_forbids"]),
        "work_objection": Objection.of(facts["work_contact"]["objection"]),
        "objected_day": _local_day(facts["work_contact"]["objected_at"], facts),
        "was_asked_to_call_again": target.get("asked_to_be_called_again", False),
        **_dated_stops(contact, facts, target["person"]),
        "is_agreed_contact": truth(target.get("agreed_contact", "unknown")),
        "has_joint_debt": truth_of(
            facts["account"]["joint_debt_evidence"],
            ["joint_signature", "later_adoption", "household_needs"],
            ["none"],
        ),
        "is_vulnerability_known": facts["vulnerability"] != "unknown",
        **_reserved_points(facts["contact_points"]),
        **_obligor(facts["obligors"], target),
    }


def _stops_of(contact: Row, facts: Row, person: str) -> list[Row]:
    """Return the live stop requests of a person."""
    at = instant(contact["at"])
    return [
        stop
        for stop in facts["stop_requests"]
        if stop.get("by", facts["borrower"]["id"]) == person
        and instant(stop["received_at"]) <= at
        and ("withdrawn_at" not in stop or instant(stop["withdrawn_at"]) > at)
    ]


def _live_stops(contact: Row, facts: Row, person: str) -> int:
    bits = 0
    for stop in _stops_of(contact, facts, person):
        bits |= channel_bits(stop["channels"])
    return bits


def _dated_stops(contact: Row, facts: Row, person: str) -> Row:
    stops = _stops_of(contact, facts, person)
    medium = contact.get("by") or contact["channel"]
    written = [s for s in stops if s["form"] == "written" and "all" in s["channels"]]
    named = [s for s in stops if {"all", medium} & set(s["channels"])]
    answered = [s for s in stops if s.get("automated") and {"call", "sms"} & set(s["channels"])]
    return {
        "stopped_in_writing_at": _earliest(written),
        "medium_stopped_at": _earliest(named),
        "automated_stopped_at": _earliest(answered),
    }


def _earliest(stops: list[Row]) -> int:
    return min((instant(stop["received_at"]) for stop in stops), default=int(NO_INSTANT))


def _places(words: list[str]) -> int:
    bits = 0
    for word in words:
        bits |= 1 << PlaceKind.of(word)
    return bits


def _local_day(text: str | None, facts: Row) -> int:
    if text is None:
        return int(NO_DAY)
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return day_number(at.astimezone(main_zone(facts["borrower"])).date())


def _reserved_points(points: Row) -> Row:
    reserved = [point for point in points.values() if point["reserved"]]
    invalid = [point for point in reserved if point["valid"] is False]
    found = [day(point["invalid_found_on"]) for point in invalid if "invalid_found_on" in point]
    unsure = any(point["valid"] == "unknown" for point in reserved)
    return {
        "has_invalid_reserved_point": truth(True if invalid else "unknown" if unsure else False),
        "invalid_found_day": min(found, default=day("unknown")),
    }


def _obligor(obligors: Row, target: Row) -> Row:
    obligor = obligors.get(target["person"])
    if obligor is None or obligor["role"] != target["relation"]:
        return {"is_listed_obligor": False}
    guarantee, heir = obligor.get("guarantee", {}), obligor.get("heir", {})
    return {
        "is_listed_obligor": True,
        "is_general_guarantee": truth_of(
            guarantee.get("kind", "unknown"), ["general"], ["joint_liability"]
        ),
        "guarantee_ends_day": day(guarantee.get("period_ends_on", "unknown")),
        "guarantor_sued_day": day(guarantee.get("sued_on", "unknown")),
        "has_renounced": truth(heir.get("renounced", "unknown")),
        "has_inherited": truth(heir.get("inherited_fen", "unknown")),
    }
