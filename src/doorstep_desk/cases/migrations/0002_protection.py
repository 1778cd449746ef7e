"""Hide rows from those who may not see them; keep what only grows."""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import (
    protect_by_case,
    protect_by_organisation,
    protect_by_parent,
)

_MINE = "a.staff_id = NULLIF(current_setting('doorstep.staff', true), '')::bigint AND a.is_current"
_NOT_AGENT = "COALESCE(current_setting('doorstep.role', true), '') <> 'agent'"
OWN_CASE = f"""{_NOT_AGENT} OR EXISTS (
    SELECT 1 FROM cases_assignment a WHERE a.case_id = cases_case.id AND {_MINE})"""
OWN_ROW = f"{_NOT_AGENT} OR staff_id = NULLIF(current_setting('doorstep.staff', true), '')::bigint"
OWN_BORROWER = f"""{_NOT_AGENT} OR EXISTS (
    SELECT 1 FROM cases_assignment a JOIN cases_case c ON c.id = a.case_id
    WHERE c.borrower_id = cases_borrower.id AND {_MINE})"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("staff", "0001_initial"),
    ]

    operations = [
        protect_by_organisation("cases_case", only_when=OWN_CASE),
        protect_by_organisation("cases_assignment", only_when=OWN_ROW),
        protect_by_organisation("cases_borrower", only_when=OWN_BORROWER),
        protect_by_case("cases_account"),
        protect_by_parent("cases_contactpoint", "borrower_id", "cases_borrower"),
        protect_by_case("cases_caseflag"),
    ]
