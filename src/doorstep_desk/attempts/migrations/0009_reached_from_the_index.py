"""Who was reached is counted from the index alone: it carries what row security asks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the index anew."""

    dependencies = [("attempts", "0008_reached")]

    operations = [
        migrations.RemoveIndex(model_name="attempt", name="attempt_reached"),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["at", "borrower"],
                name="attempt_reached",
                include=("id", "agency", "case"),
                condition=models.Q(
                    direction="outbound",
                    disposition__in=(
                        "right_party_contact",
                        "third_party_contact",
                        "replied",
                        "met_borrower",
                        "met_third_party",
                    ),
                ),
            ),
        ),
    ]
