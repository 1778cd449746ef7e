"""Hide rows from those who may not see them; keep what only grows."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_case


class Migration(migrations.Migration):
    dependencies = [
        ("followups", "0001_initial"),
        ("cases", "0002_protection"),
    ]

    operations = [
        protect_by_case("followups_followup"),
    ]
