"""Hide rows from those who may not see them; keep what only grows."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_case, protect_by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0001_initial"),
        ("cases", "0002_protection"),
    ]

    operations = [
        protect_by_case("arrangements_promise"),
        protect_by_parent("arrangements_promiseoutcome", "promise_id", "arrangements_promise"),
        append_only("arrangements_promise"),
        append_only("arrangements_promiseoutcome"),
    ]
