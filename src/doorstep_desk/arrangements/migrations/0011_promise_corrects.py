"""A promise that was written down wrongly is corrected by a new row."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("arrangements", "0010_links_protected"),
    ]

    operations = [
        migrations.AddField(
            model_name="promise",
            name="corrects",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="arrangements.promise",
            ),
        ),
    ]
