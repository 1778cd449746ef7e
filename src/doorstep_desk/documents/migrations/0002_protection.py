"""Papers follow their case; anybody may learn of one what stands on it, by its code.

What the holder of a paper may learn goes through two functions: what paper has a code, and how
often one address has asked. Neither names a person, a case or a sum.
"""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.owner_functions import owner_function, owner_may
from doorstep_desk.plumbing.tables.row_security import ORGANISATION, ROLE, protect, protect_by_case

_BY_CODE = """
SELECT d.kind, l.name, l.name_en, d.issued_at, d.digest, d.agency_id
  FROM documents_document d JOIN organisations_organisation l ON l.id = d.lender_id
 WHERE d.code_index = code
"""

_CHECKS = """
SELECT count(*) FROM documents_documentcheck c WHERE c.asker = $1 AND c.at > since
"""

_SEES = (
    f"{ROLE} IN ('lead', 'compliance') AND {ORGANISATION} IS NOT NULL "
    f"AND (agency_id IS NULL OR agency_id = {ORGANISATION})"
)

_TABLES = ("document", "documentsignature", "documentlook", "documentcheck")


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("cases", "0002_protection"),
    ]

    operations = [
        *(protect_by_case(f"documents_{table}") for table in _TABLES[:3]),
        protect("documents_documentcheck", visible=_SEES, writable="true"),
        *(append_only(f"documents_{table}") for table in _TABLES),
        owner_may("documents_document"),
        owner_may("documents_documentcheck"),
        owner_function(
            "doorstep_document_by_code(code bytea)",
            "TABLE (kind text, lender text, lender_en text, issued_at timestamptz,"
            " digest text, agency bigint)",
            _BY_CODE,
        ),
        owner_function(
            "doorstep_document_checks(asker bytea, since timestamptz)", "bigint", _CHECKS
        ),
    ]
