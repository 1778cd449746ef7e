"""What borrowers said is hidden like their cases; a row of somebody who asks for a code names nobody.

The web role writes and reads rows of sign-ins without a scope, because nobody is known yet: by an
identifier that cannot be guessed, and by fingerprints that nobody can reverse.
"""

from django.db import migrations

from doorstep_desk.plumbing.tables.row_security import leave_open, protect_by_case


class Migration(migrations.Migration):
    dependencies = [("self_service", "0001_initial"), ("cases", "0002_protection")]

    operations = [
        protect_by_case("self_service_said"),
        leave_open(
            "self_service_signin", "holds fingerprints and keys; asked before anybody is known"
        ),
    ]
