"""Hide rows from those who may not see them; keep what only grows."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_case, protect_by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0001_initial"),
        ("cases", "0002_protection"),
    ]

    operations = [
        protect_by_case("complaints_pause"),
        protect_by_parent("complaints_stoprequest", "borrower_id", "cases_borrower"),
    ]
