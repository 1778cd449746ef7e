"""A lender sees the attempts of its own cases, although not the borrower whose they are."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import readable


class Migration(migrations.Migration):
    dependencies = [
        ("attempts", "0006_contacts_by_person"),
        ("cases", "0009_lenders_read"),
    ]

    operations = [
        readable(
            "attempts_attempt",
            by="lender",
            when="EXISTS (SELECT 1 FROM cases_case c WHERE c.id = attempts_attempt.case_id)",
        ),
    ]
