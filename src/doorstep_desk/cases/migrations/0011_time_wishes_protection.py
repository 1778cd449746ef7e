"""Hide wishes about times with their borrower."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import protect_by_parent


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_time_wishes")]

    operations = [protect_by_parent("cases_timewish", "borrower_id", "cases_borrower")]
