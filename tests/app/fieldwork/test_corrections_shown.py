"""Does the office read what was corrected, by whom and why, with both values?"""

import html

import pytest
from tests.app.doors import signed_in
from tests.app.fieldwork.actions.test_correct import LATER, PROMISED, corrected, visited

from doorstep_desk.cases.models import Assignment
from doorstep_desk.fieldwork.models import FieldEvent
from doorstep_desk.plumbing import clock


@pytest.fixture
def office(at_door):
    """Return the office's pages as the lead reads them."""
    client = signed_in("lead", "zh")

    def read(address: str) -> str:
        return html.unescape(client.get(address).content.decode())

    return read


def test_the_history_of_the_case_shows_both_values_who_and_why(at_door, office):
    end = visited(at_door, **PROMISED)
    corrected(at_door, end, {"note": "楼道交谈"}, "听错了")
    corrected(at_door, end, {"promise_fen": 5_000, "promise_due_on": LATER}, "他说的是五十元")
    page = office(f"/cases/{at_door.stop['case_id']}")
    for text in (
        "更正上门记录",
        "原因：听错了",
        "门口交谈",
        "楼道交谈",
        "他说的是五十元",
        "已生效",
    ):
        assert text in page
    assert "¥100.00" in page
    assert "¥50.00" in page


def test_the_page_of_reviews_shows_what_waits_and_why(at_door, office):
    corrected(at_door, visited(at_door), {"disposition": "nobody_met"}, "敲错了门")
    page = office("/reviews")
    for text in ("外访员更正上门记录", "见到本人", "家中无人", "敲错了门", "改变了见到谁"):
        assert text in page
    assert "等另一人复核，尚未生效" in office(f"/cases/{at_door.stop['case_id']}")


def _fetched(at_door):
    with clock.fixed(at_door.phone.now):
        return at_door.phone.pack().json()


def test_a_correction_written_after_the_stop_left_the_papers_stands_beside_the_first_record(
    at_door, office
):
    end = visited(at_door)
    assert at_door.stop["case_id"] not in [each["case_id"] for each in _fetched(at_door)["stops"]]
    kept = corrected(at_door, end, {"note": "楼道交谈"}, "听错了")
    assert kept.state == "applied"
    assert FieldEvent.objects.get(event_id=end["id"]).body_hash == end["body_hash"]
    page = office(f"/cases/{at_door.stop['case_id']}")
    assert [text for text in ("门口交谈", "楼道交谈", "原因：听错了") if text not in page] == []


def test_after_the_case_went_to_others_a_correction_waits_for_a_second_person_and_is_shown(
    at_door, office
):
    end = visited(at_door)
    Assignment.objects.filter(case_id=int(at_door.stop["case_id"])).update(is_current=False)
    assert _fetched(at_door)["stop_list"] == [at_door.stop["case_id"]]
    kept = corrected(at_door, end, {"note": "楼道交谈"}, "听错了")
    assert kept.state == "waiting"
    page = office("/reviews")
    assert [
        text for text in ("外访员更正上门记录", "楼道交谈", "听错了") if text not in page
    ] == []
