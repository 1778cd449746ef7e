"""Which payments came in since something was decided?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from doorstep_desk.payments.models import Payment


@dataclass(frozen=True, slots=True)
class NewMoney:
    """One payment that was written down after an instant.

    Attributes:
        case_id: The case.
        amount_fen: Above zero.
        recorded_at: When it was written down.
    """

    case_id: int
    amount_fen: int
    recorded_at: datetime


def money_since(case_ids: Iterable[int], since: datetime) -> list[NewMoney]:
    """Return the payments on some cases written down after an instant, oldest first."""
    rows = Payment.objects.filter(
        case_id__in=list(case_ids), recorded_at__gt=since, amount_fen__gt=0, reversals=None
    ).order_by("recorded_at", "id")
    return [NewMoney(*row) for row in rows.values_list("case_id", "amount_fen", "recorded_at")]
