"""How do the visit, the door and the message of a case become columns?"""

from collections.abc import Iterable
from typing import Any, Final

from doorstep.compliance.asked.columns import UNKNOWN_NUMBER
from doorstep.compliance.cases.contact_row import target_of
from doorstep.compliance.cases.words import UNKNOWN, day, number, truth, truth_of
from doorstep.compliance.rulebook import FOLDERS
from doorstep.compliance.words import (
    Dress,
    FoundBy,
    LeftItem,
    PaymentWay,
    PlaceKind,
    Tactic,
)
from doorstep.parameters.register import register_of
from doorstep.terms.codes import Known
from doorstep.terms.local_time import NO_DAY

Row = dict[str, Any]

_ADULT: Final = ("CN", "HP-MINOR", "age")
_SMALL: Final = ("CN", "CN-VISIT-05", "age")
_CARD_ITEMS: Final = ("CN", "CN-CONT-05", "items")
_HOURS: Final = ("IN", "IN-CERT-01", "hours")
_GRADUATE_HOURS: Final = ("IN", "IN-CERT-01", "graduate_hours")
"""Where in the register a number stands: place, rule, key."""


def visit_row(contact: Row, facts: Row) -> Row:
    """Return the columns of ``VisitFacts``."""
    request, place = facts["visit_request"], facts["place"]
    recording = facts["recording"]
    return {
        **_notice(facts["visit_notice"]),
        "is_requested": request["state"] == "made",
        "is_requested_in_writing": request["form"] == "written",
        "requested_place": PlaceKind.of(request["place"] or UNKNOWN),
        "may_stay_longer": request["longer_stay"],
        "place": PlaceKind.of(place["kind"]),
        "is_inside": truth(place["inside"]),
        "found_by": FoundBy.of(place["found_by"]),
        **_team(contact, facts),
        "has_working_recorder": truth(recording["device_ok"]),
        "is_covert_recording": recording["covert"],
        "films_inside": recording["video_inside"],
        "matches_faces": truth(recording["face_match"]),
        **_present(contact, facts),
        **_door(contact.get("door", {})),
    }


def _notice(notice: Row) -> Row:
    hours = notice["hours_before"]
    known = hours not in (None, UNKNOWN)
    return {
        "notice_sent": truth_of(notice["state"], ["sent"], ["not_sent"]),
        "notice_seconds_before": int(hours * 3600) if known else UNKNOWN_NUMBER,
        "notice_may_decline": truth(notice["decline_option"]),
        "is_confirmed": truth(notice["confirmed"]),
    }


def _team(contact: Row, facts: Row) -> Row:
    team = facts["team"]
    agents = [agent for agent in team["agents"].values() if agent is not None]
    ends = [agent["certificate_valid_until"] for agent in agents]
    known = sorted(day(end) for end in ends if end != UNKNOWN)
    people = agents if _is_visit(contact) else [facts["sender"]["agent"]]
    trained = [number(person["trained_days_before"]) for person in people]
    return {
        "team_size": number(team["size"]),
        "has_third_for_help": team["third_member"] != "none",
        "certified_until_day": known[-2] if len(known) > 1 else int(NO_DAY),
        "has_unknown_certificate": UNKNOWN in ends,
        "first_certificate_ends_day": known[0] if known else int(NO_DAY),
        "agents_have_violent_record": _any(person["violent_record"] for person in people),
        "longest_since_training_days": max(trained, default=UNKNOWN_NUMBER),
        "has_unknown_training": UNKNOWN_NUMBER in trained,
        "has_recovery_certificate": _all(_certificate(person) for person in people),
        "are_agents_approved": _all(truth(person["approved"]) for person in people),
        "dress": Dress.of(team["dress"]),
        "has_id_documents": truth(team["id_documents"]),
        "has_authority_letter": truth(team["authority_letter"]),
        "has_loan_sheet": truth(team["loan_sheet"]),
    }


def _is_visit(contact: Row) -> bool:
    return bool(contact.get("by", contact["channel"]) == "visit")


