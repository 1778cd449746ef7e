"""A note about an address says of which kind it is, where it comes from, and who looked again."""

from django.db import migrations, models

import doorstep_desk.plumbing.encryption


class Migration(migrations.Migration):
    dependencies = [
        ("fieldwork", "0004_alerts_unhandled"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name="risknote",
                name=name,
                field=models.CharField(default=word, max_length=12),
                preserve_default=False,
            )
            for name, word in (("kind", "site"), ("source", "told"))
        ),
        migrations.AddField(
            model_name="risknote",
            name="looked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="risknote",
            name="looked_by",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="risknote",
            name="withdrawn_because",
            field=doorstep_desk.plumbing.encryption.EncryptedField(null=True),
        ),
        migrations.AddIndex(
            model_name="risknote",
            index=models.Index(fields=["agency", "expires_on"], name="risk_agency"),
        ),
    ]
