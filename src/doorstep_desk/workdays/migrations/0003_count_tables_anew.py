"""Let batches have the tables counted as soon as they have filled them."""

from django.db import migrations

from doorstep_desk.plumbing.tables.owner_functions import owner_function
from doorstep_desk.plumbing.tables.statistics import COUNT_ANEW


class Migration(migrations.Migration):
    dependencies = [
        ("workdays", "0002_protection"),
    ]

    operations = [
        owner_function("count_tables_anew()", "void", COUNT_ANEW, "plpgsql"),
    ]
