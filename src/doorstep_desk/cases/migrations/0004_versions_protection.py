"""Hide the earlier versions of accounts from those who may not see their case."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_case


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_imports"),
    ]

    operations = [
        protect_by_case("cases_accountversion"),
    ]
