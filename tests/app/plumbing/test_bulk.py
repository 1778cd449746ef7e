"""Do many rows go in quickly, and only where they may?"""

import pytest
from django.db import ProgrammingError, connection, transaction

from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.bulk import copy_rows, update_rows
from doorstep_desk.plumbing.scope import acting_as

pytestmark = [pytest.mark.usefixtures("probe"), pytest.mark.django_db]

LIN = Actor("lin", "agent", frozenset(), staff_id=7, organisation_id=10)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def test_a_row_of_another_organisation_is_refused_and_none_goes_in():
    rows = [(number, 10, 90, "w") for number in range(100, 150)] + [(150, 20, 91, "w")]
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(LIN):
        copy_rows("probe", ["id", "agency_id", "lender_id", "word"], rows)
    assert count("probe") == 2


def test_rows_go_into_a_table_with_row_security():
    rows = ((number, 10, 90, f"第{number}") for number in range(100, 1100))
    with acting_as(LIN):
        assert copy_rows("probe", ["id", "agency_id", "lender_id", "word"], rows) == 1000
        assert count("probe") == 1001
        assert copy_rows("probe", ["id", "agency_id"], [(2000, 10)]) == 1


def test_rows_go_into_a_plain_table_with_objects_as_json():
    rows = [(1, None, {"town": "延吉"}), (2, "tab\there", None)]
    assert copy_rows("probe_plain", ["id", "word", "facts"], rows) == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, word, facts ->> 'town' FROM probe_plain ORDER BY id")
        assert cursor.fetchall() == [(1, None, "延吉"), (2, "tab\there", None)]


def test_no_row_is_no_error():
    assert copy_rows("probe_plain", ["id"], []) == 0


def test_what_was_copied_is_undone_with_the_callers_transaction():
    with transaction.atomic():
        assert copy_rows("probe_plain", ["id"], [(7,)]) == 1
        transaction.set_rollback(True)
    assert count("probe_plain") == 0


def words() -> dict[int, str | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, word FROM probe ORDER BY id")
        return dict(cursor.fetchall())


def test_many_rows_change_at_once_but_a_hidden_one_does_not():
    with acting_as(LIN):
        changes = [(1, "mine"), (2, "of another"), (99, "of nobody")]
        assert update_rows("probe", "id", ["word"], changes) == 1
    assert words() == {1: "mine", 2: "乙"}


def test_a_change_that_would_give_a_row_away_is_refused():
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(LIN):
        update_rows("probe", "id", ["agency_id", "lender_id"], [(1, 20, 91)])


def test_a_few_rows_are_checked_like_many_and_known_ones_left_out():
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(LIN):
        copy_rows("probe", ["id", "agency_id"], [(300, 10), (301, 20)])
    columns = ["id", "agency_id", "lender_id", "word"]
    with acting_as(LIN):
        copy_rows("probe", columns, [(302, 10, 90, "%s 'quoted'\\")])
        copy_rows("probe", columns, [(302, 10, 90, "again"), (303, 10, 90, None)], skip_known=True)
        found = words()
    assert (found[302], found[303]) == ("%s 'quoted'\\", None)


def test_many_small_writes_in_one_transaction_hold_no_lock_each():
    def locks() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid()")
            return cursor.fetchone()[0]

    with transaction.atomic(), acting_as(LIN):
        copy_rows("probe", ["id", "agency_id"], [(1000, 10)])
        before = locks()
        for number in range(1001, 1051):
            copy_rows("probe", ["id", "agency_id"], [(number, 10)])
        assert locks() == before
