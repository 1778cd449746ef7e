from django.db import migrations

import doorstep_desk.plumbing.encryption


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_protection")]

    operations = [
        migrations.RenameField("documentsignature", "image_digest", "proof_digest"),
        migrations.AlterField(
            "documentsignature", "image",
            doorstep_desk.plumbing.encryption.EncryptedBytesField(default=b""),
        ),
        migrations.AddField(
            "documentsignature", "proof",
            doorstep_desk.plumbing.encryption.EncryptedField(default=""),
        ),
    ]  # fmt: skip
