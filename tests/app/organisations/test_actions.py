"""How do organisations and placements come in, and is a demonstration one for good?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection

from doorstep_desk.audit.queries import entries_for
from doorstep_desk.organisations.actions import (
    NewPlacement,
    add_organisation,
    add_placement,
    mark_store,
)
from doorstep_desk.organisations.queries import (
    organisation_named,
    organisations,
    organisations_by_id,
    placement_of_file,
    placements,
    store_is_demo,
    store_kind,
)
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.refusal import Malformed, Refused
from doorstep_desk.plumbing.scope import acting_as

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@pytest.fixture
def mandate(cast) -> NewPlacement:
    return NewPlacement(
        cast.lender_id,
        cast.agency_id,
        "2026-11-A",
        date(2026, 11, 20),
        date(2027, 2, 20),
        "a" * 64,
    )


@pytest.mark.parametrize("role", ["agent", "lead", "compliance"])
def test_most_roles_add_no_organisation(cast, role):
    with pytest.raises(Refused, match="role"):
        add_organisation(actor=getattr(cast, role), kind="lender", name="新贷", at=AT)


@pytest.mark.parametrize(("kind", "name"), [("bank", "新贷"), ("lender", "  "), ("", "新贷")])
def test_an_organisation_needs_one_of_two_kinds_and_a_name(kind, name):
    with pytest.raises(Malformed):
        add_organisation(actor=SYSTEM, kind=kind, name=name, at=AT)


def test_a_lender_cannot_become_an_agency(cast):
    with pytest.raises(Refused, match="already known as a lender"):
        add_organisation(actor=SYSTEM, kind="agency", name="北原信贷", at=AT)


def test_the_same_organisation_twice_is_one(cast):
    again = add_organisation(actor=SYSTEM, kind="lender", name=" 北原信贷 ", at=AT)
    assert again.id == cast.lender_id
    assert [one.name for one in organisations("lender")] == ["北原信贷"]
    assert organisation_named("北原信贷") == again
    assert set(organisations_by_id([again.id, 999_999])) == {again.id}


def test_an_agent_adds_no_placement(cast, mandate):
    with pytest.raises(Refused, match="role"):
        add_placement(actor=cast.agent, placement=mandate, at=AT)


def test_a_placement_goes_from_a_lender_to_an_agency(cast, mandate):
    for wrong in (
        replace(mandate, lender_id=cast.agency_id),
        replace(mandate, agency_id=cast.lender_id),
        replace(mandate, lender_id=999_999),
    ):
        with pytest.raises(Refused, match="from a lender to an agency"):
            add_placement(actor=SYSTEM, placement=wrong, at=AT)


def test_a_placement_cannot_return_before_it_came(mandate):
    wrong = replace(mandate, returns_on=date(2026, 11, 19))
    with pytest.raises(Malformed, match="cannot return"):
        add_placement(actor=SYSTEM, placement=wrong, at=AT)


def test_the_same_batch_twice_is_one_placement(mandate):
    first = add_placement(actor=SYSTEM, placement=mandate, at=AT)
    assert add_placement(actor=SYSTEM, placement=mandate, at=AT) == first
    assert placement_of_file("a" * 64) == first
    assert placement_of_file("") is None
    assert [entry.verb for entry in entries_for(f"placement:{first.id}")] == ["placement.added"]


def test_a_placement_is_seen_by_its_two_parties_only(cast, mandate):
    add_placement(actor=SYSTEM, placement=mandate, at=AT)
    with acting_as(cast.lead):
        assert len(placements()) == 1
    with acting_as(cast.rival):
        assert placements() == []


def test_nobody_in_the_office_marks_the_store(cast):
    with pytest.raises(Refused, match="role"):
        mark_store(actor=cast.admin, kind="demo", at=AT)


@pytest.mark.parametrize(("kind", "other"), [("demo", "real"), ("real", "demo")])
def test_a_mark_is_never_taken_back(kind, other):
    assert store_kind() is None
    mark_store(actor=SYSTEM, kind=kind, at=AT)
    mark_store(actor=SYSTEM, kind=kind, at=AT)
    with pytest.raises(Refused):
        mark_store(actor=SYSTEM, kind=other, at=AT)
    assert store_kind() == kind
    assert store_is_demo() == (kind == "demo")
    assert len(entries_for("store:1")) == 1


def test_the_database_keeps_the_mark_too():
    mark_store(actor=SYSTEM, kind="demo", at=AT)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_storekind SET kind = 'real'")


def test_a_store_is_demo_or_real():
    with pytest.raises(Malformed):
        mark_store(actor=SYSTEM, kind="test", at=AT)
