"""Hide rows from other agencies; keep what only grows."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_organisation


class Migration(migrations.Migration):
    dependencies = [("declarations", "0001_initial")]

    operations = [
        protect_by_organisation("declarations_declaration"),
        append_only("declarations_declaration"),
    ]
