"""Does an agent read what is kept of where they were, and nobody else's?"""

from datetime import timedelta

from tests.app.demonstration import DAY
from tests.app.doors import signed_in, text_of

from doorstep_desk.fieldwork.jobs import blur_places
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM


def page_of(who: str, at):
    with clock.fixed(at):
        return signed_in(who).get("/field/trail")


def test_an_agent_reads_the_own_visit_and_when_it_is_blurred(at_door):
    began = at_door.phone.now
    at_door.send(*at_door.phone.visit(at_door.stop))
    days = page_of(at_door.out.agent, at_door.phone.now).context["page"].days
    visit = days[0].visits[0]
    assert (len(days), days[0].on, len(days[0].visits)) == (1, DAY, 1)
    assert (visit.first_at, visit.last_at) == (began, at_door.phone.now)
    assert (visit.readings, visit.exact, visit.blurred_on) == (2, 2, None)
    assert visit.blurs_on == DAY + timedelta(days=30)


def test_after_thirty_days_it_says_that_only_the_neighbourhood_is_left(at_door):
    at_door.send(*at_door.phone.visit(at_door.stop))
    later = at_door.phone.now + timedelta(days=30, minutes=1)
    blur_places(actor=SYSTEM, at=later)
    answer = page_of(at_door.out.agent, later)
    visit = answer.context["page"].days[0].visits[0]
    assert (visit.exact, visit.blurred_on) == (0, DAY + timedelta(days=30))
    assert "neighbourhood only, since 25 Dec" in text_of(answer)


def test_nobody_reads_the_trail_of_somebody_else(at_door):
    at_door.send(*at_door.phone.visit(at_door.stop))
    for who in (at_door.out.partner, at_door.out.elsewhere, "lead"):
        assert page_of(who, at_door.phone.now).context["page"].days == []
    assert page_of("compliance", at_door.phone.now).status_code == 403


def test_a_sample_before_arriving_or_after_leaving_is_nowhere_in_it(at_door):
    lon, lat = at_door.stop["address"]["lon_e6"], at_door.stop["address"]["lat_e6"]
    place = {"lon_e6": lon, "lat_e6": lat, "accuracy_cm": 900}
    before = at_door.phone.event("place.sample", {"place": place}, at_door.stop)
    at_door.phone.pass_time(5)
    visit = at_door.phone.visit(at_door.stop)
    at_door.phone.pass_time(5)
    after = at_door.phone.event("place.sample", {"place": place}, at_door.stop)
    at_door.send(before, *visit, after)
    days = page_of(at_door.out.agent, at_door.phone.now).context["page"].days
    assert [each.readings for each in days[0].visits] == [2]
