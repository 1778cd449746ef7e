"""Hide proofs with their borrower; count sharers of a value; fill and index the divisions.

How many persons share a number is counted over all agencies. Only the count leaves, and only of
values that the caller sees on file for somebody.
"""

from typing import Any

from django.db import migrations
from django.db.migrations.operations import RunSQL

from doorstep_desk.cases.divisions import division_names
from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.owner_functions import (
    IS_PERSON,
    MINE,
    owner_function,
    owner_may,
)
from doorstep_desk.plumbing.tables.row_security import protect_by_parent

_SHARERS = f"""
SELECT held.value_index, count(DISTINCT person.person_key)
  FROM cases_contactpoint held JOIN cases_borrower person ON person.id = held.borrower_id
 WHERE held.value_index = ANY (wanted)
   AND (NOT {IS_PERSON} OR EXISTS (
        SELECT 1 FROM cases_contactpoint mine
          JOIN LATERAL (
               SELECT holder.person_key AS person FROM cases_borrower holder
                WHERE holder.id = mine.borrower_id) asked ON true
         WHERE mine.value_index = held.value_index AND {MINE}))
 GROUP BY held.value_index
"""


def fill(apps: Any, schema_editor: Any) -> None:
    """Write the bundled divisions down."""
    division = apps.get_model("cases", "Division")
    division.objects.bulk_create(
        [division(code=code, full_name=name) for code, name in division_names()]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_verification"),
        ("permits", "0004_leave_over_agencies"),
    ]

    operations = [
        protect_by_parent("cases_contactproof", "borrower_id", "cases_borrower"),
        append_only("cases_contactproof"),
        owner_may("cases_contactpoint"),
        owner_function(
            "cases_sharers(wanted bytea[])", "TABLE (value_index bytea, persons bigint)", _SHARERS
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        RunSQL(
            "CREATE INDEX division_alike ON cases_division USING gist (full_name gist_trgm_ops)",
            "DROP INDEX division_alike",
        ),
    ]
