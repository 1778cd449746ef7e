"""What borrowers answered about contacts is hidden like their cases."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_case


class Migration(migrations.Migration):
    dependencies = [("self_service", "0003_opinion")]

    operations = [protect_by_case("self_service_opinion")]
