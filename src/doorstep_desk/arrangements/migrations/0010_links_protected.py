"""Hide links and wishes with their case; find a link, and count what came, before anybody acts."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.owner_functions import owner_function, owner_may
from doorstep_desk.plumbing.tables.row_security import protect, protect_by_case

_LINK = """
SELECT agency_id, case_id, borrower_id FROM arrangements_personallink
 WHERE id = link AND revoked_at IS NULL AND ends_at > at
"""

_USES = """
SELECT count(*) FROM arrangements_linkuse u
 WHERE u.at > since AND u.what = ANY(kinds)
   AND (CASE WHEN about IS NULL THEN u.link_id IS NULL AND u.asker = $2 ELSE u.link_id = about END)
"""

_SEES = "EXISTS (SELECT 1 FROM cases_case WHERE cases_case.id = arrangements_linkuse.case_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0009_links_and_wishes"),
        ("cases", "0008_references"),
    ]

    operations = [
        protect_by_case("arrangements_personallink"),
        protect_by_case("arrangements_reminderwish"),
        protect("arrangements_linkuse", visible=_SEES, writable="true"),
        append_only("arrangements_reminderwish"),
        append_only("arrangements_linkuse"),
        owner_may("arrangements_personallink"),
        owner_may("arrangements_linkuse"),
        owner_function(
            "doorstep_personal_link(link uuid, at timestamptz)",
            "TABLE (agency_id bigint, case_id bigint, borrower_id bigint)",
            _LINK,
        ),
        owner_function(
            "doorstep_link_uses(about uuid, who bytea, kinds text[], since timestamptz)",
            "bigint",
            _USES,
        ),
    ]
