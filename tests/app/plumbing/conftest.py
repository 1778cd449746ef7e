"""A table of its own, made and protected by the owner role, for tests of the database's guards."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_organisation, protect_by_parent

PROBE = """
CREATE TABLE probe (id bigint PRIMARY KEY, agency_id bigint, lender_id bigint, word text);
CREATE TABLE probe_part (id bigint PRIMARY KEY, probe_id bigint REFERENCES probe);
CREATE TABLE probe_log (id bigint GENERATED ALWAYS AS IDENTITY, word text);
CREATE TABLE probe_plain (id bigint, word text, facts jsonb);
INSERT INTO probe VALUES (1, 10, 90, '甲'), (2, 20, 90, '乙');
INSERT INTO probe_part VALUES (1, 1), (2, 2), (3, 2);
INSERT INTO probe_log (word) VALUES ('first');
"""


def as_role(role: str) -> psycopg.Connection:
    """Open a connection of its own to the test database, signed in as a role."""
    where = connection.settings_dict
    return psycopg.connect(
        host=where["HOST"], port=where["PORT"], dbname=where["NAME"], user=role, autocommit=True
    )


@pytest.fixture(scope="module")
def probe(django_db_setup) -> Iterator[None]:
    """Have the probe tables for one module of tests."""
    operations = [
        protect_by_organisation("probe", ("agency_id", "lender_id")),
        protect_by_parent("probe_part", "probe_id", "probe"),
        append_only("probe_log"),
    ]
    with as_role("doorstep_owner") as owner:
        owner.execute(PROBE)
        for operation in operations:
            owner.execute(operation.sql)
        yield
        for operation in reversed(operations):
            owner.execute(operation.reverse_sql)
        owner.execute("DROP TABLE probe_plain, probe_log, probe_part, probe")
