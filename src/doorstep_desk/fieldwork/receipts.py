"""With which words does the office say that it has something, so that a phone may let it go?"""

import hmac
import uuid
from datetime import datetime

from doorstep.terms.canonical import canonical
from doorstep_desk.plumbing.keys import current_keys


def receipt_for(device_id: uuid.UUID, name: str, body_hash: str, received_at: datetime) -> str:
    """Return the receipt of one item: only this store can have written it, and for these bytes."""
    key = hmac.digest(current_keys().permit_signing, b"field receipts", "sha256")
    said = [str(device_id), name, body_hash, received_at.isoformat()]
    return hmac.digest(key, canonical(said), "sha256").hex()
