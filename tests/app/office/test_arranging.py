"""Can an arrangement be worked out, decided on and agreed in the office, and by whom?"""

import re
from datetime import timedelta

import pytest
from tests.app.arrangements.household import PARTS, PENALTY_FEN, agreed, proposed, reduced
from tests.app.doors import signed_in, stranger, text_of, verbs_of
from tests.app.portfolio import DAY, NOON, account, assign, mandate, publish

from doorstep.affordability.content import as_text
from doorstep.affordability.lifecycle import ArrangementState as State
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.arrangements.actions import follow_arrangements
from doorstep_desk.arrangements.models import (
    Arrangement,
    ArrangementStep,
    Promise,
    PromiseOutcome,
)
from doorstep_desk.arrangements.queries import state_of
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.decisions.facts import day_facts
from doorstep_desk.learning.actions import learn
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id

pytestmark = pytest.mark.django_db

SHEET = {
    "adults": "1", "county": "222401", "area": "town", "income_wages": "5,000", "income_day": "10",
}  # fmt: skip


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


@pytest.fixture
def case_id(cast) -> int:
    publish(cast, [account(cast, mandate(cast), 1, "L1", **PARTS)])
    (only,) = accounts_on_file(cast.agency_id)
    assign(cast, (only.case_id, cast.agent.staff_id))
    return only.case_id


def sheet_sent(client, case_id, **typed):
    return client.post(f"/cases/{case_id}/arrange", SHEET | typed)


def chosen(client, case_id, kind, **typed):
    """Choose the first offer of a kind, as the page gives it."""
    page = sheet_sent(client, case_id).context["page"]
    offer = next(each for each in page.offers if each.kind == kind)
    sent = SHEET | {"arrangement_id": page.state.client_id, "choice": offer.seal} | typed
    return client.post(f"/cases/{case_id}/arrange/propose", sent)


def decided(client, row, decision, **typed):
    sent = {"decision": decision, "seal": row.payload_hash, "because": "fits"} | typed
    return client.post(f"/approvals/{row.pk}", sent)


def test_who_may_not_arrange_or_approve_opens_neither_page(cast, case_id):
    assert stranger().get("/approvals").status_code == 302
    assert signed_in("agent").get("/approvals").status_code == 403
    assert signed_in("analyst").get(f"/cases/{case_id}/arrange").status_code == 403
    assert signed_in("rival").get(f"/cases/{case_id}/arrange").status_code == 409


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"adults": "0"}, "adults"),  # nobody lives there
        ({"adults": "31"}, "adults"),
        ({"county": ""}, "county"),
        ({"area": ""}, "area"),
        ({"income_wages": "much"}, "income_wages"),
        ({"income_wages": "1000000000000000"}, "income_wages"),  # 1e15
        ({"income_day": "32"}, "income_day"),
        ({"monthly": "-5"}, "monthly"),
    ],
)
def test_what_cannot_be_read_stands_beside_its_field_and_what_was_typed_stays(
    cast, case_id, typed, field
):
    answer = sheet_sent(signed_in("agent"), case_id, **typed)
    page = answer.context["page"]
    assert answer.status_code == 400
    assert field in page.state.errors
    assert page.state.values["income_day"] == typed.get("income_day", "10")


def test_a_county_without_a_sourced_minimum_gets_no_offer(cast, case_id):
    page = sheet_sent(signed_in("agent"), case_id, county="110101").context["page"]
    assert page.state.errors[""].startswith("No sourced minimum")
    assert page.offers == ()


def test_a_sum_is_tried_and_one_that_touches_living_is_refused(cast, case_id):
    client = signed_in("agent")
    page = sheet_sent(client, case_id, monthly="250").context["page"]
    assert page.what_if.offer.monthly_fen == 25_000
    assert page.what_if.chart.table[-1][1] == 0
    beyond = sheet_sent(client, case_id, monthly="4999").context["page"]
    assert beyond.what_if.offer is not None  # more than the debt is the debt
    poor = sheet_sent(client, case_id, income_wages="2000", monthly="900").context["page"]
    assert poor.what_if.offer is None
    assert "live on" in poor.what_if.refused


def test_nothing_is_proposed_without_a_reason_or_with_an_offer_that_is_gone(cast, case_id):
    client = signed_in("agent")
    answer = chosen(client, case_id, "instalments")
    assert answer.status_code == 409
    assert "because" in answer.context["page"].state.errors
    gone = chosen(client, case_id, "instalments", choice="0" * 64, because="x")
    assert gone.status_code == 409
    assert not Arrangement.objects.exists()


def test_a_plan_is_proposed_agreed_and_contested_on_the_page_of_the_case(cast, case_id):
    client = signed_in("agent")
    assert chosen(client, case_id, "instalments", because="less work").status_code == 302
    row = Arrangement.objects.get()
    card = client.get(f"/cases/{case_id}").context["page"].arrangement
    assert card.may == {"agree", "withdraw"}

    address = f"/cases/{case_id}/arrangements/{row.pk}"
    assert client.post(f"{address}/agree", {"seal": row.payload_hash}).status_code == 302
    page = client.get(f"/cases/{case_id}").context["page"]
    assert page.pause.reason == "arrangement"
    assert page.arrangement.may == {"contest"}
    assert client.post(f"{address}/contest").status_code == 302
    assert state_of(row.pk) is State.CONTESTED
    assert verbs_of(f"case:{case_id}")[0] in ("contact.stopped", "arrangement.contested")


