"""How does somebody become a member of staff, and stop being one?"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from doorstep_desk.audit.queries import entries_for
from doorstep_desk.organisations.actions import mark_store
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.tables.row_security import READERS
from doorstep_desk.staff.actions import NewStaff, add_demo_staff, add_staff, set_staff_active
from doorstep_desk.staff.demo import DEMO_STAFF
from doorstep_desk.staff.models import Staff
from doorstep_desk.staff.queries import actor_named, actor_with_id, staff_by_id, staff_seen
from doorstep_desk.staff.roles import PERMISSIONS

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@pytest.fixture
def new(cast) -> NewStaff:
    return NewStaff(
        "wang.ning",
        "王宁",
        "agent",
        cast.agency_id,
        "a-good-long-one",
        languages=frozenset({"zh"}),
    )


@pytest.mark.parametrize("role", [role for role in PERMISSIONS if role not in {"admin", *READERS}])
def test_only_an_administrator_adds_staff(cast, new, role):
    with pytest.raises(Refused, match="role"):
        add_staff(actor=getattr(cast, role), new=new, at=AT)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"username": "王宁"}, "small letters"),  # no Latin letters
        ({"username": "w"}, "small letters"),  # too short
        ({"username": "9wang"}, "small letters"),  # begins with a digit
        ({"username": "Wang"}, "small letters"),  # a capital
        ({"username": "wang ning"}, "small letters"),  # a blank
        ({"display_name": "  "}, "name is empty"),
        ({"role": "boss"}, "role is one of"),
        ({"language": "ko"}, "zh or en"),  # no pages in it for staff
        ({"languages": frozenset()}, "two-letter"),
        ({"languages": frozenset({"chinese"})}, "two-letter"),
        ({"password": "short"}, "10"),  # too short
        ({"password": "password123"}, "常见|common"),  # on the list of common ones
        ({"password": "wang.ning12"}, "相似|similar"),  # like the user name
    ],
)
def test_what_cannot_be_is_told(cast, new, change, said):
    with pytest.raises(Malformed, match=said):
        add_staff(actor=cast.admin, new=replace(new, **change), at=AT)
    assert actor_named("wang.ning") is None


def test_all_problems_are_told_at_once(cast, new):
    with pytest.raises(Malformed) as told:
        add_staff(actor=cast.admin, new=replace(new, role="boss", password="x"), at=AT)
    assert len(told.value.problems) >= 2


def test_a_taken_name_is_refused(cast, new):
    with pytest.raises(Refused, match="taken"):
        add_staff(actor=cast.admin, new=replace(new, username="agent"), at=AT)


def test_an_administrator_adds_nobody_to_another_organisation(cast, new):
    with pytest.raises(Refused) as refused:
        add_staff(actor=cast.admin, new=replace(new, organisation_id=cast.other_agency_id), at=AT)
    assert refused.value.code == "not-found"


def test_a_new_member_may_sign_in_and_do_what_the_role_includes(cast, new):
    with acting_as(cast.admin):
        added = add_staff(actor=cast.admin, new=new, at=AT)
        assert [entry.verb for entry in entries_for(f"staff:{added.id}")] == ["staff.added"]
    actor = actor_named("wang.ning")
    assert actor is not None
    assert actor.may("visit.record")
    assert not actor.may("case.resume")
    assert actor_with_id(added.id) == actor
    assert staff_by_id([added.id])[added.id] == added


def test_the_password_is_neither_stored_nor_printed(cast, new):
    add_staff(actor=cast.admin, new=new, at=AT)
    assert new.password not in Staff.objects.get(username="wang.ning").password
    assert new.password not in repr(new)


def test_staff_of_another_organisation_are_not_seen(cast):
    with acting_as(cast.rival):
        assert {person.username for person in staff_seen()} == {"rival", "stranger"}


def test_nobody_shuts_themselves_out(cast):
    with pytest.raises(Refused, match="own access"):
        set_staff_active(actor=cast.admin, staff_id=cast.admin.staff_id, is_active=False, at=AT)


def test_an_administrator_cannot_reach_staff_of_another_organisation(cast):
    with pytest.raises(Refused) as refused:
        set_staff_active(actor=cast.admin, staff_id=cast.stranger.staff_id, is_active=False, at=AT)
    assert refused.value.code == "not-found"


def test_whoever_is_shut_out_is_no_actor_any_more(cast):
    key = cast.agent.staff_id
    assert not set_staff_active(actor=cast.admin, staff_id=key, is_active=False, at=AT).is_active
    assert actor_named("agent") is None
    assert actor_with_id(key) is None
    set_staff_active(actor=cast.admin, staff_id=key, is_active=True, at=AT)
    assert actor_named("agent") is not None


def test_known_passwords_exist_only_in_a_demonstration(cast):
    options = {"organisation_id": cast.agency_id, "certificate_valid_until": AT.date(), "at": AT}
    with pytest.raises(Refused, match="demo"):
        add_demo_staff(actor=SYSTEM, **options)
    mark_store(actor=SYSTEM, kind="demo", at=AT)
    Staff.objects.filter(username__in=[entry[0] for entry in DEMO_STAFF]).delete()
    first = add_demo_staff(actor=SYSTEM, **options)
    assert [person.username for person in first] == [entry[0] for entry in DEMO_STAFF]
    assert add_demo_staff(actor=SYSTEM, **options) == first
    assert {person.role for person in first} == set(PERMISSIONS) - set(READERS)
