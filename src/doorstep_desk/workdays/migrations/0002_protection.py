"""Hide rows from those who may not see them."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_organisation


class Migration(migrations.Migration):
    dependencies = [
        ("workdays", "0001_initial"),
    ]

    operations = [
        protect_by_organisation("workdays_watchedrun"),
    ]