def test_the_queue_shows_what_waits_and_another_person_decides(cast, case_id):
    row = proposed(cast.lead, case_id, reduced())
    own = signed_in("lead").get("/approvals")
    assert "You proposed it" in text_of(own)
    assert decided(signed_in("lead"), row, "approve").status_code == 409

    client = signed_in("compliance")
    shown = client.get("/approvals").context["page"].shown
    assert (shown.waived_fen, shown.seal) == (PENALTY_FEN, row.payload_hash)
    assert decided(client, row, "approve", seal="0" * 64).status_code == 409
    assert decided(client, row, "something").status_code == 400
    assert decided(client, row, "approve").status_code == 302
    assert state_of(row.pk) is State.APPROVED


def test_a_refusal_without_a_reason_comes_back_with_the_form(cast, case_id):
    row = proposed(cast.agent, case_id, reduced())
    answer = decided(signed_in("lead"), row, "refuse", because="")
    assert answer.status_code == 409
    assert "because" in answer.context["page"].errors
    assert decided(signed_in("lead"), row, "refuse").status_code == 302


def test_a_contested_one_is_upheld_or_taken_back(cast, case_id):
    row = proposed(cast.agent, case_id)
    agreed(cast.agent, row)
    address = f"/cases/{case_id}/arrangements/{row.pk}"
    signed_in("agent").post(f"{address}/contest")
    lead = signed_in("lead")
    assert decided(lead, row, "uphold").status_code == 302
    signed_in("agent").post(f"{address}/contest")
    assert lead.post(f"{address}/withdraw", {"because": "a mistake"}).status_code == 302
    assert lead.get(f"/cases/{case_id}").context["page"].pause is None


def test_pages_carry_no_style_or_script_of_their_own(cast, case_id):
    proposed(cast.agent, case_id, reduced())
    client = signed_in("lead", "zh")
    for answer in (client.get("/approvals"), sheet_sent(client, case_id, monthly="250")):
        assert not re.search(r"<[^>]+ style=|<script(?![^>]+src=)", text_of(answer))


def test_the_same_form_twice_is_one_proposal(cast, case_id):
    client, key = signed_in("agent"), str(new_id())
    for _ in range(2):
        answer = chosen(client, case_id, "instalments", because="x", arrangement_id=key)
        assert answer.status_code == 302
    assert Arrangement.objects.count() == 1


def test_a_plan_in_force_is_reshaped_from_the_sheet_it_rests_on(cast, case_id):
    row = proposed(cast.lead, case_id)
    agreed(cast.lead, row)
    runner = day_runner(cast.agency_id)
    on = DAY + timedelta(days=7)
    follow_arrangements(actor=runner, on=on, at=beijing_instant(on, 6))
    client = signed_in("lead")
    assert "Reshape the plan" in text_of(client.get(f"/cases/{case_id}"))
    page = client.get(f"/cases/{case_id}/arrange").context["page"]
    assert page.replaces == str(row.pk)
    assert {name: page.state.values[name] for name in ("adults", "county", "income_wages")} == {
        "adults": "1", "county": "222401", "income_wages": "5000.00",
    }  # fmt: skip
    typed = {name: text for name, text in page.state.values.items() if text}
    assert chosen(client, case_id, "instalments", because="hours cut", **typed).status_code == 409
    answer = chosen(
        client, case_id, "instalments", because="hours cut", replaces=page.replaces, **typed
    )
    assert answer.status_code == 302
    newer = Arrangement.objects.exclude(pk=row.pk).get()
    assert newer.replaces_id == row.pk
    agreed(cast.lead, newer)
    assert state_of(row.pk) == State.RESHAPED


def test_a_plan_that_is_not_in_force_is_not_reshaped(cast, case_id):
    row = proposed(cast.lead, case_id)
    client = signed_in("lead")
    page = client.get(f"/cases/{case_id}/arrange").context["page"]
    assert page.replaces == ""
    assert (
        chosen(client, case_id, "instalments", because="x", replaces=str(row.pk)).status_code
        == 409
    )


def settled(cast, case_id, kept, broken):
    """Have promises of the past behind the model, and the model in use that knows them."""
    made = NOON - timedelta(days=40)
    states = ["kept"] * kept + ["broken"] * broken
    rows = Promise.objects.bulk_create(
        Promise(
            id=new_id(), agency_id=cast.agency_id, case_id=case_id, amount_fen=100,
            due_on=DAY - timedelta(days=30), made_at=made, taken_by="agent",
        )
        for _ in states
    )  # fmt: skip
    PromiseOutcome.objects.bulk_create(
        PromiseOutcome(
            promise=row, agency_id=cast.agency_id, state=state, paid_fen=0,
            settled_on=DAY - timedelta(days=27), decided_at=NOON - timedelta(days=27),
        )
        for row, state in zip(rows, states, strict=True)
    )  # fmt: skip
    runner = day_runner(cast.agency_id)
    day = day_facts(cast.agency_id, DAY, beijing_instant(DAY, 6), {})
    learn(actor=runner, facts=day.facts, on=DAY, input_hash="a" * 64, at=NOON)


