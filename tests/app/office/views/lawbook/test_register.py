"""What do the register and the page of a rule show, and to whom?"""

import pytest
from tests.app.doors import queries_of, signed_in, stranger, text_of

from doorstep.compliance.lawbook.register import rule_register
from doorstep_desk.office.pages.lawbook.register import register_page


@pytest.mark.parametrize("address", ["/law", "/law/CN-TIME-01"])
def test_a_stranger_is_sent_to_the_sign_in_page(demo, address):
    assert stranger().get(address).status_code == 302


def test_a_rule_that_does_not_exist_is_not_found(demo):
    answer = signed_in("lead").get("/law/CN-NONE-01")
    assert answer.status_code == 404
    assert "no rule CN-NONE-01" in text_of(answer)


def test_every_rule_is_listed_and_has_a_page_in_both_languages(demo):
    page = signed_in("agent1").get("/law").context["page"]
    rules = {row.rule for group in page.groups for row in group.rows}
    assert rules == {entry.rule_id for entry in rule_register()}
    for language in ("zh", "en"):
        client = signed_in("agent1", language)
        for rule in sorted(rules):
            assert client.get(f"/law/{rule}").status_code == 200, rule


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"q": "cn-freq-01"}, {"CN-FREQ-01"}),  # a number, however it is written
        ({"q": "effective calls"}, {"CN-FREQ-01"}),  # words of the sentence
        ({"q": "no such words"}, set()),
        ({"place": "kr"}, {"KR-01", "KR-02", "KR-03"}),
        ({"law_label": "draft"}, {"IN-2026-*"}),
    ],
)
def test_the_register_is_searched_and_filtered(demo, asked, wanted):
    page = signed_in("lead").get("/law", asked).context["page"]
    assert {row.rule for group in page.groups for row in group.rows} == wanted
    assert page.is_narrowed


def test_a_review_that_is_overdue_is_marked(demo):
    late = max(leg.review_by for entry in rule_register() for leg in entry.rule.legs)
    assert register_page({}, late).stale < len(rule_register())
    after = register_page({"check": "stale"}, late.replace(year=late.year + 1))
    assert after.stale == after.count == after.total


def test_a_page_shows_sources_numbers_doubts_and_examples(demo):
    page = signed_in("lead").get("/law/CN-FREQ-01").context["page"]
    assert [(each.force, each.label) for each in page.sources] == [("standard-recommended", "law")]
    assert [(each.shown, each.comparison) for each in page.values] == [("3", "at_most")]
    assert {each.verdict for each in page.examples} == {"deny"}
    assert signed_in("lead").get("/law/VN-02").context["page"].doubts


def test_house_policy_is_never_called_law(demo):
    text = text_of(signed_in("lead").get("/law/HP-VISIT-HOURS"))
    assert "This is house policy, not law." in text


def test_numbers_that_changed_stand_one_after_the_other(demo):
    page = signed_in("lead").get("/law/US-NYC-01").context["page"]
    shown = [each.shown for each in page.values if each.name == "per week"]
    assert shown == ["2", "3"]
    assert [each.is_over for each in page.sources if each.name == "old"] == [True]


def test_cases_kept_from_a_visit_are_counted_only_for_those_who_read_the_day(demo):
    lead = signed_in("lead").get("/law/HP-VISIT-NOTICE").context["page"]
    agent = signed_in("agent1").get("/law/HP-VISIT-NOTICE").context["page"]
    assert lead.cases > 0
    assert agent.cases_on is None


def test_every_rule_costs_the_same(demo):
    client = signed_in("lead")
    addresses = ("/law/CN-TIME-01", "/law/CN-CONT-03", "/law/HP-VISIT-NOTICE")
    client.get(addresses[0])
    assert len({queries_of(lambda each=each: client.get(each)) for each in addresses}) == 1
