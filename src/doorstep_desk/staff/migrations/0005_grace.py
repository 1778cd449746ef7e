"""A certificate counts for a grace only once a rule behind it changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0004_readers")]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="counts_until",
            field=models.DateField(null=True),
        ),
    ]
