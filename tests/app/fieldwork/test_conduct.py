"""Is conduct read from what was done at the door, and never from what was paid?"""

from datetime import UTC, datetime, timedelta

import pytest

from doorstep_desk.fieldwork.conduct import Conduct, Noted, conduct_of

NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)
SURE = ("visit.right_party", {"settled": True})
TOLD = ("visit.purpose", {"told": ["rights"]})
LEFT = ("visit.left", {})
PROMISE = ("visit.promise", {"choice": "promise"})
ASKED = ("stop.requested", {"to": "leave"})


@pytest.mark.parametrize(
    ("visit", "conduct"),
    [
        ([], Conduct(None, None, None)),
        ([LEFT], Conduct(None, None, None)),
        ([SURE, TOLD, LEFT], Conduct(True, True, None)),
        ([TOLD, SURE, LEFT], Conduct(False, True, None)),  # spoke of it before being sure
        ([("visit.right_party", {"settled": False}), TOLD, LEFT], Conduct(False, True, None)),
        ([SURE, ("visit.purpose", {"told": []}), LEFT], Conduct(True, False, None)),
        ([SURE, TOLD, PROMISE, LEFT], Conduct(True, False, None)),  # not read back
        ([SURE, TOLD, PROMISE, ("visit.summary", {"read_back": True})], Conduct(True, True, None)),
        ([SURE, TOLD, ("visit.promise", {"choice": "none"})], Conduct(True, True, None)),
        ([ASKED, LEFT], Conduct(None, None, True)),
        ([ASKED, SURE, TOLD, LEFT], Conduct(True, True, False)),  # pressed on
        ([ASKED], Conduct(None, None, False)),  # never left
        ([("visit.present", {"who": "minor_only"}), LEFT], Conduct(None, None, True)),
    ],
)
def test_each_question_is_answered_or_left_open(visit, conduct):
    noted = [
        Noted(kind, body, NINE + timedelta(minutes=n)) for n, (kind, body) in enumerate(visit)
    ]
    assert conduct_of(noted) == conduct


@pytest.mark.parametrize(("minutes", "is_calm"), [(10, True), (10.1, False)])
def test_leaving_means_soon(minutes, is_calm):
    noted = [Noted(*ASKED, NINE), Noted(*LEFT, NINE + timedelta(minutes=minutes))]
    assert conduct_of(noted).is_calm is is_calm
