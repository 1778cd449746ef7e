"""The office's half of a key ends with its phone, also of phones that went out of use before."""

from django.db import migrations, models

import doorstep_desk.plumbing.encryption

_END = """
ALTER TABLE devices_device NO FORCE ROW LEVEL SECURITY;
UPDATE devices_device SET share = NULL WHERE revoked_at IS NOT NULL;
ALTER TABLE devices_device FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("devices", "0002_protection"),
    ]

    operations = [
        migrations.AlterField(
            model_name="device",
            name="share",
            field=doorstep_desk.plumbing.encryption.EncryptedField(null=True),
        ),
        migrations.RunSQL(_END, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="device",
            constraint=models.CheckConstraint(
                condition=models.Q(revoked_at=None, share__isnull=False)
                | models.Q(revoked_at__isnull=False, share__isnull=True),
                name="share_ends_with_phone",
            ),
        ),
    ]
