"""Hide rows from those who may not see them; keep what only grows."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_case, protect_by_organisation


class Migration(migrations.Migration):
    dependencies = [
        ("dayplans", "0001_initial"),
        ("cases", "0002_protection"),
    ]

    operations = [
        protect_by_organisation("dayplans_dayrun"),
        protect_by_organisation("dayplans_dayplan"),
        protect_by_case("dayplans_stop"),
    ]
