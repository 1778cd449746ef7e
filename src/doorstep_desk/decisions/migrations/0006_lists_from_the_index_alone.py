"""The index that carries what lists show carries what row security asks too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the constraint anew; without the agency in it every decision was fetched."""

    dependencies = [("decisions", "0005_lists_from_the_index")]

    operations = [
        migrations.RemoveConstraint(
            model_name="decision", name="one_decision_per_case_and_assessment"
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
                    "agency",
                ),
                name="one_decision_per_case_and_assessment",
            ),
        ),
    ]
