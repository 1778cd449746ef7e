"""Does one list hold every contact of a borrower, over all channels and agencies?"""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from tests.app.notices.harness import queued
from tests.app.portfolio import DAY, MORNING, NOON, called_elsewhere, place

from doorstep_desk.attempts.facts import contacts_by_anyone
from doorstep_desk.attempts.queries import history_of
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.office.pages.one_case.history import (
    ON_A_PAGE,
    CaseEvents,
    attempt_line,
    history_of_case,
    history_part,
)
from doorstep_desk.plumbing.scope import acting_as


@pytest.fixture
def shared(cast):
    """Return the cast and our account of a person whom the other agency called at nine."""
    (ours,) = place(cast)
    called_elsewhere(cast, 0, note="secret of the other", recorded_by="rival")
    return cast, ours


def history(cast, ours, wanted="contact", now=NOON):
    with acting_as(cast.lead):
        events = CaseEvents(
            ours.case_id, history_of(ours.borrower_id), (), (), {"rival": "Rival"},
            contacts_by_anyone(ours.borrower_id, now), (),
        )  # fmt: skip
        return history_of_case(events, wanted)


def test_nobody_reads_which_agency_it_was_who_called_or_what_they_noted(shared):
    (line,) = history(*shared)
    assert line.who in ("another agency", "另一家机构")
    assert (line.note, line.record_id, line.permit, line.group) == ("", "", "", "ours")
    assert "Rival" not in str(line)
    assert "secret" not in str(line)


def test_what_another_agency_did_later_is_not_there_yet(shared):
    assert history(*shared, now=MORNING - timedelta(seconds=1)) == ()


def test_payments_alone_name_no_contact(shared):
    assert history(*shared, wanted="money") == ()


def test_a_message_that_has_not_left_stands_in_the_list_as_waiting(cast):
    queued(cast, 1)
    (ours,) = accounts_on_file(cast.agency_id)
    (line,) = history(cast, ours)
    assert (line.at, line.counts, line.permit) == (NOON, "", "")
    assert line.text.endswith(("waiting", "待发"))


@pytest.mark.parametrize(
    ("origin", "direction", "had_leave", "said"),
    [
        ("executed", "outbound", False, "used"),
        ("reported", "outbound", False, "none"),
        ("reported", "outbound", True, "held"),  # taken back between the door and the office
        ("imported", "outbound", False, ""),  # a file tells nothing of leave
        ("reported", "inbound", False, ""),  # who comes to us needs no leave
    ],
)
def test_each_contact_of_ours_says_whether_it_used_leave(origin, direction, had_leave, said):
    row = SimpleNamespace(
        pk=uuid.uuid4(), at=NOON, channel="call", disposition="no_answer", direction=direction,
        asked_to_leave=False, note="", recorded_by="lead", case_id=1, corrects_id=None,
        origin=origin, corrections=SimpleNamespace(all=tuple), had_leave=had_leave,
    )  # fmt: skip
    assert attempt_line(row, {}).permit == said


def test_a_long_history_is_leafed_through_and_each_event_stands_on_one_page():
    paid = [
        SimpleNamespace(
            received_on=DAY - timedelta(days=day), amount_fen=100 + day, currency="CNY",
            paid_through="bank",
        )
        for day in range(2 * ON_A_PAGE + 1)
    ]  # fmt: skip
    events = CaseEvents(1, (), paid, (), {}, (), ())
    parts = [history_part(events, "money", skipped) for skipped in (0, 50, 100, 150)]
    assert [len(each.lines) for each in parts] == [50, 50, 1, 0]
    assert tuple(line for each in parts for line in each.lines) == history_of_case(events, "money")
    assert [each.paging.next_query for each in parts] == [
        "history=money&skip=50", "history=money&skip=100", "", "",
    ]  # fmt: skip
    assert [bool(each.paging.first_query) for each in parts] == [False, True, True, True]
