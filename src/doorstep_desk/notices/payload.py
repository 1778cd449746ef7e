"""What exactly do two people agree on?"""

import hashlib
import json

from doorstep_desk.notices.models import Template


def payload_hash(row: Template) -> str:
    """Return the hash of proposed words; a changed comma gives another."""
    content = {
        "id": str(row.pk),
        "agency": row.agency_id,
        "key": row.key,
        "channel": row.channel,
        "purpose": row.purpose,
        "language": row.language,
        "subject": row.subject,
        "body": row.body,
        "proposed_by": row.proposed_by,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
