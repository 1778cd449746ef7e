"""Who may ask "may I?", and is the answer that of the gate?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, pair_out, queries_of, signed_in, stranger, text_of

from doorstep_desk.audit.queries import entries_for
from doorstep_desk.decisions.queries import latest_assessment, not_visited

ASKED = {"on": DAY.isoformat(), "clock": "10:30", "channel": "visit"}


def asked(client, case_id, **changes):
    return client.get("/may-i", {**ASKED, "case": case_id, **changes})


def answer_of(case_id, **changes):
    return asked(signed_in("lead"), case_id, **changes).context["page"].answer


def test_a_stranger_is_sent_to_the_sign_in_page(demo):
    assert stranger().get("/may-i").status_code == 302


def test_an_agent_asks_about_no_case_of_another_pair(demo):
    out = pair_out()
    case_id = out.stops[0].case_id
    assert "There is no" in text_of(asked(signed_in(out.elsewhere), case_id))
    assert asked(signed_in(out.agent), case_id).context["page"].answer is not None


def test_a_case_that_does_not_exist_is_refused_in_words(demo):
    assert "no case 999999999" in text_of(asked(signed_in("lead"), 999999999))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": "yesterday"}, "on"),
        ({"on": (DAY - timedelta(days=1)).isoformat()}, "on"),  # the past has its own record
        ({"on": (DAY + timedelta(days=401)).isoformat()}, "on"),
        ({"clock": "25:00"}, "clock"),
        ({"clock": "soon"}, "clock"),
    ],
)
def test_a_time_that_cannot_be_asked_about_is_said_beside_its_field(demo, changes, field):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    answer = asked(signed_in("lead"), case_id, **changes)
    assert answer.status_code == 400
    page = answer.context["page"]
    assert page.errors[field]
    assert page.answer is None
    assert changes[field] in text_of(answer)


def test_a_refusal_names_rule_source_force_and_what_may_be_done_instead(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    answer = answer_of(case_id, clock="20:30")
    assert answer.verdict == "deny"
    line = next(each for each in answer.against if each.rule == "HP-VISIT-HOURS")
    assert (line.verdict, line.force) == ("deny", "policy")
    assert line.source
    assert line.instead
    assert "19:30" in line.sentence
    assert f"{answer.next_at:%H:%M}" == "09:00"
    assert answer.next_at.date() > DAY
    assert "call" in answer.open_now


def test_an_allowed_visit_says_what_must_be_done_and_until_when(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    answer = answer_of(case_id)
    assert answer.verdict == "allow"
    assert answer.against == ()
    assert {"two_collectors", "record"} <= set(answer.obligations)
    (day,) = [each for each in answer.days if each.is_asked]
    opened = [each for each in day.stretches if each.verdict == "allow"]
    assert [(each.opens_minute, each.ends_minute) for each in opened] == [(540, 1170)]


def test_every_closed_stretch_says_why_and_the_day_has_no_gap(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    days = answer_of(case_id).days
    assert any(each.verdict != "allow" for day in days for each in day.stretches)
    for day in days:
        assert (day.stretches[0].opens_minute, day.stretches[-1].ends_minute) == (0, 1440)
        for each in day.stretches:
            assert each.verdict == "allow" or each.rules or day.always


def test_the_answer_is_that_of_the_days_run(demo):
    """The morning's decisions were made by the same code at ten o'clock."""
    groups = not_visited(latest_assessment(demo.agency_id, DAY).pk)
    rules = {each.reason for each in groups if "-" in each.reason}
    assert "HP-VISIT-NOTICE" in rules
    for reason in sorted(rules):
        case_id = case_with(demo.agency_id, DAY, reason=reason)
        answer = answer_of(case_id, clock="10:00")
        assert answer.verdict != "allow"
        assert reason in {each.rule for each in answer.against}


def test_a_search_that_fits_one_case_answers_at_once(demo):
    client = signed_in("lead")
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    number = asked(client, case_id).context["page"].case.number
    page = client.get("/may-i", {**ASKED, "q": number}).context["page"]
    assert page.case.case_id == case_id
    assert page.answer is not None
    nothing = client.get("/may-i", {"q": "no such name"}).context["page"]
    assert (nothing.found, nothing.answer) == ((), None)


def test_a_day_of_a_year_without_calendar_says_so(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    page = asked(signed_in("lead"), case_id, on="2027-02-08").context["page"]
    assert page.is_calendar_missing
    assert page.answer.verdict != "allow"


def test_asking_writes_nothing(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    before = len(entries_for(f"case:{case_id}"))
    asked(signed_in("lead"), case_id)
    assert len(entries_for(f"case:{case_id}")) == before


def test_the_page_of_a_case_leads_to_the_question(demo):
    case_id = case_with(demo.agency_id, DAY, treatment="visit")
    assert f"/may-i?case={case_id}" in text_of(signed_in("lead").get(f"/cases/{case_id}"))


def test_every_answer_costs_the_same(demo):
    client = signed_in("lead")
    cases = [case_with(demo.agency_id, DAY, treatment=each) for each in ("visit", "none", "sms")]
    asked(client, cases[0])
    assert len({queries_of(lambda case=case: asked(client, case)) for case in cases}) == 1
