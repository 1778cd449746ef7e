"""Hide what was decided anew with its promise, and keep all of it."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.row_security import protect_by_parent


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0005_revisions"),
    ]

    operations = [
        protect_by_parent("arrangements_promiserevision", "promise_id", "arrangements_promise"),
        append_only("arrangements_promiserevision"),
    ]
