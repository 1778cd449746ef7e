"""Policies ask their settings once, and show nobody more than before."""

import re

import pytest
from django.db import connection
from tests.app.office.pages.world import build
from tests.app.portfolio import place

from doorstep_desk.cases.models import Account, Case
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.plumbing.tables.quick_policies import asked_once

pytestmark = pytest.mark.django_db
ORGANISATION = "(NULLIF(current_setting('doorstep.organisation'::text, true), ''::text))::bigint"
ROLE = "NULLIF(current_setting('doorstep.role'::text, true), ''::text)"
COLUMNS = "SELECT 1 AS agency_id, 2 AS creditor_id, 3 AS borrower_id"
TIED = re.compile(r"FROM (\w+)\s+WHERE \(\w+\.id = \w+\.(\w+)\)")
ANY_ROLE = "COALESCE(current_setting('doorstep.role'::text, true), ''::text)"


@pytest.mark.parametrize(
    "condition",
    [
        f"(agency_id = {ORGANISATION})",
        f"(({ROLE} = 'lender'::text) AND (creditor_id = {ORGANISATION}))",
        f"((NOT ({ANY_ROLE} = 'borrower'::text)) OR (borrower_id = 7))",
    ],
)
def test_a_setting_is_asked_once_and_a_second_time_changes_nothing(condition):
    once = asked_once(condition)
    assert once.count("SELECT") == condition.count("current_setting")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE t AS SELECT 1 agency_id, 2 creditor_id, 3 borrower_id"
        )
        cursor.execute(f"CREATE VIEW pg_temp.v AS SELECT 1 FROM t WHERE {once}")
        cursor.execute("SELECT pg_get_viewdef('pg_temp.v'::regclass)")
        written_back = cursor.fetchone()[0]
    assert asked_once(written_back) == written_back


def test_no_policy_of_the_store_asks_a_setting_for_every_row():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname, coalesce(qual, '') || coalesce(with_check, '') "
            "FROM pg_policies WHERE schemaname = 'public'"
        )
        slow = [row[:2] for row in cursor.fetchall() if asked_once(row[2]) != row[2]]
    assert slow == []


def test_whoever_sees_all_cases_has_a_short_way_to_what_belongs_to_them():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname LIKE '%\\_whole'")
        found = {row[0] for row in cursor.fetchall()}
    assert {"cases_account", "decisions_decision", "attempts_attempt", "payments_payment"} <= found
    assert "cases_case" not in found  # its own policy decides


def test_the_agency_a_row_names_is_the_one_of_what_it_belongs_to(cast):
    """The short way shows what the long one does as long as this holds of everything written."""
    build(cast, 12)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, qual FROM pg_policies WHERE policyname = tablename || '_web' AND "
            "tablename IN (SELECT tablename FROM pg_policies WHERE policyname LIKE '%\\_whole')"
        )
        tied = [(table, *TIED.search(qual).groups()) for table, qual in cursor.fetchall()]
        strange, rows = [], 0
        for table, parent, column in tied:
            cursor.execute(
                f"SELECT count(*), count(*) FILTER (WHERE t.agency_id <> p.agency_id) "
                f"FROM {table} t JOIN {parent} p ON p.id = t.{column}"
            )
            written, apart = cursor.fetchone()
            rows += written
            strange += [table] * bool(apart)
    assert strange == []
    assert rows > 100


def test_an_agent_without_the_case_sees_nothing_of_it_by_the_short_way(cast):
    (ours,) = place(cast)
    with acting_as(cast.lead):
        assert Account.objects.filter(case_id=ours.case_id).exists()
    with acting_as(cast.agent):
        assert not Case.objects.filter(pk=ours.case_id).exists()
        assert not Account.objects.filter(case_id=ours.case_id).exists()
