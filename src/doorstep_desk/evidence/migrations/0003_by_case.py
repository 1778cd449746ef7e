"""The page of a case shows its evidence: read by case, the newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_protection"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="part",
            index=models.Index(fields=["case_key", "-said_at"], name="part_case"),
        ),
    ]
