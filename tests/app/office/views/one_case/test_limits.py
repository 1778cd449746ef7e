"""Can anybody on a case see what is used up of every limit on contacts?"""

import uuid
from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, local, pair_out, signed_in, stranger, text_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.models import Case
from doorstep_desk.plumbing import clock

HOUR = timedelta(hours=1)
NOON = beijing_instant(DAY, 12)


@pytest.fixture
def case_id(demo) -> int:
    return case_with(demo.agency_id, DAY, treatment="call")


def lines_of(case_id, at=NOON):
    with clock.fixed(at):
        page = signed_in("lead").get(f"/cases/{case_id}/limits").context["page"]
    return {(line.rule, line.days): line for line in page.lines}


def test_a_stranger_is_sent_to_the_sign_in_page(case_id):
    assert stranger().get(f"/cases/{case_id}/limits").status_code == 302


def test_a_case_that_is_not_the_readers_is_not_shown(demo):
    out = pair_out()
    foreign = signed_in(out.elsewhere).get(f"/cases/{out.stops[0].case_id}/limits")
    assert "There is no" in text_of(foreign)


def test_the_figure_on_the_case_page_leads_there(case_id):
    assert f'href="/cases/{case_id}/limits"' in text_of(signed_in("lead").get(f"/cases/{case_id}"))


def test_the_figure_on_the_case_page_is_the_count_that_stands_there(demo):
    cases = list(Case.objects.filter(closed_on=None).order_by("id").values_list("id", flat=True))
    counts = []
    for case_id in cases[:25]:
        week = lines_of(case_id)["HP-TOTAL", 7]
        with clock.fixed(NOON):
            page = signed_in("lead").get(f"/cases/{case_id}").context["page"]
        assert (page.reached_count, page.reached_limit) == (week.made, week.limit)
        counts.append(week.made)
    assert any(counts)


def test_every_limit_stands_with_its_number_its_rule_and_what_is_left(case_id):
    found = lines_of(case_id)
    visits = found["HP-VISIT-CAP", 7]
    assert (visits.what, visits.left) == ("Visits", visits.limit - visits.made - visits.out)
    assert {rule for rule, _ in found} == {
        "CN-FREQ-01", "CN-FREQ-02", "CN-FREQ-03", "HP-TOTAL", "HP-ATTEMPT", "HP-VISIT-CAP",
    }  # fmt: skip


def test_a_contact_that_was_written_down_counts_at_once_and_no_more_after_its_window(case_id):
    before = lines_of(case_id)["HP-TOTAL", 1]
    with clock.fixed(NOON):
        sent = signed_in("lead").post(
            f"/cases/{case_id}/record",
            {"record_id": str(uuid.uuid4()), "channel": "call", "at": local(NOON - HOUR),
             "met": "borrower", "disposition": "right_party_contact"},
        )  # fmt: skip
    assert sent.status_code in (302, 303), text_of(sent)
    after = lines_of(case_id)
    assert after["HP-TOTAL", 1].made == before.made + 1
    assert lines_of(case_id, NOON + timedelta(days=1))["HP-TOTAL", 1].made == 0


def test_a_limit_that_is_used_up_says_so_in_words(case_id):
    with clock.fixed(NOON):
        page = signed_in("lead").get(f"/cases/{case_id}/limits")
    full = [line for line in page.context["page"].lines if not line.left]
    assert text_of(page).count(">none<") == len(full)
