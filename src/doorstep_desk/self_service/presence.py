"""Is the borrower still before the page? A clock that is wound up, and nothing that is done."""

import uuid
from datetime import datetime

from doorstep_desk.self_service.models import SignIn


def still_here(sign_in_id: uuid.UUID, at: datetime) -> None:
    """Note that the borrower is still there, so that the page does not end by itself."""
    SignIn.objects.filter(pk=sign_in_id, ended_at=None).update(seen_at=at)
