"""Keep why the routes left a case out; drop a column that nothing ever wrote.

The next lawful instant of a visit depends on facts that change by the hour, so the case page
reckons it when it is read (``one_case.next_visit_allowed``) instead of keeping it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0002_protection"),
    ]

    operations = [
        migrations.RemoveField("decision", "visit_possible_at"),
        migrations.AddField("decision", "unvisited", models.JSONField(null=True)),
    ]
