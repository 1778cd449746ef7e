"""What is stated about how we work, and who may state it?"""

import pytest
from tests.app.doors import signed_in, stranger, text_of
from tests.app.portfolio import DAY, NOON, place

from doorstep_desk.declarations.facts import declared_facts
from doorstep_desk.declarations.models import Declaration
from doorstep_desk.declarations.questions import AGENCY, LENDER
from doorstep_desk.plumbing import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


def answered(client, about, **posted):
    return client.post(f"/practice/{about}", {"source": "a letter", **posted})


def test_a_stranger_is_sent_to_the_sign_in_page(cast):
    assert stranger().get("/practice").status_code == 302


def test_an_agent_does_not_see_the_page(cast):
    assert signed_in("agent").get("/practice").status_code == 403


@pytest.mark.parametrize("username", ["lead", "analyst"])
def test_who_only_reads_sees_no_form_and_may_send_none(cast, username):
    client = signed_in(username)
    assert "<select" not in text_of(client.get("/practice"))
    assert answered(client, cast.agency_id, dress="decent").status_code == 403
    assert not Declaration.objects.exists()


@pytest.mark.parametrize(
    ("posted", "status", "words"),
    [
        ({}, 400, "Answer at least one question"),
        ({"dress": "decent", "source": " "}, 400, "Say what the answers rest on"),
    ],
)
def test_a_form_that_lacks_something_comes_back_with_the_reason(cast, posted, status, words):
    answer = answered(signed_in("compliance"), cast.agency_id, **posted)
    assert answer.status_code == status
    assert words in text_of(answer)
    assert not Declaration.objects.exists()


def test_an_answer_that_is_none_is_refused_and_nothing_is_written(cast):
    answer = answered(signed_in("compliance"), cast.agency_id, dress="smart")
    assert answer.status_code == 400
    assert not Declaration.objects.exists()


def test_a_foreign_organisation_is_refused(cast):
    answer = answered(signed_in("compliance"), cast.other_agency_id, is_lawful="yes")
    assert answer.status_code == 409
    assert not Declaration.objects.exists()


def test_everything_as_worded_is_one_press_for_each_side(cast):
    place(cast)
    client = signed_in("compliance")
    for about in (cast.agency_id, cast.lender_id):
        assert answered(client, about, usual="yes").status_code == 302

    known = declared_facts(cast.agency_id, DAY, NOON)
    assert len(known.agency) == len(AGENCY)
    assert len(known.of_lender(cast.lender_id)) == len(LENDER)
    page = client.get("/practice").context["page"]
    assert page.missing == 0
    assert all(row.is_usual for side in page.sides for row in side.rows)


def test_an_answer_is_taken_back_and_its_question_stands_first_again(cast):
    client = signed_in("compliance")
    answered(client, cast.agency_id, usual="yes")
    answered(client, cast.agency_id, has_loan_sheet="withdraw", source="the sheet is old")

    side = client.get("/practice").context["page"].sides[0]
    assert (side.missing, side.rows[0].key) == (1, "has_loan_sheet")


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "从不冒充公检法"), ("en", "Nobody ever poses as police")]
)
def test_the_statements_are_in_the_readers_language(cast, language, words):
    assert words in text_of(signed_in("compliance", language).get("/practice"))
