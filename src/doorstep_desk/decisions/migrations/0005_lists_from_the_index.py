"""Lists of 100,000 cases read what was chosen from an index instead of from whole decisions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Let the unique index carry what lists show, and find what routes left."""

    dependencies = [("cases", "0009_lenders_read"), ("decisions", "0004_model_registry")]

    operations = [
        migrations.RemoveConstraint(
            model_name="decision", name="one_decision_per_case_and_assessment"
        ),
        migrations.AlterField(
            model_name="decision",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="cases.case",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["assessment", "reason"],
                name="decision_left_by_routes",
                condition=models.Q(unvisited__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("assessment", "case"),
                include=(
                    "treatment",
                    "runner_up",
                    "reason",
                    "days_past_due",
                    "outstanding_fen",
                ),
                name="one_decision_per_case_and_assessment",
            ),
        ),
    ]
