"""What exactly do two people agree on?"""

import hashlib
import json

from doorstep_desk.policies.models import Policy


def payload_hash(policy: Policy) -> str:
    """Return the hash of what was proposed: number, value, first day, reason, for whom, by whom.

    The same content gives the same hash for ever; a changed comma gives another.
    """
    content = {
        "id": str(policy.pk),
        "agency": policy.agency_id,
        "key": policy.parameter_key,
        "value": policy.value,
        "from": policy.effective_from.isoformat(),
        "reason": policy.reason,
        "proposed_by": policy.proposed_by,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
