"""Hide what is kept of files from strangers; profiles and mends only grow."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import ROLE, protect, protect_by_organisation

# Rows that were not taken belong to nobody's case, so those who see assigned cases see none.
OF_THE_OFFICE = (
    "EXISTS (SELECT 1 FROM intake_importedfile f WHERE f.id = %s.batch_id)"
    f" AND COALESCE({ROLE}, '') <> 'agent'"
)
TABLES = (
    "intake_keptupload",
    "intake_finding",
    "intake_quarantinedsheet",
    "intake_quarantinedrow",
    "intake_rowmend",
)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0005_studio"),
    ]

    operations = [
        *(protect(table, visible=OF_THE_OFFICE % table) for table in TABLES),
        protect_by_organisation("intake_lenderprofile"),
        append_only("intake_lenderprofile"),
        append_only("intake_rowmend"),
    ]
