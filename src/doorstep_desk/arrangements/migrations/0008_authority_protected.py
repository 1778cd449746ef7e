"""Show the limits of an agency to its own people, who propose under them, and to nobody else."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_organisation


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0007_authority"),
    ]

    operations = [
        protect_by_organisation("arrangements_authoritylimit"),
    ]
