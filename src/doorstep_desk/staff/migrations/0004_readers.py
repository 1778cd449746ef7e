"""Lenders, auditors and regulators may sign in, to read."""

from django.db import migrations, models

ROLES = ["agent", "lead", "analyst", "compliance", "admin", "lender", "auditor", "regulator"]


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("staff", "0003_team"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="staff", name="staff_role"),
        migrations.AlterField(
            model_name="staff",
            name="role",
            field=models.CharField(choices=[(role, role) for role in ROLES], max_length=10),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ROLES)), name="staff_role"
            ),
        ),
    ]
