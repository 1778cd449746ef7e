"""Do those who only read change nothing, by any address, and not even by the database?"""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.app.conftest import member
from tests.app.doors import signed_in
from tests.app.office.pages.test_every_page import CHANGES_ONLY, PAGES
from tests.app.office.pages.world import build
from tests.app.portfolio import NOON

from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.tables.row_security import READERS
from doorstep_desk.staff.actions import NewStaff, add_staff
from doorstep_desk.staff.roles import PERMISSIONS
from doorstep_desk.staff.routes import PUBLIC, ROUTES

pytestmark = pytest.mark.django_db

ALLOWED = {"office:ask_for_check", "office:sign_out"}
"""What a reader may send: asking for the log to be read again, and leaving."""


@pytest.fixture
def world(cast):
    member("bank", "lender", cast.lender_id)
    member("auditor", "auditor", cast.agency_id)
    member("watcher", "regulator", cast.agency_id)
    return build(cast, 10)


@pytest.mark.parametrize("username", ["bank", "auditor", "watcher"])
def test_every_address_that_changes_something_is_refused(world, username):
    with clock.fixed(NOON):
        client = signed_in(username)
        changed = {
            name: client.post(address(world)).status_code
            for name, address in CHANGES_ONLY.items()
            if ROUTES[name] != PUBLIC and name not in ALLOWED
        }
        read = {
            name: client.get(addresses[0](world)).status_code
            for name, addresses in PAGES.items()
            if ROUTES[name] != PUBLIC and ROUTES[name] not in PERMISSIONS["auditor"]
        }
    assert set(changed.values()) == {403}, changed
    assert set(read.values()) == {403}, read


def test_the_database_refuses_too_and_hides_how_to_reach_a_borrower(world, cast):
    for username in ("bank", "auditor", "watcher"):
        from doorstep_desk.staff.queries import actor_named  # noqa: PLC0415

        actor = actor_named(username)
        with acting_as(actor):
            assert asked("SELECT count(*) FROM cases_contactpoint") == 0
            assert asked("SELECT count(*) FROM cases_case") == 10
            assert refused("DELETE FROM complaints_pause") == 0
            assert refused("UPDATE cases_case SET number = 'x'") == 0
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                asked(
                    "INSERT INTO cases_caseflag (agency_id, case_id, flag, noted_on, source,"
                    " reviewed_by) SELECT agency_id, id, 'x', now(), '', '' FROM cases_case"
                    " LIMIT 1 RETURNING 1"
                )


def asked(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


def refused(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


@pytest.mark.parametrize(("role", "where"), [("lender", "agency_id"), ("auditor", "lender_id")])
def test_a_reader_belongs_to_the_right_kind_of_organisation(cast, role, where):
    new = NewStaff("new.one", "新人", role, getattr(cast, where), "a-long-enough-password")
    with pytest.raises(Refused, match="does not belong"):
        add_staff(actor=SYSTEM, new=new, at=NOON)


def test_readers_hold_no_word_that_changes_or_opens_a_case():
    held = {word for role in READERS for word in PERMISSIONS[role]}
    assert "desk.open" in held
    assert held <= {
        "complaint.read", "desk.open", "law.read", "log.check", "oversight.read",
        "password.change", "report.read",
    }  # fmt: skip
