"""Show the ways to pay to everybody of the agency, agents included, and to nobody else."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_organisation


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0005_pay_ways"),
    ]

    operations = [
        protect_by_organisation("payments_payway"),
    ]
