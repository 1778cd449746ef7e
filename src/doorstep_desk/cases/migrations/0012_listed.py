"""Lists go through the open cases of an agency in an index that row security is content with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the index."""

    dependencies = [("cases", "0011_time_wishes_protection")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["agency", "id"],
                name="case_listed",
                include=("borrower", "creditor"),
                condition=models.Q(closed_on=None),
            ),
        ),
    ]
