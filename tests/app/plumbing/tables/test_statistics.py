"""The database counts its tables when a batch asks it to."""

import pytest
from django.db import connection
from tests.app.portfolio import place

from doorstep_desk.plumbing.tables.statistics import count_tables_anew

pytestmark = pytest.mark.django_db


def rows_believed(table: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        return cursor.fetchone()[0]


def test_what_a_batch_has_written_is_known_at_once_though_the_batch_owns_no_table(cast):
    place(cast, people=40)
    assert rows_believed("cases_case") != 40
    count_tables_anew()
    assert rows_believed("cases_case") == rows_believed("cases_borrower") == 40
