"""Are two people outside looked after, and is where they are known no longer than needed?"""

from datetime import UTC, datetime, timedelta

import pytest
from tests.app.doors import signed_in, text_of
from tests.app.fieldwork.conftest import with_papers
from tests.app.fieldwork.phone import results

from doorstep_desk.fieldwork.jobs import blur_places
from doorstep_desk.fieldwork.models import FieldEvent, Outing, Place, SafetyAlert, VisitReview
from doorstep_desk.fieldwork.places import Spot, oddities
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM

NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)


def spot(lon: int, lat: int, minutes: float, accuracy_cm: int = 1000) -> Spot:
    return Spot(lon, lat, accuracy_cm, NINE + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("trail", "odd"),
    [
        ([], []),
        ([spot(129_500_000, 42_900_000, 0)], []),
        ([spot(129_500_000, 42_900_000, 0), spot(129_510_000, 42_900_000, 1)], []),
        ([spot(129_500_000, 42_900_000, 0), spot(130_500_000, 42_900_000, 1)], ["speed"]),
        ([spot(129_500_000, 42_900_000, n) for n in range(3)], ["repeated"]),
        ([spot(129_500_000, 42_900_000, n) for n in range(2)], []),
        ([spot(129_500_000, 42_900_000, 0, 20_001)], ["accuracy"]),
        ([spot(129_500_000, 42_900_000, 0, 20_000)], []),
    ],
)
def test_what_is_odd_about_a_trail(trail, odd):
    assert oddities(trail) == odd


def test_a_call_under_duress_looks_like_any_other_record_and_the_office_hears_it(at_door):
    usual = at_door.send(at_door.phone.event("note", {"about": "x"}, at_door.stop)).json()
    answer = at_door.send(at_door.phone.event("safety.duress", {"where": "unlock"}, at_door.stop))
    said = answer.json()
    assert said["results"][0].keys() == usual["results"][0].keys()
    assert said["changes"] == usual["changes"]
    assert SafetyAlert.objects.get().kind == "duress"
    lead = signed_in("lead")
    with clock.fixed(at_door.phone.now):
        first = lead.get("/").context["page"].attention[0]
        assert (first.kind, first.count, first.url) == ("safety", 1, "/devices")
        page = lead.get("/devices")
        assert "Do not ring it" in text_of(page)
        alert = SafetyAlert.objects.get().pk
        answer = lead.post(f"/devices/alerts/{alert}", {"note": "110"})
        assert answer.status_code == 302
        again = lead.post(f"/devices/alerts/{alert}", {"note": "110"})
        assert again.status_code == 409
    assert SafetyAlert.objects.get().handled_by == "lead"


def test_an_agent_sees_no_alert_and_no_list_of_phones(at_door):
    agent = signed_in(at_door.out.agent)
    assert agent.get("/devices").status_code == 403


def test_whoever_does_not_check_out_is_looked_after_when_any_phone_is_heard(at_door):
    partner = with_papers(at_door.out, at_door.out.partner)
    due = at_door.phone.now + timedelta(minutes=45)
    body = {"state": "started", "due_at": due.isoformat()}
    at_door.send(at_door.phone.event("safety.timer", body, at_door.stop))
    partner.phone.now = due
    partner.send()
    assert not SafetyAlert.objects.exists()
    partner.phone.now = due + timedelta(seconds=1)
    for _ in range(2):
        partner.send()
    assert SafetyAlert.objects.get().kind == "overdue"


def test_a_visit_that_ends_in_time_raises_nothing(at_door):
    due = at_door.phone.now + timedelta(minutes=45)
    body = {"state": "started", "due_at": due.isoformat()}
    timer = at_door.phone.event("safety.timer", body, at_door.stop)
    at_door.send(timer, *at_door.phone.visit(at_door.stop))
    at_door.phone.pass_time(120)
    at_door.send()
    assert not SafetyAlert.objects.exists()
    out = Outing.objects.get()
    assert (out.pair_present, out.left_at) == (True, out.checked_out_at)


def test_a_place_is_kept_only_between_arriving_and_leaving_and_never_in_the_record(at_door):
    def sample():
        place = {"lon_e6": 129_512_345, "lat_e6": 42_912_345, "accuracy_cm": 900}
        return at_door.phone.event("place.sample", {"place": place}, at_door.stop)

    before = sample()
    at_door.phone.pass_time(1)
    visit = at_door.phone.visit(at_door.stop)
    at_door.phone.pass_time(1)
    after = sample()
    assert results(at_door.send(before, *visit, after)) == ["accepted"] * 8
    assert sorted(place.event.kind for place in Place.objects.all()) == [
        "visit.arrived", "visit.left"
    ]  # fmt: skip
    assert all("lon_e6" not in event.content for event in FieldEvent.objects.all())


def test_after_a_month_only_the_neighbourhood_is_left(at_door):
    at_door.send(*at_door.phone.visit(at_door.stop))
    at = Place.objects.order_by("at")[0].at
    assert blur_places(actor=SYSTEM, at=at + timedelta(days=30)) == 0
    assert blur_places(actor=SYSTEM, at=at + timedelta(days=30, hours=1)) == 2
    assert blur_places(actor=SYSTEM, at=at + timedelta(days=31)) == 0
    for place in Place.objects.all():
        assert place.exact is None
        assert place.coarse_longitude % 10_000 == place.coarse_latitude % 10_000 == 0


def test_an_odd_trail_is_a_question_and_the_visit_counts(at_door):
    visit = at_door.phone.visit(at_door.stop)
    at_door.phone.tip, at_door.phone.sequence = visit[1]["previous_hash"], 1
    place = {"lon_e6": 120_000_000, "lat_e6": 30_000_000, "accuracy_cm": 900}
    moved = [visit[0], at_door.phone.event("visit.arrived", {"place": place}, at_door.stop)]
    at_door.phone.pass_time(1)
    moved += at_door.phone.visit(at_door.stop)[2:]
    at_door.send(*moved)
    review = VisitReview.objects.get()
    assert review.kind == "place"
    assert "speed" in review.findings
    page = signed_in("lead").get("/reviews")
    assert "Faster between two readings" in text_of(page)
    assert "Lawful when done" in text_of(page)


def test_a_phone_out_of_use_gets_nothing_more_and_the_office_sees_that_it_knows(at_door):
    lead = signed_in("lead")
    answer = lead.post(f"/devices/{at_door.phone.id}/revoke", {"because": "lost"})
    assert answer.status_code == 302
    assert "has not heard of it yet" in text_of(lead.get("/devices"))
    for answer in (at_door.send(), at_door.phone.pack(), at_door.phone.register()):
        assert (answer.status_code, answer.json()["code"]) == (410, "device_revoked")
    assert "knows and wipes its papers" in text_of(lead.get("/devices"))
