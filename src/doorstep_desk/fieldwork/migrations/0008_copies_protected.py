"""Copies are hidden with their case; a code finds one, and tries are counted, before anybody acts."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.owner_functions import owner_function, owner_may
from doorstep_desk.plumbing.tables.row_security import protect, protect_by_case

_COPY = """
SELECT c.id, c.agency_id, c.case_id, c.borrower_id FROM fieldwork_visitcopy c
 WHERE c.code_hash = code AND c.whole_at IS NOT NULL AND c.ends_at > at
"""

_USES = """
SELECT count(*) FROM fieldwork_copyuse u
 WHERE u.at > since AND u.what = ANY(kinds)
   AND (CASE WHEN about IS NULL THEN u.copy_id IS NULL AND u.asker = $2 ELSE u.copy_id = about END)
"""

_SEES = "EXISTS (SELECT 1 FROM cases_case WHERE cases_case.id = fieldwork_copyuse.case_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("fieldwork", "0007_copies"),
        ("cases", "0008_references"),
    ]

    operations = [
        protect_by_case("fieldwork_visitcopy"),
        protect("fieldwork_copyuse", visible=_SEES, writable="true"),
        append_only("fieldwork_copyuse"),
        owner_may("fieldwork_visitcopy"),
        owner_may("fieldwork_copyuse"),
        owner_function(
            "doorstep_visit_copy(code text, at timestamptz)",
            "TABLE (copy_id uuid, agency_id bigint, case_id bigint, borrower_id bigint)",
            _COPY,
        ),
        owner_function(
            "doorstep_copy_uses(about uuid, who bytea, kinds text[], since timestamptz)",
            "bigint",
            _USES,
        ),
    ]
