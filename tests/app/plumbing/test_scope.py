"""In whose name does a block read and write?"""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.app.plumbing.conftest import as_role

from doorstep_desk.plumbing.actor import ANONYMOUS, SYSTEM, Actor
from doorstep_desk.plumbing.scope import acting, acting_as

pytestmark = pytest.mark.django_db

LIN = Actor("lin", "agent", frozenset(), staff_id=7, organisation_id=3)
QIN = Actor("qin", "compliance", frozenset(), staff_id=8, organisation_id=4)

LOOK = (
    "SELECT current_user, current_setting('doorstep.organisation', true),"
    " current_setting('doorstep.staff', true), current_setting('doorstep.role', true)"
)


def look() -> tuple[str | None, ...]:
    with connection.cursor() as cursor:
        cursor.execute(LOOK)
        return tuple(cursor.fetchone())


@pytest.mark.django_db(transaction=True)
def test_a_web_process_cannot_act_as_the_system():
    usual = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = "doorstep_web"
    try:
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(SYSTEM):
            pytest.fail("the block must not begin")
    finally:
        connection.close()
        connection.settings_dict["USER"] = usual


def test_a_person_acts_under_the_web_role_even_in_a_batch_process():
    with acting_as(LIN):
        assert look() == ("doorstep_web", "3", "7", "agent")


def test_the_system_acts_under_the_batch_role():
    with acting_as(SYSTEM):
        assert look()[0] == "doorstep_batch"


def test_somebody_who_has_not_signed_in_has_no_organisation():
    with acting_as(ANONYMOUS):
        assert look() == ("doorstep_web", "", "", "anonymous")


def test_the_outer_view_returns_when_an_inner_block_ends():
    with acting_as(LIN):
        with acting_as(QIN):
            assert look()[1] == "4"
            with acting_as(SYSTEM):
                assert look()[0] == "doorstep_batch"
            assert look()[1] == "4"
        assert look() == ("doorstep_web", "3", "7", "agent")
        assert acting() is LIN
    assert acting() is None
    assert look() == ("doorstep_batch", "", "", "")


def test_the_outer_view_returns_after_a_failure_inside():
    with acting_as(LIN):
        with pytest.raises(ZeroDivisionError), acting_as(QIN):
            _ = 1 / 0
        assert look()[1] == "3"
        assert acting() is LIN


def test_the_outer_view_returns_after_the_database_refused_inside():
    with acting_as(LIN):
        with pytest.raises(ProgrammingError), acting_as(QIN), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
        assert look()[1] == "3"


@pytest.mark.django_db(transaction=True)
def test_a_failing_block_leaves_nothing_behind():
    twice = "INSERT INTO audit_era VALUES (99, now()); INSERT INTO audit_era VALUES (99, now())"
    with pytest.raises(IntegrityError), acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(twice)
    with as_role("doorstep_batch") as other:
        assert other.execute("SELECT count(*) FROM audit_era").fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_a_block_is_one_transaction():
    with acting_as(SYSTEM):
        assert connection.in_atomic_block
    assert not connection.in_atomic_block
    with transaction.atomic():
        assert look() == ("doorstep_batch", "", "", "")
