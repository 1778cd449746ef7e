"""What can be asked about leave to contact?"""

from datetime import datetime

from doorstep_desk.permits.models import Permit


def live_permits(case_id: int, at: datetime) -> list[Permit]:
    """Return the permits of a case that are neither used, cancelled nor over at an instant."""
    rows = Permit.objects.filter(case_id=case_id, used_at=None, cancelled_at=None, ends_at__gt=at)
    return list(rows.order_by("starts_at"))
