"""Does what borrowers say reach whoever answers it, in time and by the right hand?"""

from datetime import timedelta

import pytest
from tests.app.doors import signed_in, text_of, verbs_of
from tests.app.portfolio import DAY, NOON, place

from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.self_service.kinds import KINDS
from doorstep_desk.self_service.models import Said


@pytest.fixture(autouse=True)
def at_noon():
    with clock.fixed(NOON):
        yield


@pytest.fixture
def told(cast):
    """Return what three borrowers said, by kind."""
    days = {"visit": 1, "complaint": 15, "stop": -1}
    return {
        kind: Said.objects.create(
            id=new_id(), agency_id=cast.agency_id, case_id=each.case_id,
            borrower_id=each.borrower_id, kind=kind, number=f"N{kind}", words=f"<b>{kind}</b>",
            said_at=NOON - timedelta(days=4), due_on=DAY + timedelta(days=left),
            owner_role=KINDS[kind].owner_role,
        )
        for (kind, left), each in zip(days.items(), place(cast, 3), strict=True)
    }  # fmt: skip


def answered(who: str, row: Said, words: str = "We come on Monday.") -> int:
    """Answer as somebody and return the status."""
    return signed_in(who).post(f"/said/{row.pk}/answer", {"answer": words}).status_code


@pytest.mark.parametrize("who", ["agent", "admin"])
def test_others_neither_read_nor_answer(told, who):
    assert signed_in(who).get("/said").status_code == 403
    assert answered(who, told["visit"]) == 403


def test_a_lead_does_not_answer_what_compliance_owns(told):
    assert answered("lead", told["complaint"]) == 403
    assert Said.objects.filter(answered_at=None).count() == 3
    assert f"/said/{told['complaint'].pk}/answer" not in text_of(signed_in("lead").get("/said"))


def test_an_empty_answer_a_second_one_and_a_strange_number_come_back_with_a_sentence(told):
    client, row = signed_in("compliance"), told["complaint"]
    empty = client.post(f"/said/{row.pk}/answer", {"answer": "  "})
    assert empty.status_code == 409
    assert "in a few words" in text_of(empty)
    assert answered("compliance", row) == 302
    again = client.post(f"/said/{row.pk}/answer", {"answer": "Another."})
    assert (again.status_code, "answered already" in text_of(again)) == (409, True)
    unknown = client.post(f"/said/{new_id()}/answer", {"answer": "x"})
    assert (unknown.status_code, "nothing of this number" in text_of(unknown)) == (409, True)


def test_what_is_due_first_stands_on_top_with_owner_and_link_and_words_as_words(told):
    shown = text_of(signed_in("compliance").get("/said"))
    assert shown.index("Nstop") < shown.index("Nvisit") < shown.index("Ncomplaint")
    assert "3 wait for an answer" in shown
    assert shown.count("beyond its deadline") == 1
    assert f'href="/cases/{told["visit"].case_id}"' in shown
    assert "&lt;b&gt;stop&lt;/b&gt;" in shown


def test_an_answer_is_kept_with_name_and_moment_and_leaves_the_list(told):
    assert answered("lead", told["visit"]) == 302
    row = Said.objects.get(kind="visit")
    assert (row.answered_by, row.answered_at, row.answer) == ("lead", NOON, "We come on Monday.")
    assert verbs_of(f"case:{row.case_id}")[0] == "borrower.answered"
    client = signed_in("lead")
    assert "Nvisit" not in text_of(client.get("/said"))
    assert "We come on Monday." in text_of(client.get("/said?state=answered"))


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("owner=lead", {"Nvisit"}),
        ("kind=stop", {"Nstop"}),
        ("state=late", {"Nstop"}),
        ("state=answered", set()),
    ],
)
def test_filters_show_what_they_say(told, asked, numbers):
    shown = text_of(signed_in("lead").get(f"/said?{asked}"))
    assert {row.number for row in told.values() if row.number in shown} == numbers
