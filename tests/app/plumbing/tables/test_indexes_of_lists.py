"""Do lists find in their index all that row security asks, so that no row is fetched for it?

Once the policies of a table ask for a column that the index lacks, every page over 100,000 cases
fetches 100,000 rows, and nothing else tells.
"""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

INDEXES = {
    "one_decision_per_case_and_assessment": "decisions_decision",
    "case_listed": "cases_case",
    "attempt_reached": "attempts_attempt",
}
ASKED = """
SELECT DISTINCT a.attname::text
  FROM pg_policy p
  JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid
  JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
 WHERE p.polrelid = %(table)s::regclass AND d.refobjid = p.polrelid AND p.polcmd IN ('r', '*')
"""
CARRIED = """
SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = %(index)s::regclass
"""


def answered(question: str, **values: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize(("index", "table"), INDEXES.items())
def test_the_index_of_a_list_carries_what_row_security_asks(index, table):
    asked = answered(ASKED, table=table)
    assert asked
    assert asked - answered(CARRIED, index=index) == set()
