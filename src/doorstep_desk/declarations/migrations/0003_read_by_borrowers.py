"""What an agency and its lenders declared is about nobody; a borrower's booking is judged by it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("declarations", "0002_protection")]

    operations = [
        migrations.RunSQL(
            "DROP POLICY IF EXISTS declarations_declaration_borrower ON declarations_declaration",
            migrations.RunSQL.noop,
        )
    ]
