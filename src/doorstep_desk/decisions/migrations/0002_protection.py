"""Hide rows from those who may not see them; keep what only grows."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_case, protect_by_organisation


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_initial"),
        ("cases", "0002_protection"),
    ]

    operations = [
        protect_by_organisation("decisions_modelversion"),
        protect_by_organisation("decisions_assessment"),
        protect_by_case("decisions_decision"),
        append_only("decisions_decision"),
        append_only("decisions_assessment"),
        append_only("decisions_modelversion"),
    ]
