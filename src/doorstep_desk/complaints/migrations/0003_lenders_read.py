"""A lender sees which of its borrowers asked not to be contacted."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import readable


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0002_protection"),
        ("cases", "0009_lenders_read"),
    ]

    operations = [
        readable(
            "complaints_stoprequest",
            by="lender",
            when="EXISTS (SELECT 1 FROM cases_case c"
            " WHERE c.borrower_id = complaints_stoprequest.borrower_id)",
        ),
    ]
