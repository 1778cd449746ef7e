"""Does a phone take along today's stops of its own pair, and of each only what is needed there?"""

import json

import pytest
from tests.app.doors import signed_in
from tests.app.fieldwork.phone import Phone

from doorstep_desk.cases.models import Case
from doorstep_desk.fieldwork.pack.questions import answer_hash
from doorstep_desk.fieldwork.pack.templates import BEFORE_CERTAINTY, TEMPLATES, debt_in
from doorstep_desk.payments.actions.ways import approve_pay_way, propose_pay_way
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.queries import actor_named

LANGUAGES = ("zh", "en", "ko")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each["id"])
def test_no_text_that_a_stranger_may_hear_names_a_debt_or_has_a_field_for_one(template):
    for language in LANGUAGES:
        assert debt_in(template[language]) == [] or template["id"] not in BEFORE_CERTAINTY


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
