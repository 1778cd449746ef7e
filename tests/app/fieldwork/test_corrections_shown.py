"""Does the office read what was corrected, by whom and why, with both values?"""

import html

import pytest
from tests.app.doors import signed_in
from tests.app.fieldwork.actions.test_correct import LATER, PROMISED, corrected, visited


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
