"""Does a table that only grows refuse everything else?"""

import psycopg
import pytest
from tests.app.plumbing.conftest import as_role

pytestmark = [pytest.mark.usefixtures("probe"), pytest.mark.django_db]

CHANGES = [
    "UPDATE probe_log SET word = 'other'",
    "DELETE FROM probe_log",
    "TRUNCATE probe_log",
    "UPDATE probe_log SET word = 'other' WHERE id = -1",  # would touch no row
]


@pytest.mark.parametrize("role", ["doorstep_owner", "postgres"])
@pytest.mark.parametrize("change", CHANGES)
def test_owner_and_superuser_are_refused_by_the_trigger(role, change):
    with (
        as_role(role) as connected,
        pytest.raises(psycopg.errors.RestrictViolation, match="grows"),
    ):
        connected.execute(change)


@pytest.mark.parametrize("role", ["doorstep_web", "doorstep_batch"])
@pytest.mark.parametrize("change", CHANGES)
def test_processes_lack_the_right_before_the_trigger_is_asked(role, change):
    with as_role(role) as connected, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connected.execute(change)


def test_replication_mode_does_not_open_a_back_door():
    with as_role("postgres") as connected:
        connected.execute("SET session_replication_role = replica")
        with pytest.raises(psycopg.errors.RestrictViolation):
            connected.execute("DELETE FROM probe_log")


def test_rows_may_still_be_added():
    with as_role("doorstep_web") as connected:
        connected.execute("INSERT INTO probe_log (word) VALUES ('second')")
        assert connected.execute("SELECT count(*) > 1 FROM probe_log").fetchone() == (True,)
