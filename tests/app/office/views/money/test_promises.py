"""Which promises fall due, what became of them, and how long do arrangements hold?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.app.arrangements.household import plan
from tests.app.doors import signed_in, stranger, text_of
from tests.app.portfolio import DAY, NOON, place

from doorstep.affordability.content import as_text, terms_content
from doorstep_desk.arrangements.models import (
    Arrangement,
    ArrangementStep,
    Promise,
    PromiseOutcome,
    PromiseRevision,
)
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.identifiers import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon():
    with clock.fixed(NOON):
        yield


@pytest.fixture
def cases(cast):
    """Three cases: their first promises were kept, partly kept, and still wait."""
    cases = [account.case_id for account in place(cast, 3)]
    said = [
        (cases[0], 10_000, DAY - timedelta(days=1), "kept", 10_000),
        (cases[1], 20_000, DAY - timedelta(days=1), "partly_kept", 5_000),
        (cases[2], 30_000, DAY, "", 0),
        (cases[2], 40_000, DAY + timedelta(days=40), "", 0),
    ]  # fmt: skip
    for case, fen, on, state, paid in said:
        row = Promise.objects.create(
            id=new_id(), agency_id=cast.agency_id, case_id=case, amount_fen=fen, due_on=on,
            made_at=NOON - timedelta(days=5), taken_by="agent",
        )  # fmt: skip
        if state:
            PromiseOutcome.objects.create(
                promise=row, agency_id=cast.agency_id, state=state, paid_fen=paid, settled_on=on,
                decided_at=NOON,
            )  # fmt: skip
    return cases


def page_of(client, **asked):
    return client.get("/promises", asked).context["page"]


def sums(page):
    return {each.state: (each.count, each.promised_fen, each.paid_fen) for each in page.tallies}


@pytest.mark.parametrize("address", ["/promises", "/promises/survival"])
def test_a_stranger_and_who_does_not_follow_up_see_nothing(cast, address):
    assert stranger().get(address).status_code == 302
    for username in ("agent", "admin"):
        assert signed_in(username).get(address).status_code == 403


def test_another_agency_sees_none_of_them(cases):
    assert page_of(signed_in("rival")).count == 0


@pytest.mark.parametrize(
    "address", ["?on=yesterday", "?view=year&state=x&product=?", "?creditor=a"]
)
def test_an_address_that_means_nothing_shows_the_present_month(cases, address):
    page = signed_in("lead").get(f"/promises{address}").context["page"]
    assert (page.view, page.first_on, page.count) == ("month", DAY.replace(day=1), 3)


def test_a_month_adds_up_what_became_of_its_promises(cases):
    page = page_of(signed_in("lead"))
    assert sums(page) == {
        "kept": (1, 10_000, 10_000), "partly_kept": (1, 20_000, 5_000), "broken": (0, 0, 0),
        "open": (1, 30_000, 0),
    }  # fmt: skip
    assert (page.count, page.promised_fen, page.paid_fen) == (3, 60_000, 15_000)
    assert [row.amount_fen for row in page.rows] == [30_000]  # today's are listed beside it


def test_a_day_opens_its_cases(cases):
    client, eve = signed_in("lead"), (DAY - timedelta(days=1)).isoformat()
    answer = client.get("/promises", {"on": eve})
    assert {row.case_id for row in answer.context["page"].rows} == set(cases[:2])
    assert f'href="/cases/{cases[0]}#promises"' in answer.content.decode()


def test_a_number_opens_the_list_behind_it(cases):
    client = signed_in("lead")
    kept = next(each for each in page_of(client).tallies if each.state == "kept")
    page = client.get(f"/promises?{kept.query}").context["page"]
    assert (page.view, [row.state for row in page.rows]) == ("list", ["kept"])


def test_a_week_shows_its_seven_days_and_the_next_one_follows(cases):
    client = signed_in("lead")
    page = page_of(client, view="week")
    assert len(page.weeks[0]) == 7
    assert page.first_on.weekday() == 0
    following = client.get(f"/promises?{page.after}").context["page"]
    assert following.first_on == page.last_on + timedelta(days=1)


def test_what_was_decided_again_counts_as_it_stands_now(cases, cast):
    kept = PromiseOutcome.objects.get(state="kept").promise
    PromiseRevision.objects.create(
        promise=kept, agency_id=cast.agency_id, state="broken", paid_fen=0, settled_on=DAY,
        decided_at=NOON,
    )  # fmt: skip
    found = sums(page_of(signed_in("lead")))
    assert (found["kept"], found["broken"]) == ((0, 0, 0), (1, 10_000, 0))


def test_the_calendar_can_be_narrowed_to_a_lender_and_a_kind_of_credit(cases, cast):
    client = signed_in("lead")
    assert page_of(client, creditor=str(cast.lender_id)).count == 3
    assert page_of(client, creditor="999999").count == 0
    assert page_of(client, product="card").count == 0


def agree(cast, case, kind_of=None, *, ago=60, broke_after=None):
    row = Arrangement.objects.create(
        id=uuid4(), agency_id=cast.agency_id, case_id=case, because="x", waived_fen=0,
        terms=as_text(terms_content(kind_of or plan(5_000, 5_000))), sheet="{}",
        needs_approval=False, proposed_by="agent", proposed_at=NOON, payload_hash="0" * 64,
    )  # fmt: skip
    steps = [("propose", "proposed", ago), ("agree", "agreed", ago)]
    if broke_after is not None:
        steps += [
            ("cooling_off_over", "in_force", ago - 7),
            ("break", "broken", ago - broke_after),
        ]
    for ordinal, (step, state, days) in enumerate(steps):
        ArrangementStep.objects.create(
            id=uuid4(), agency_id=cast.agency_id, case_id=case, arrangement=row, ordinal=ordinal,
            step=step, state=state, taken_by="agent", taken_at=NOON - timedelta(days=days),
            payload_hash=row.payload_hash,
        )  # fmt: skip


def curves(client, **asked):
    return client.get("/promises/survival", asked).context["page"]


def test_where_nothing_is_agreed_on_there_is_no_curve(cases):
    answer = signed_in("lead").get("/promises/survival")
    assert answer.context["page"].whole is None
    assert "No arrangement yet" in text_of(answer)


def test_a_curve_says_how_many_stand_behind_it_and_opens_what_broke(cases, cast):
    agree(cast, cases[0])
    agree(cast, cases[1], broke_after=40)
    answer = signed_in("lead").get("/promises/survival")
    page = answer.context["page"]
    assert (page.whole.count, page.whole.broken, page.whole.running) == (2, 1, 1)
    assert page.whole.is_thin
    assert page.whole.read_at.share == 0.5
    assert [(row.case_id, row.days) for row in page.broken] == [(cases[1], 40)]
    assert "too few to compare" in text_of(answer)


def test_a_past_day_knows_nothing_that_came_later(cases, cast):
    agree(cast, cases[0])
    agree(cast, cases[1], broke_after=40)
    client = signed_in("lead")
    then = (DAY - timedelta(days=25)).isoformat()
    assert (curves(client, on=then).whole.broken, curves(client).whole.broken) == (0, 1)
    assert curves(client, on=(DAY - timedelta(days=61)).isoformat()).whole is None
    assert curves(client, on="2199-01-01").on == DAY


def test_curves_are_told_apart_by_kind(cases, cast):
    agree(cast, cases[0])
    client = signed_in("lead")
    assert [card.kind for card in curves(client).kinds] == ["instalments"]
    assert curves(client, kind="pause").whole is None
