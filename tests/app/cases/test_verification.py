"""Which points need a proof, who shares a value, and what does an address mean?"""

from datetime import timedelta

import pytest
from tests.app.doors import queries_of
from tests.app.portfolio import DAY, NOON, account, borrower, mandate, phone_of, publish

from doorstep_desk.cases.actions.publish import publish_accounts
from doorstep_desk.cases.divisions import place_choices
from doorstep_desk.cases.facts import case_point
from doorstep_desk.cases.models import ContactPoint
from doorstep_desk.cases.verification import points_to_verify, shared_values
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.plumbing.scope import acting_as

NUMBER = "15400000001"
ON_MAP = {"latitude": 42.9, "longitude": 129.5}


@pytest.fixture
def shared(cast):
    """One number of two persons with us and of a third, unknown to us, with the other agency."""
    ours, theirs = mandate(cast), mandate(cast, agency_id=cast.other_agency_id)
    publish(
        cast,
        [account(cast, ours, 1, "L1"), account(cast, ours, 2, "L2")],
        [phone_of(1, NUMBER), phone_of(2, NUMBER)],
    )
    publish_accounts(
        actor=day_runner(cast.other_agency_id), accounts=[account(cast, theirs, 3, "L3")],
        points=[phone_of(3, NUMBER)], flags=[], at=NOON,
    )  # fmt: skip
    return cast


def test_a_lead_sees_own_names_and_a_bare_count_of_the_others(shared):
    with acting_as(shared.lead):
        rows = list(points_to_verify(shared.lead, DAY).order_by("id"))
        found = shared_values(rows[:1])[rows[0].pk]
    assert found.seen == (borrower(2).name,)
    assert found.unseen == 1


def test_the_other_agency_learns_no_name_of_ours(shared):
    with acting_as(shared.rival):
        rows = list(points_to_verify(shared.rival, DAY))
        found = shared_values(rows)[rows[0].pk]
    assert (found.seen, found.unseen) == ((), 2)


def test_an_agent_without_the_case_sees_no_point_at_all(shared):
    with acting_as(shared.agent):
        assert not points_to_verify(shared.agent, DAY).exists()


def test_nobody_counts_a_value_that_they_do_not_see_on_file(shared):
    row = ContactPoint.objects.select_related("borrower").first()
    with acting_as(shared.agent):
        assert shared_values([row]) == {}


def test_the_count_opens_no_row_of_another_agency(shared):
    with acting_as(shared.rival):
        shared_values(points_to_verify(shared.rival, DAY))
        assert ContactPoint.objects.count() == 1


def test_the_number_of_queries_does_not_grow(shared):
    rows = list(ContactPoint.objects.select_related("borrower"))
    assert queries_of(lambda: shared_values(rows)) == queries_of(lambda: shared_values(rows[:1]))
    assert queries_of(lambda: place_choices(["朝阳区"] * 30)) == 1
    assert place_choices([]) == []


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({}, "unverified"),
        ({"last_verified_at": NOON}, "verified"),
        ({"last_verified_at": NOON, "verified_until_on": DAY}, "verified"),  # the last day
        ({"last_verified_at": NOON, "verified_until_on": DAY - timedelta(days=1)}, "stale"),
        ({"last_verified_at": NOON - timedelta(days=365)}, "verified"),  # assumed to be good
        ({"last_verified_at": NOON - timedelta(days=366)}, "stale"),
        ({"last_verified_at": NOON, "confidence": 49}, "unverified"),  # tried in vain since
        ({"valid": False, "last_verified_at": NOON}, "bounced"),
        ({"kind": "address", "address_state": "door"} | ON_MAP, "found"),  # the contract's door
        ({"kind": "address", "address_state": "town"} | ON_MAP, "unverified"),
        ({"kind": "address", "address_state": "door", "confidence": 49} | ON_MAP, "unverified"),
        ({"kind": "address", "address_state": "county"}, "ambiguous"),
        ({"kind": "address", "address_state": "door"}, "ambiguous"),  # found nowhere on the map
    ],
)
def test_a_point_needs_what_its_state_says(shared, changed, state):
    row = ContactPoint.objects.filter(agency_id=shared.agency_id).first()
    ContactPoint.objects.filter(pk=row.pk).update(**changed)
    found = points_to_verify(shared.lead, DAY).get(pk=row.pk)
    assert found.state == state
    if found.valid is not False:
        point = case_point(found, DAY)
        assert (point.is_verified and point.is_sure) == (state == "verified")
        assert point.is_checked == (state in {"found", "verified"} and found.kind == "address")


@pytest.mark.django_db
def test_an_ambiguous_county_is_offered_in_every_city_it_may_be_in():
    names = [choice.name for choice in place_choices(["朝阳区建国路1号"])[0]]
    assert any(name.startswith("吉林省") for name in names)
    assert any(name.startswith("北京市") for name in names)


@pytest.mark.django_db
def test_a_misspelt_county_is_found_by_likeness_and_only_proposed():
    choices = place_choices(["吉林省延边朝鲜族自治州廷吉市光明街12号"])[0]
    alike = {choice.code: choice.is_written for choice in choices}
    assert alike.get("222401") is False
