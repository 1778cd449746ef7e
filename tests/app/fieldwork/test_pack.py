"""Does a phone take along today's stops of its own pair, and of each only what is needed there?"""

import json

import pytest
from tests.app.doors import signed_in
from tests.app.fieldwork.phone import Phone

from doorstep_desk.cases.models import Assignment, Case, TimeWish
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.fieldwork.pack.questions import answer_hash
from doorstep_desk.fieldwork.pack.templates import BEFORE_CERTAINTY, TEMPLATES, debt_in
from doorstep_desk.payments.actions.ways import approve_pay_way, propose_pay_way
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.queries import actor_named

LANGUAGES = ("zh", "en", "ko")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each["id"])
def test_no_text_that_a_stranger_may_hear_names_a_debt_or_has_a_field_for_one(template):
    named = [word for language in LANGUAGES for word in debt_in(template[language])]
    assert named == [] or template["id"] not in BEFORE_CERTAINTY


@pytest.mark.parametrize(
    "text",
    ["您的贷款", "your loan", "대출", "{amount}", "{case}", "¥5", "4812", "逾期", "the bank"],
)
def test_a_text_that_names_a_debt_is_found(text):
    assert debt_in(text)


def test_somebody_in_no_pair_gets_no_papers(demo):
    phone = Phone(signed_in("lead"), demo.at)
    assert phone.register().status_code == 201
    answer = phone.pack()
    assert (answer.status_code, answer.json()["code"]) == (409, "no_pair")


def test_only_the_stops_of_the_own_pair_and_no_debt_outside_what_is_sealed(at_door):
    stops = at_door.pack["stops"]
    assert [int(each["case_id"]) for each in stops] == [s.case_id for s in at_door.out.stops]
    for stop in stops:
        borrower = Case.objects.get(pk=int(stop["case_id"])).borrower
        sealed = stop.pop("sealed")
        shown = json.dumps(stop, ensure_ascii=False)
        assert sealed["amounts"]["total_fen"] > 0
        assert sealed["account"]["creditor"] not in shown
        assert sealed["account"]["number"] not in shown
        assert borrower.name not in shown
        assert borrower.identity_number not in shown
        birthday = next(each for each in stop["questions"] if each["id"] == "birthday")
        answer = answer_hash(birthday["salt"], f" {borrower.birth_on:%m%d} ")
        assert birthday["hash"] == answer
        assert stop["confirm"]["thresholds"] == {"subject": 0, "exists": 60, "amounts": 80}


def test_the_lenders_own_ways_to_pay_are_sealed_once_two_people_said_so(at_door):
    case = Case.objects.get(pk=int(at_door.stop["case_id"]))
    proposer, approver = actor_named("admin"), actor_named("compliance")
    with acting_as(proposer):
        way = propose_pay_way(
            actor=proposer, lender_id=case.creditor_id, kind="link", holder=case.creditor.name,
            place="https://pay.example.org/d/1", at=at_door.phone.now,
        )  # fmt: skip
    with clock.fixed(at_door.phone.now):
        assert at_door.phone.pack().json()["stops"][0]["sealed"]["ways"] == []
        with acting_as(approver):
            approve_pay_way(actor=approver, way_id=way.pk, at=at_door.phone.now)
        stops = at_door.phone.pack().json()["stops"]
    mine = next(each for each in stops if each["case_id"] == at_door.stop["case_id"])
    assert mine["sealed"]["ways"] == [
        {"kind": "link", "holder": case.creditor.name, "place": "https://pay.example.org/d/1"}
    ]
    others = [s for s in stops if s["sealed"]["account"]["creditor"] != case.creditor.name]
    assert all(each["sealed"]["ways"] == [] for each in others)


def test_the_papers_of_sixty_stops_stay_below_five_megabytes(at_door):
    size = len(json.dumps(at_door.pack, ensure_ascii=False).encode())
    assert size / len(at_door.pack["stops"]) * 60 < 5 * 1024 * 1024


@pytest.fixture
def reassigned(at_door) -> str:
    """Return the case of the first stop, which went to others though the plan still names it."""
    case = at_door.stop["case_id"]
    Assignment.objects.filter(case_id=int(case)).update(is_current=False)
    return case


def papers(at_door) -> dict:
    with clock.fixed(at_door.phone.now):
        return at_door.phone.pack().json()


def cases_in(pack: dict) -> list[str]:
    return [each["case_id"] for each in pack["stops"]]


def test_a_case_that_went_to_others_is_never_handed_out_again_whatever_the_plan_says(
    at_door, reassigned
):
    again = papers(at_door)
    assert reassigned not in cases_in(again)
    assert cases_in(again) == cases_in(at_door.pack)[1:]
    assert again["stop_list"] == [reassigned]


def test_another_phone_of_the_same_agent_gets_no_papers_of_it_either(at_door, reassigned):
    fresh = Phone(at_door.phone.client, at_door.phone.now)
    with clock.fixed(fresh.now):
        assert fresh.register().status_code == 201
        pack = fresh.pack().json()
    assert reassigned not in cases_in(pack)


def test_a_case_that_was_paused_is_not_handed_out_again_though_its_leave_were_left(at_door):
    case = int(at_door.stop["case_id"])
    lead = actor_named("lead")
    with acting_as(lead):
        pause_case(
            actor=lead, case_id=case, reason="dispute", note="", until_on=None,
            at=at_door.phone.now,
        )  # fmt: skip
    Permit.objects.filter(case_id=case).update(cancelled_at=None, cancelled_because="")
    again = papers(at_door)
    assert (str(case) in cases_in(again), again["stop_list"]) == (False, [str(case)])


def test_a_case_that_came_back_has_papers_again(at_door, reassigned):
    assert reassigned not in cases_in(papers(at_door))
    Assignment.objects.filter(case_id=int(reassigned)).update(is_current=True)
    assert cases_in(papers(at_door)) == cases_in(at_door.pack)


def test_the_times_that_somebody_wishes_are_on_the_card_before_knocking(at_door):
    assert at_door.stop["wished"] is None
    borrower = Case.objects.get(pk=int(at_door.stop["case_id"])).borrower
    TimeWish.objects.create(
        id=new_id(), agency_id=borrower.agency_id, borrower=borrower, weekdays=0b0011111,
        from_hour=9, to_hour=12, form="call", said_at=at_door.phone.now, noted_by="lead",
    )  # fmt: skip
    stops = {each["case_id"]: each["wished"] for each in papers(at_door)["stops"]}
    said = stops.pop(at_door.stop["case_id"])
    assert said == {"zh": "周一至周五 9:00–12:00", "en": "Mon to Fri, 9:00–12:00"}
    assert set(stops.values()) == {None}
    words = [each for each in said["zh"] + said["en"] if not each.isdigit()]
    assert debt_in("".join(words)) == []
