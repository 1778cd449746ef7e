"""How often somebody was reached since an instant is counted from an index of those alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the index."""

    dependencies = [("attempts", "0007_lenders_read")]

    operations = [
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                fields=["at", "borrower"],
                name="attempt_reached",
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
