"""Hide what waits from agents and other agencies; find a sender's key before anybody acts."""

from django.db import migrations

from doorstep_desk.plumbing.tables.append_only import append_only
from doorstep_desk.plumbing.tables.owner_functions import owner_function, owner_may
from doorstep_desk.plumbing.tables.row_security import ROLE, protect_by_organisation

_NOT_AGENTS = f"{ROLE} IS DISTINCT FROM 'agent'"

_KEY = """
SELECT agency_id, lender_id, secret FROM payments_senderkey
 WHERE id = key_id AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > at)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0003_waiting"),
    ]

    operations = [
        *(
            protect_by_organisation(f"payments_{table}", only_when=_NOT_AGENTS)
            for table in ("waitingpayment", "waitingdecision", "senderkey", "delivery")
        ),
        *(
            append_only(f"payments_{table}")
            for table in ("waitingpayment", "waitingdecision", "delivery")
        ),
        owner_may("payments_senderkey"),
        owner_function(
            "doorstep_sender_key(key_id text, at timestamptz)",
            "TABLE (agency_id bigint, lender_id bigint, secret bytea)",
            _KEY,
        ),
    ]
