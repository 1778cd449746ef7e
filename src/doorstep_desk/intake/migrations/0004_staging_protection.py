"""Say of earlier files what became of them; hide staged rows and conflicts from strangers."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import ROLE, protect, protect_by_case

# The table is closed to its owner too, so it is opened for this one statement.
STATES = """
ALTER TABLE intake_importedfile NO FORCE ROW LEVEL SECURITY;
UPDATE intake_importedfile
   SET state = CASE WHEN outcome = 'refused' THEN 'refused' ELSE 'published' END,
       published_at = CASE WHEN outcome = 'refused' THEN NULL ELSE imported_at END;
ALTER TABLE intake_importedfile FORCE ROW LEVEL SECURITY;
"""


# Nobody is assigned to a staged row yet, so those who see assigned cases only see none of them.
OF_THE_OFFICE = (
    "EXISTS (SELECT 1 FROM intake_importedfile f WHERE f.id = %s.batch_id)"
    f" AND COALESCE({ROLE}, '') <> 'agent'"
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_versions_protection"),
        ("intake", "0003_imports"),
    ]

    operations = [
        migrations.RunSQL(STATES, migrations.RunSQL.noop),
        protect("intake_stagedaccount", visible=OF_THE_OFFICE % "intake_stagedaccount"),
        protect("intake_stagedpoint", visible=OF_THE_OFFICE % "intake_stagedpoint"),
        protect("intake_stagedevent", visible=OF_THE_OFFICE % "intake_stagedevent"),
        protect_by_case("intake_importconflict"),
    ]