def _any(values: Any) -> Known:
    """Return yes if one is true, else unknown if one is unknown, else no."""
    seen = [truth(value) for value in values]
    if Known.YES in seen:
        return Known.YES
    return Known.UNKNOWN if Known.UNKNOWN in seen else Known.NO


def _all(values: Iterable[Known]) -> Known:
    """Return no if one is false, else unknown if one is unknown, else yes."""
    seen = set(values)
    if Known.NO in seen:
        return Known.NO
    return Known.UNKNOWN if Known.UNKNOWN in seen else Known.YES


def _certificate(person: Row) -> Known:
    """Say whether a person has the hours; whether they are a graduate matters only between."""
    hours, graduate = number(person["dra_hours"]), truth(person["graduate"])
    if hours == UNKNOWN_NUMBER:
        return Known.UNKNOWN
    if hours >= _number(*_HOURS):
        return Known.YES
    return graduate if hours >= _number(*_GRADUATE_HOURS) else Known.NO


def _number(place: str, rule: str, key: str) -> int:
    """Return a number of the register; it stands in one of the rule's legs."""
    legs = register_of(FOLDERS[place]).entries[rule].legs
    return next(leg.values[key] for leg in legs if key in leg.values)


def _present(contact: Row, facts: Row) -> Row:
    present = contact.get("present", UNKNOWN)
    if present == UNKNOWN:
        return {"is_presence_known": False}
    target = target_of(contact, facts)["relation"]
    ages = [person["age"] for person in present]
    known = [age for age in ages if age != UNKNOWN]
    adult, small = _number(*_ADULT), _number(*_SMALL)
    others = [person for person in present if person["relation"] != target]
    return {
        "is_presence_known": True,
        "present_count": len(present),
        "present_minors": sum(age < adult for age in known),
        "present_small_children": sum(age < small for age in known),
        "present_unknown_age": len(ages) - len(known),
        "present_others": sum(
            person["age"] == UNKNOWN or person["age"] >= adult for person in others
        ),
        "is_target_present": any(person["relation"] == "self" for person in present),
    }


def _door(door: Row) -> Row:
    payment = door.get("payment", {"method": "none"})
    return {
        "ring_count": door.get("ring_count", 1),
        "waiting_seconds": int(door.get("waiting_minutes", 0) * 60),
        "is_asked_to_leave": door.get("leave_requested", False),
        "is_in_distress": door.get("distress", False),
        "left_item": LeftItem.of(door.get("leave_item", "none")),
        "payment_way": PaymentWay.of(payment["method"]),
        "has_extra_fee": payment.get("extra_fee", False),
    }


def message_row(contact: Row, facts: Row) -> Row:
    """Return the columns of ``MessageFacts``."""
    message, language = facts["message"], facts["borrower"]["language"]
    own = UNKNOWN if language == UNKNOWN else language in message["languages"]
    return {
        "mentions_debt": truth(message["mentions_debt"]),
        "names_institution": truth(message["names_institution"]),
        "poses_as_other": _other_than_none(message["poses_as"]),
        "has_invented_consequence": truth(message["invented_consequence"]),
        "matches_ledger": truth(message["amount_matches_ledger"]),
        "announces_bureau_report": message["announces_bureau_report"],
        "has_threat_or_insult": truth(message["threat_or_insult"]),
        "urges_new_borrowing": truth(message["urges_new_borrowing"]),
        "asks_acknowledgement": message["asks_acknowledgement"],
        "has_all_card_items": len(message["card_letter_items"]) >= _number(*_CARD_ITEMS),
        "is_in_own_language": truth(own),
        "has_opt_out": truth(message["opt_out"]),
        "is_marked_private": truth(message["marked_private"]),
        "checks_identity_first": truth(message["identity_check_first"]),
        "has_misleading_card": truth(message["misleading_card"]),
        "presses_for_too_much": _other_than_none(message["presses_for"]),
        "threatens_suit": message["threatens_suit"],
        "is_posted_publicly": message["posted_publicly"],
        "tactics": int(Tactic.of(*contact.get("tactics", []))),
    }


def _other_than_none(word: str) -> Known:
    return Known.UNKNOWN if word == UNKNOWN else truth(word != "none")
