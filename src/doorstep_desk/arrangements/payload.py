"""What exactly is proposed, approved and agreed on?"""

import hashlib

from doorstep.affordability.content import as_text
from doorstep_desk.arrangements.models import Arrangement


def payload_hash(row: Arrangement) -> str:
    """Return the hash of all that was proposed, for whom and by whom.

    The same content gives the same hash for ever; a changed fen gives another, and with it every
    approval is void.
    """
    content = {
        "id": str(row.pk),
        "agency": row.agency_id,
        "case": row.case_id,
        "terms": row.terms,
        "sheet": row.sheet,
        "because": row.because,
        "waived_fen": row.waived_fen,
        "replaces": str(row.replaces_id) if row.replaces_id else None,
        "proposed_by": row.proposed_by,
    }
    return hashlib.sha256(as_text(content).encode()).hexdigest()
