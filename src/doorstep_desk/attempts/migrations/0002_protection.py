"""Hide rows from those who may not see them; keep what only grows."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("attempts", "0001_initial"),
        ("cases", "0002_protection"),
    ]

    operations = [
        protect_by_parent("attempts_attempt", "borrower_id", "cases_borrower"),
        append_only("attempts_attempt"),
    ]
