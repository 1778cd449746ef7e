"""Boundaries of the rules outside China, place by place."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, attempt, contact, day, history

from doorstep.compliance.asked.tables import ConsentColumns, VulnerabilityColumns, WishColumns
from doorstep.compliance.calendar import Calendar, CountryCalendar
from doorstep.compliance.decide import judge
from doorstep.compliance.rulebook import rulebook_on
from doorstep.compliance.words import (
    Answer,
    ConsentKind,
    Jurisdiction,
    Moratorium,
    Objection,
    OrgKind,
    PlaceKind,
    Relation,
    ReviewState,
    Stage,
    Stopped,
    Tactic,
)
from doorstep.terms.codes import Channel, Direction, Disposition, Product, Provenance, Purpose

ZONES = {
    "IN": "Asia/Kolkata",
    "EU": "Europe/Dublin",
    "ID": "Asia/Jakarta",
    "PH": "Asia/Manila",
    "KR": "Asia/Seoul",
    "TH": "Asia/Bangkok",
    "VN": "Asia/Ho_Chi_Minh",
    "SG": "Asia/Singapore",
    "MY": "Asia/Kuala_Lumpur",
    "JP": "Asia/Tokyo",
    "BR": "America/Sao_Paulo",
    "KE": "Africa/Nairobi",
    "NG": "Africa/Lagos",
    "UK": "Europe/London",
    "US": "America/New_York",
}
NOTHING = history().at[:0].astype("int32")
CALENDAR = Calendar({c: CountryCalendar((2026,), NOTHING, NOTHING) for c in ("id", "th", "us")})
VISIT = {"channel": Channel.VISIT}
THIRD = {
    "channel": Channel.THIRD_PARTY,
    "medium": Channel.CALL,
    "purpose": Purpose.LOCATE,
    "relation": Relation.FRIEND,
    "target_id": 9,
}


@cache
def book(place):
    return rulebook_on(datetime(2026, 3, 4, tzinfo=ZoneInfo("UTC")).date(), place)


def moment(place, clock, on):
    local = datetime.fromisoformat(f"{on}T{clock}").replace(tzinfo=ZoneInfo(ZONES[place]))
    return int(local.timestamp())


def told(rule, changes, clock="12:00", on="2026-03-04", past=()):
    place = "US" if rule.startswith("HP") else rule[:2]
    spots = changes.get("spots", Jurisdiction[place])
    facts = {key: value for key, value in changes.items() if key != "spots"}
    request = contact(
        at=moment(place, clock, on),
        zone_sets=((ZONES[place],),),
        jurisdictions=int(spots),
        **facts,
    )
    rows = [
        {**row, "at": moment(place, *when), "received_at": moment(place, *when)}
        for row, when in past
    ]
    judgement = judge(request, history(*rows), book(place), CALENDAR)
    return Answer(int(judgement.answer(rule)[0]))


@pytest.mark.parametrize(
    ("rule", "inside", "outside"),
    [
        ("IN-TIME-01", ["08:00:00", "19:00:00"], ["07:59:59", "19:00:01"]),
        ("ID-01", ["08:00:00", "19:59:59"], ["07:59:59", "20:00:00"]),
        ("PH-01", ["06:00:00", "21:59:59"], ["05:59:59", "22:00:00"]),
        ("KR-03", ["08:00:00", "20:59:59"], ["07:59:59", "21:00:00"]),
        ("TH-01", ["08:00:00", "19:59:59"], ["07:59:59", "20:00:00"]),
        ("VN-02", ["07:00:00", "20:59:59"], ["06:59:59", "21:00:00"]),
        ("MY-01", ["09:00:00", "20:59:59"], ["08:59:59", "21:00:00"]),
        ("JP-01", ["08:00:00", "20:59:59"], ["07:59:59", "21:00:00"]),
        ("UK-TIME-01", ["08:00:00", "20:59:59"], ["07:59:59", "21:00:00"]),
        ("US-TIME-01", ["08:00:00", "21:00:00"], ["07:59:59", "21:00:01"]),
    ],
)
def test_hours_of_contact_to_the_second(rule, inside, outside):
    changes = {"days_past_due": 10}
    assert [told(rule, changes, clock) for clock in inside] == [Answer.ALLOW] * 2
    assert [told(rule, changes, clock) for clock in outside] == [Answer.DENY] * 2


@pytest.mark.parametrize(
    ("rule", "changes", "verdict"),
    [
        ("IN-TIME-01", THIRD, Answer.DENY),
        ("IN-TIME-01", {"channel": Channel.SMS, "tactics": int(Tactic.INSULT)}, Answer.DENY),
        ("IN-CERT-01", {"has_recovery_certificate": NO}, Answer.DENY),
        ("IN-CERT-01", {"has_recovery_certificate": YES}, Answer.ALLOW),
        ("IN-CERT-01", {}, Answer.UNKNOWN),
        ("IN-2026-*", {"is_agent_named": NO}, Answer.ALLOW),  # named, never decides
        ("IN-2026-*", {"is_agent_named": YES}, Answer.NOT_EXAMINED),
        ("EU-NPL-01", {"is_assigned": True, "is_authorised_servicer": NO}, Answer.DENY),
        ("EU-NPL-01", {"is_assigned": True}, Answer.UNKNOWN),
        ("EU-CCD2-01", {"purpose": Purpose.ENFORCEMENT}, Answer.NOT_EXAMINED),  # not yet in force
        ("ID-02", {"product": Product.P2P_LOAN, **THIRD}, Answer.DENY),
        ("ID-02", {"product": Product.P2P_LOAN, "org_kind": OrgKind.CREDITOR,
                   "days_past_due": 90}, Answer.ALLOW),
        ("ID-02", {"product": Product.P2P_LOAN, "org_kind": OrgKind.CREDITOR,
                   "days_past_due": 91}, Answer.DENY),
        ("PH-01", {**THIRD, "provenance": Provenance.ADDRESS_BOOK}, Answer.DENY),
        ("KR-02", {"is_expired": YES, "is_suspended": NO}, Answer.DENY),
        ("KR-02", {"is_expired": NO, "is_suspended": UNKNOWN}, Answer.UNKNOWN),
        ("KR-02", {"is_expired": NO, "is_suspended": YES,
                   "suspension_last_day": day("2026-03-04")}, Answer.DENY),
        ("KR-02", {"is_expired": NO, "is_suspended": YES,
                   "suspension_last_day": day("2026-03-03")}, Answer.NOT_EXAMINED),
        ("VN-01", {}, Answer.DENY),
        ("VN-01", {"org_kind": OrgKind.CREDITOR}, Answer.NOT_EXAMINED),
        ("SG-01", {"is_licensed_agency": YES, "are_agents_approved": YES}, Answer.ALLOW),
        ("SG-01", {"is_licensed_agency": YES, "are_agents_approved": NO}, Answer.DENY),
        ("JP-01", {**VISIT, "place": PlaceKind.WORK}, Answer.DENY),
        ("JP-01", {"is_represented": YES}, Answer.DENY),
        ("JP-01", {**VISIT, "stage": Stage.AT_DOOR, "is_asked_to_leave": True}, Answer.DENY),
        ("BR-01", {"tactics": int(Tactic.THREATEN)}, Answer.DENY),
        ("BR-01", {**VISIT, "place": PlaceKind.LEISURE}, Answer.DENY),
        ("KE-01", {"tactics": int(Tactic.MASS_MESSAGE_CONTACTS)}, Answer.DENY),
        ("NG-01", {"is_licensed_agency": NO}, Answer.DENY),
        ("NG-01", {}, Answer.UNKNOWN),
        ("UK-DISC-01", {"checks_identity_first": NO}, Answer.DENY),
        ("UK-DISC-01", {"channel": Channel.LETTER, "is_marked_private": YES}, Answer.ALLOW),
        ("UK-CARD-01", {"channel": Channel.LETTER, "has_misleading_card": YES}, Answer.DENY),
        ("UK-VISIT-01", VISIT, Answer.ALLOW),
        ("UK-VISIT-01", {**VISIT, "is_inside": YES}, Answer.DENY),
        ("UK-VISIT-01", {**VISIT, "place": PlaceKind.WORK}, Answer.DENY),
        ("UK-VISIT-01", {**VISIT, "stage": Stage.AT_DOOR, "is_in_distress": True}, Answer.DENY),
        ("UK-VISIT-01", {**VISIT, "vulnerabilities": VulnerabilityColumns.build(
            1, person_id=7, noted_day=day("2020-01-01"), is_reviewed=True)}, Answer.DENY),
        ("UK-VISIT-02", {**VISIT, "has_open_dispute": YES}, Answer.DENY),
        ("UK-VISIT-02", {**VISIT, "has_open_dispute": YES, "is_visit_agreed": True},
         Answer.NOT_EXAMINED),
        ("UK-VISIT-03", {**VISIT, "notice_sent": NO}, Answer.DENY),
        ("UK-FORB-01", {"is_in_hardship": YES}, Answer.ALLOW),
        ("UK-FORB-01", {}, Answer.UNKNOWN),
        ("UK-FORB-02", {"presses_for_too_much": YES}, Answer.DENY),
        ("UK-BREATH-01", {"moratorium": Moratorium.BREATHING_SPACE,
                          "moratorium_last_day": day("2026-03-04")}, Answer.DENY),
        ("UK-BREATH-01", {"moratorium": Moratorium.BREATHING_SPACE,
                          "moratorium_last_day": day("2026-03-03")}, Answer.ALLOW),
        ("UK-BREATH-02", {"moratorium": Moratorium.MENTAL_HEALTH_CRISIS,
                          "treatment_ended_day": day("2026-02-02")}, Answer.DENY),
        ("UK-BREATH-02", {"moratorium": Moratorium.MENTAL_HEALTH_CRISIS,
                          "treatment_ended_day": day("2026-02-01")}, Answer.ALLOW),
        ("UK-HOLD-01", {"is_plan_in_preparation": YES,
                        "preparation_started_day": day("2026-02-02")}, Answer.DENY),
        ("UK-HOLD-01", {"is_plan_in_preparation": YES,
                        "preparation_started_day": day("2026-02-01")}, Answer.ALLOW),
        ("US-PLACE-01", {**VISIT, "place": PlaceKind.HOSPITAL}, Answer.DENY),
        ("US-PLACE-01", {**VISIT, "unwanted_places": 1 << PlaceKind.HOME}, Answer.DENY),
        ("US-PLACE-02", {"is_point_at_work": YES, "employer_forbids": YES}, Answer.DENY),
        ("US-ATTY-01", {"is_represented": YES}, Answer.DENY),
        ("US-ATTY-01", {"is_represented": YES, "lawyer_answers": NO}, Answer.ALLOW),
        ("US-FREQ-04", {"review": ReviewState.UPHELD}, Answer.DENY),
        ("US-THIRD-01", THIRD, Answer.ALLOW),
        ("US-THIRD-01", {**THIRD, "mentions_debt": YES}, Answer.DENY),
        ("US-ECOMM-01", {"channel": Channel.SMS, "has_opt_out": NO}, Answer.DENY),
        ("US-VALID-01", {"first_communication_day": day("2026-02-27"),
                         "validation_sent_day": -(2**31), "has_open_dispute": NO}, Answer.ALLOW),
        ("US-VALID-01", {"first_communication_day": day("2026-02-26"),
                         "validation_sent_day": -(2**31), "has_open_dispute": NO}, Answer.DENY),
        ("US-TBD-01", {"threatens_suit": True, "is_expired": YES}, Answer.DENY),
        ("US-INPERSON-01", VISIT, Answer.ALLOW),
        ("US-MEDIUM-01", {"stop_channels": int(Stopped.CALL)}, Answer.DENY),
        ("US-CEASE-01", {"stopped_in_writing_at": 1}, Answer.DENY),
        ("US-CEASE-01", {"stopped_in_writing_at": 1, "purpose": Purpose.CONFIRM_END},
         Answer.ALLOW),
    ],
)  # fmt: skip
def test_what_each_place_refuses(rule, changes, verdict):
    spots = {"spots": Jurisdiction.US} if rule.startswith("US") else {}
    assert told(rule, {**changes, **spots}) is verdict


WEEK_AGO = [("12:00:01", "2026-02-25")]
DIAL = attempt("12:00")


def calls(number, **changes):
    return [({**DIAL, **changes}, (f"09:{i:02d}", "2026-03-02")) for i in range(number)]


@pytest.mark.parametrize(
    ("rule", "changes", "past", "verdict"),
    [
        ("US-FREQ-01", {}, calls(6), Answer.ALLOW),
        ("US-FREQ-01", {}, calls(7), Answer.DENY),
        ("US-FREQ-01", {}, calls(7, disposition=Disposition.BUSY), Answer.ALLOW),
        ("US-FREQ-01", {}, calls(7, account_id=2), Answer.ALLOW),
        ("HP-US-PERSON", {}, calls(7, account_id=2), Answer.DENY),  # over all debts
        ("US-FREQ-02", {}, calls(1, disposition=Disposition.RIGHT_PARTY_CONTACT), Answer.DENY),
        ("US-FREQ-02", {}, calls(1, disposition=Disposition.RIGHT_PARTY_CONTACT,
                                 direction=Direction.INBOUND), Answer.DENY),
        ("US-FREQ-02", {}, calls(1), Answer.ALLOW),
        ("US-FREQ-03", {}, calls(1, disposition=Disposition.BUSY), Answer.ALLOW),
        ("US-FREQ-03", {}, calls(1), Answer.NOT_EXAMINED),
        ("US-MA-03", {"spots": Jurisdiction.US | Jurisdiction.US_MA}, calls(1), Answer.ALLOW),
        ("US-MA-03", {"spots": Jurisdiction.US | Jurisdiction.US_MA}, calls(2), Answer.DENY),
        ("US-MA-03", {"spots": Jurisdiction.US | Jurisdiction.US_MA, "is_point_at_work": YES,
                      "work_objection": Objection.WRITTEN}, [], Answer.DENY),
        ("US-MA-02", {"spots": Jurisdiction.US | Jurisdiction.US_MA, **VISIT,
                      "place": PlaceKind.WORK}, [], Answer.DENY),
        ("US-MA-01", {"spots": Jurisdiction.US | Jurisdiction.US_MA, **VISIT},
         calls(1, channel=Channel.VISIT, disposition=Disposition.MET_BORROWER), Answer.DENY),
        ("US-NYC-01", {"spots": Jurisdiction.US | Jurisdiction.US_NYC}, calls(1), Answer.ALLOW),
        ("US-NYC-01", {"spots": Jurisdiction.US | Jurisdiction.US_NYC}, calls(2), Answer.DENY),
        ("KR-01", {}, calls(6), Answer.ALLOW),
        ("KR-01", {}, calls(7), Answer.DENY),
        ("TH-01", {}, [(DIAL, ("09:00", "2026-03-04"))], Answer.DENY),  # once a day
        ("VN-02", {}, [(DIAL, (f"09:0{i}", "2026-03-04")) for i in range(5)], Answer.DENY),
        ("US-THIRD-01", THIRD, [({**DIAL, "person_id": 9, "channel": Channel.THIRD_PARTY},
                                 ("09:00", "2026-01-04"))], Answer.DENY),  # asked before
    ],
)  # fmt: skip
def test_how_often_a_person_may_be_tried(rule, changes, past, verdict):
    assert told(rule, changes, past=past) is verdict


@pytest.mark.parametrize(
    ("received", "verdict"),
    [
        ("2026-02-18", Answer.NOT_EXAMINED),  # today is the tenth business day after it
        ("2026-02-17", Answer.DENY),  # it was yesterday
    ],
)
def test_automated_calls_end_ten_business_days_after_the_stop(received, verdict):
    stopped = {"is_automated": True, "medium_stopped_at": moment("US", "10:00", received)}
    assert told("US-TCPA-01", stopped) is verdict


@pytest.mark.parametrize("rule", ["UK-TIME-01", "US-TIME-02", "KR-02"])
@pytest.mark.parametrize(
    ("clock", "verdict"), [("11:59:59", Answer.ALLOW), ("12:00", Answer.DENY)]
)
def test_the_borrowers_hours_are_respected(rule, clock, verdict):
    wish = {"from_second": 12 * 3600, "to_second": 14 * 3600}
    wishes = WishColumns.build(1, person_id=7, **wish)
    facts = {"wishes": wishes, "is_suspended": NO, "is_expired": NO}
    assert told(rule, facts, clock) is verdict


def test_one_reply_to_a_message_of_the_borrower_is_good_at_any_hour():
    asked = {**DIAL, "direction": Direction.INBOUND, "channel": Channel.SMS}
    reply = {"channel": Channel.SMS, "purpose": Purpose.REPLY}
    past = [(asked, ("22:00", "2026-03-04"))]
    assert told("US-TIME-01", reply, "23:00", past=past) is Answer.NOT_EXAMINED
    assert told("US-TIME-01", reply, "23:00") is Answer.DENY
    again = [*past, ({**DIAL, "channel": Channel.SMS}, ("22:30", "2026-03-04"))]
    assert told("US-TIME-01", reply, "23:00", past=again) is Answer.DENY


def test_other_hours_by_agreement_in_indonesia_and_the_philippines():
    agreed = ConsentColumns.build(1, person_id=7, kind=ConsentKind.OTHER_TIME)
    for rule in ("ID-01", "PH-01"):
        facts = {"consents": agreed, "days_past_due": 10}
        assert told(rule, facts, "23:00") is Answer.ALLOW
    assert told("PH-01", {"days_past_due": 16}, "23:00") is Answer.ALLOW  # long past due
    assert told("PH-01", {"days_past_due": 15}, "23:00") is Answer.DENY
    assert told("ID-01", {}, on="2026-03-08") is Answer.DENY  # a Sunday
    assert told("TH-01", {}, "18:00", on="2026-03-07") is Answer.DENY  # a Saturday evening
