"""Codes for signing are hidden like the case of the paper."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_case


class Migration(migrations.Migration):
    dependencies = [("self_service", "0005_signing_code")]

    operations = [protect_by_case("self_service_signingcode")]