def test_with_too_few_promises_of_the_past_no_chance_is_shown_and_the_page_says_so(cast, case_id):
    settled(cast, case_id, kept=20, broken=9)
    page = sheet_sent(signed_in("agent"), case_id).context["page"]
    assert {offer.odds for offer in page.offers} == {None}
    assert page.what_if.chart.holds == ""
    assert "29" in page.odds_note


def test_each_offer_and_the_sum_tried_say_how_likely_they_are_kept(cast, case_id):
    settled(cast, case_id, kept=30, broken=10)
    answer = sheet_sent(signed_in("agent"), case_id, monthly="250")
    page = answer.context["page"]
    plans = [offer for offer in page.offers if offer.monthly_fen]
    assert plans
    assert all(0 < each.odds.low <= each.odds.value <= each.odds.high < 1 for each in plans)
    assert all(each.odds.support == 40 and each.odds.is_base_rate for each in plans)
    chart = page.what_if.chart
    holds = [held for _, _, held in chart.table]
    assert holds == sorted(holds, reverse=True)
    assert chart.odds.value <= holds[-1]
    assert "How heavy an instalment" in text_of(answer)


def test_chances_sort_nothing(cast, case_id):
    before = [each.seal for each in sheet_sent(signed_in("agent"), case_id).context["page"].offers]
    settled(cast, case_id, kept=30, broken=10)
    page = sheet_sent(signed_in("agent"), case_id).context["page"]
    assert [each.seal for each in page.offers] == before


def plans_over(cast, case_id, kept_of, count):
    """Write down how plans of two weights ended; ``kept_of`` ten of each were kept."""
    kinds = [(weight, place % 10 < kept_of[weight]) for place in range(count) for weight in (2, 9)]
    begun = NOON - timedelta(days=200)
    model = proposed(cast.agent, case_id)
    rows = []
    for number, (weight, _) in enumerate(kinds):
        sum_fen = weight * 10_000
        days = [DAY - timedelta(days=190 - 30 * place) for place in range(3)]
        terms = {
            "kind": "instalments", "instalments": [[each.isoformat(), sum_fen] for each in days],
            "waived_fen": [0] * 7, "may_skip": 0, "pauses_until": None, "currency": "CNY",
        }  # fmt: skip
        rows.append(
            Arrangement(
                id=new_id(), agency_id=cast.agency_id, case_id=case_id, terms=as_text(terms),
                sheet=model.sheet, because="x", waived_fen=0, needs_approval=False,
                proposed_by="x", proposed_at=begun, payload_hash=f"{number:064d}",
            )
        )  # fmt: skip
    Arrangement.objects.bulk_create(rows)
    ArrangementStep.objects.bulk_create(
        ArrangementStep(
            id=new_id(), agency_id=cast.agency_id, case_id=case_id, arrangement=row, ordinal=0,
            step="complete" if is_kept else "break",
            state="completed" if is_kept else "broken", taken_by="x",
            taken_at=begun + timedelta(days=100, minutes=number), payload_hash=row.payload_hash,
        )
        for number, (row, (_, is_kept)) in enumerate(zip(rows, kinds, strict=True))
    )  # fmt: skip


def odds_by_weight(cast, case_id):
    page = sheet_sent(signed_in("agent"), case_id).context["page"]
    plans = [each for each in page.offers if each.odds]
    assert plans
    return page.odds_note, {each.takes_percent: each.odds.value for each in plans}


def test_without_plans_that_are_over_the_page_says_that_weight_is_an_assumption(cast, case_id):
    settled(cast, case_id, kept=30, broken=10)
    note, _ = odds_by_weight(cast, case_id)
    assert "too few plans have run their course (60 are needed" in note
    assert "an assumption, not a finding" in note


def test_where_weight_made_no_difference_the_page_says_so_and_changes_nothing(cast, case_id):
    settled(cast, case_id, kept=30, broken=10)
    _, before = odds_by_weight(cast, case_id)
    plans_over(cast, case_id, {2: 6, 9: 6}, 50)
    note, after = odds_by_weight(cast, case_id)
    assert "do not show a difference" in note
    assert after == pytest.approx(before)


def test_where_heavier_plans_broke_more_often_heavier_offers_have_lower_odds(cast, case_id):
    settled(cast, case_id, kept=30, broken=10)
    _, before = odds_by_weight(cast, case_id)
    plans_over(cast, case_id, {2: 9, 9: 2}, 50)
    note, after = odds_by_weight(cast, case_id)
    assert "of 100 plans whose course is over" in note
    assert after.keys() == before.keys()
    lightest, heaviest = min(after), max(after)
    assert lightest < heaviest
    assert after[heaviest] < before[heaviest]
    assert after[heaviest] / before[heaviest] < after[lightest] / before[lightest]
