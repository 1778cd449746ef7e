"""How does somebody find a case?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import case_with, pair_out, queries_of, signed_in, stranger, text_of

from doorstep_desk.cases.queries import case_of, points_of
from doorstep_desk.payments.queries import outstanding_of_case


def found(client, **asked):
    return client.get("/cases", asked).context["page"]


def test_a_stranger_is_sent_to_the_sign_in_page(demo):
    assert stranger().get("/cases").status_code == 302


def test_an_agent_finds_only_the_cases_of_the_day(demo):
    out = pair_out()
    mine = found(signed_in(out.agent))
    assert {row.case_id for row in mine.rows} == {stop.case_id for stop in out.stops}
    assert mine.paging.count < found(signed_in("lead")).paging.count


def test_a_mark_of_a_page_that_is_not_ours_is_refused_in_words(demo):
    answer = signed_in("lead").get("/cases", {"cursor": "rubbish"})
    assert answer.status_code == 400
    assert "page mark" in text_of(answer)


@pytest.mark.parametrize(
    "asked",
    [
        {"treatment": "burglary"},  # no treatment of ours
        {"bucket": "M99"},  # no bucket
        {"sort": "password"},  # no column
        {"creditor": "1 OR 1=1"},  # no key
    ],
)
def test_a_choice_that_does_not_exist_is_ignored(demo, asked):
    client = signed_in("lead")
    assert found(client, **asked).paging.count == found(client).paging.count


def test_part_of_a_name_and_a_whole_number_find_a_case(demo):
    case = case_of(demo.actor("lead"), case_with(demo.agency_id, DAY, treatment="visit"))
    client = signed_in("lead")
    for text in (case.number, case.borrower.name, case.borrower.name[1:]):
        assert case.pk in {row.case_id for row in found(client, q=text).rows}, text


def test_a_whole_phone_number_finds_its_owner_and_a_part_of_it_nobody(demo):
    case = case_of(demo.actor("lead"), case_with(demo.agency_id, DAY, treatment="visit"))
    phone = next(p.value for p in points_of(case.borrower_id) if p.kind == "mobile")
    client = signed_in("lead")
    assert [row.case_id for row in found(client, q=phone).rows] == [case.pk]
    assert found(client, q=phone[:8]).paging.count == 0


def test_filters_narrow_and_add_up(demo):
    client = signed_in("lead")
    chosen = demo.summary["chosen"]
    shown = {each: found(client, treatment=each).paging.count for each in chosen}
    assert shown == chosen
    assert sum(shown.values()) == demo.summary["cases"]
    assert max(shown.values()) < found(client).paging.count


def test_who_has_paid_everything_owes_nothing_and_needs_no_review(demo):
    paid = [row for row in found(signed_in("lead"), sort="owed").rows if row.verdict == "paid"]
    assert paid
    assert {row.outstanding_fen for row in paid} == {0}
    assert {row.days_past_due for row in paid} == {None}
    for row in paid[:3]:
        assert outstanding_of_case(row.case_id, DAY + timedelta(days=1)).fen == 0


def test_each_sort_turns_round(demo):
    client = signed_in("lead")
    up = [row.outstanding_fen for row in found(client, sort="owed").rows]
    down = [row.outstanding_fen for row in found(client, sort="-owed").rows]
    assert up == sorted(up)
    assert down == sorted(down, reverse=True)


def test_all_pages_together_show_every_case_once(demo):
    client = signed_in("lead")
    seen: list[int] = []
    address = "/cases?sort=number"
    while address:
        page = client.get(address).context["page"]
        seen += [row.case_id for row in page.rows]
        address = f"/cases?{page.paging.next_query}" if page.paging.next_query else ""
    assert len(seen) == len(set(seen)) == page.paging.count


def test_paused_cases_stand_together(demo):
    page = found(signed_in("lead"), state="paused")
    assert page.paging.count > 0
    assert {row.verdict for row in page.rows} == {"pause"}


def test_nothing_found_says_what_could_be_loosened(demo):
    page = text_of(signed_in("lead").get("/cases", {"q": "nobody", "treatment": "sms"}))
    assert "No case fits" in page
    assert "Loosen one of these: Treatment" in page


def test_a_page_of_fifty_asks_as_much_as_a_page_of_one(demo):
    client = signed_in("lead")
    client.get("/cases")
    number = found(client).rows[0].number
    many = queries_of(lambda: client.get("/cases"))
    one = queries_of(lambda: client.get("/cases", {"q": number}))
    assert many == one
    assert many < 30
