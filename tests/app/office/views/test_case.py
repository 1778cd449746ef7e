"""What does the page of a case show, and to whom?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, pair_out, queries_of, signed_in, stranger, text_of

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.queries import case_of, points_of
from doorstep_desk.notices.actions import NewNotice, keep_notices


def page_of(client, case_id, **asked):
    return client.get(f"/cases/{case_id}", asked).context["page"]


def test_a_stranger_is_sent_to_the_sign_in_page(demo):
    assert stranger().get("/cases/1").status_code == 302


def test_a_case_that_does_not_exist_is_refused_in_words(demo):
    answer = signed_in("lead").get("/cases/999999999")
    assert answer.status_code in (404, 409)
    assert "no case 999999999" in text_of(answer)


def test_an_agent_opens_no_case_of_another_pair(demo):
    out = pair_out()
    address = f"/cases/{out.stops[0].case_id}"
    assert "There is no" in text_of(signed_in(out.elsewhere).get(address))
    assert signed_in(out.agent).get(address).status_code == 200


def test_phone_numbers_and_addresses_are_masked(demo):
    case = case_of(demo.actor("lead"), case_with(demo.agency_id, DAY, treatment="visit"))
    page = text_of(signed_in("lead").get(f"/cases/{case.pk}"))
    points = points_of(case.borrower_id)
    assert {"address", "mobile"} <= {point.kind for point in points}
    for point in points:
        assert point.value not in page
        assert point.masked in page


def test_all_treatments_are_compared_and_none_is_always_among_them(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    today = page_of(signed_in("lead"), case_id).today
    assert {each.treatment for each in today.candidates} == {
        "none", "sms", "email", "call", "visit", "hardship_offer", "legal_referral",
    }  # fmt: skip
    assert today.candidates[0].is_chosen
    assert today.has_permit


def test_a_refused_visit_says_rule_source_force_and_what_instead(demo):
    case_id = case_with(demo.agency_id, DAY, reason="HP-VISIT-NOTICE")
    page = page_of(signed_in("lead"), case_id)
    line = next(each for each in page.rules if each.rule == "HP-VISIT-NOTICE")
    assert (line.verdict, line.force) == ("deny", "policy")
    assert line.source
    assert line.reading
    assert line.instead
    assert not page.today.has_permit


def test_a_visit_that_only_has_to_wait_says_from_when(demo):
    case_id = case_with(demo.agency_id, DAY, reason="HP-VISIT-NOTICE")
    case = case_of(demo.actor("lead"), case_id)
    notice = NewNotice(
        case_id=case_id, borrower_id=case.borrower_id, point_id=None, body="",
        visits_from_on=DAY, visits_until_on=DAY + timedelta(days=7),
        sent_at=demo.at - timedelta(hours=2), declined_at=None,
    )  # fmt: skip
    keep_notices(actor=demo.runner, notices=[notice], gateway="demo", at=demo.at)
    lines = page_of(signed_in("lead"), case_id).rules
    later = next(line.next_at for line in lines if line.rule == "HP-VISIT-NOTICE")
    assert later == beijing_instant(DAY + timedelta(days=1), 9)


def test_beside_each_chance_stand_the_ends_of_its_venn_abers_interval(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    page = signed_in("lead").get(f"/cases/{case_id}")
    lines = page.context["page"].odds.lines
    assert lines
    for line in lines:
        low, high = line.odds.doubt
        assert 0 <= low <= high <= 1
        ends = f"Venn–Abers {100 * low:.1f}–{100 * high:.1f}%"
        assert (ends if line.odds.is_said else "not said") in text_of(page)


def test_the_steps_of_each_chance_lead_exactly_to_it(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    odds = page_of(signed_in("lead"), case_id).odds
    if not odds.waterfalls:
        pytest.skip("so small a store has learned nothing: its chances are base rates")
    reached = {
        fall.name: fall.average + sum(step.points for step in fall.steps)
        for fall in odds.waterfalls
    }
    said = {fall.name: fall.odds.value for fall in odds.waterfalls}
    assert reached == pytest.approx(said, abs=0.002)


@pytest.mark.parametrize(
    ("wanted", "groups"),
    [
        ("money", {"money", "own"}),  # payments and promises
        ("contact", {"ours", "own"}),  # attempts and notices
        ("visit", {"ours"}),  # made and announced
    ],
)
def test_the_history_can_be_narrowed(demo, wanted, groups):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    client = signed_in("lead")
    shown = page_of(client, case_id, history=wanted)
    assert [each.value for each in shown.history.filters if each.is_chosen] == [wanted]
    assert {line.group for line in shown.history.lines} <= groups
    assert len(shown.history.lines) <= len(page_of(client, case_id).history.lines)


@pytest.mark.parametrize("skip", ["-1", "x", "9" * 5000, "0"])
def test_a_count_that_is_none_shows_the_newest(demo, skip):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    client = signed_in("lead")
    shown = page_of(client, case_id, skip=skip).history
    assert shown == page_of(client, case_id).history


def test_who_may_not_write_is_offered_no_form(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    page = page_of(signed_in("analyst"), case_id)
    assert (page.record, page.pausing, page.may_correct, page.may_resume) == (
        None, None, False, False,
    )  # fmt: skip


def test_every_case_page_costs_the_same_however_long_its_history(demo):
    client = signed_in("lead")
    rows = client.get("/cases", {"treatment": "visit"}).context["page"].rows
    client.get(f"/cases/{rows[0].case_id}")
    lengths, counts = set(), set()
    for row in rows[:4]:
        lengths.add(len(page_of(client, row.case_id).history.lines))
        counts.add(queries_of(lambda case=row.case_id: client.get(f"/cases/{case}")))
    assert len(lengths) > 1
    assert len(counts) == 1
    assert counts.pop() < 70


def test_a_case_paid_in_full_waits_for_nothing(demo):
    client = signed_in("lead")
    rows = client.get("/cases", {"sort": "owed"}).context["page"].rows
    paid = next(row for row in rows if row.verdict == "paid")
    answer = client.get(f"/cases/{paid.case_id}")
    page = answer.context["page"]
    assert (page.is_paid, page.days_past_due, page.bucket) == (True, None, "")
    assert "Nothing is owed any more" in text_of(answer)
    assert "No day has judged" not in text_of(answer)
