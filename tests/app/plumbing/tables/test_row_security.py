"""Does the database hide other people's rows even from a query that forgot to ask whose?"""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from tests.app.plumbing.conftest import as_role

from doorstep_desk.plumbing.actor import ANONYMOUS, SYSTEM, Actor
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.tables.row_security import leave_open, tables_without_row_security

pytestmark = [pytest.mark.usefixtures("probe"), pytest.mark.django_db]


def person(organisation_id: int | None) -> Actor:
    return Actor("lin", "agent", frozenset(), staff_id=7, organisation_id=organisation_id)


def keys(table: str = "probe") -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize(
    ("organisation", "seen", "parts"),
    [
        (10, [1], [1]),  # the first agency
        (20, [2], [2, 3]),  # the second agency
        (90, [1, 2], [1, 2, 3]),  # the lender of both
        (30, [], []),  # somebody else
        (None, [], []),  # nobody
    ],
)
def test_a_forgotten_filter_shows_only_ones_own_rows(organisation, seen, parts):
    with acting_as(person(organisation)):
        assert keys() == seen
        assert keys("probe_part") == parts


def test_before_sign_in_no_row_exists():
    with acting_as(ANONYMOUS):
        assert keys() == []


def test_the_batch_process_sees_every_row():
    with acting_as(SYSTEM):
        assert keys() == [1, 2]


def test_without_any_scope_the_web_role_sees_nothing():
    with as_role("doorstep_web") as web:
        assert web.execute("SELECT count(*) FROM probe").fetchone() == (0,)


def test_after_a_scope_has_ended_the_same_connection_sees_nothing():
    with as_role("doorstep_web") as web:
        with web.transaction():
            web.execute("SELECT set_config('doorstep.organisation', '10', true)")
            assert web.execute("SELECT count(*) FROM probe").fetchone() == (1,)
        assert web.execute("SELECT count(*) FROM probe").fetchone() == (0,)


def test_the_owner_of_the_table_sees_nothing_either():
    with as_role("doorstep_owner") as owner:
        assert owner.execute("SELECT count(*) FROM probe").fetchone() == (0,)


def test_nobody_writes_a_row_into_another_organisation():
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(person(10)):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO probe VALUES (3, 20, 91, '丙')")


def test_nobody_gives_a_row_away_to_another_organisation():
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(person(10)):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE probe SET agency_id = 20, lender_id = 91 WHERE id = 1")


def test_a_hidden_row_can_be_neither_changed_nor_deleted():
    with acting_as(person(10)), connection.cursor() as cursor:
        cursor.execute("UPDATE probe SET word = 'x' WHERE id = 2")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM probe WHERE id = 2")
        assert cursor.rowcount == 0


def test_the_web_role_cannot_put_on_the_batch_role():
    with as_role("doorstep_web") as web, pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute("SET ROLE doorstep_batch")


@pytest.mark.parametrize("role", ["doorstep_owner", "doorstep_web", "doorstep_batch"])
def test_no_role_of_ours_may_pass_by_row_security(role):
    with as_role(role) as connected:
        found = connected.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = %s", [role]
        ).fetchone()
    assert found == (False, False, False)


def test_every_table_that_names_an_organisation_or_a_case_is_protected():
    assert tables_without_row_security() == []


def test_an_unprotected_table_is_found_until_somebody_says_why_it_is_open():
    opened = leave_open("probe_open", "staging, it isn't read by the web role")
    with as_role("doorstep_owner") as owner:
        owner.execute("CREATE TABLE probe_open (case_id bigint)")
        try:
            assert tables_without_row_security() == ["probe_open"]
            owner.execute(opened.sql)
            assert tables_without_row_security() == []
            owner.execute(opened.reverse_sql)
            assert tables_without_row_security() == ["probe_open"]
        finally:
            owner.execute("DROP TABLE probe_open")


def test_alternating_askers_on_one_connection_never_see_each_others_rows():
    askers, seen = [10, 20] * 100, []
    with transaction.atomic():
        for organisation in askers:
            with acting_as(person(organisation)), connection.cursor() as cursor:
                cursor.execute("SELECT DISTINCT agency_id FROM probe")
                seen.append(cursor.fetchall())
    assert seen == [[(organisation,)] for organisation in askers]
