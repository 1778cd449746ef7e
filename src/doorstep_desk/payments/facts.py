"""What does the core see of payments?"""

from datetime import date

import numpy as np

from doorstep.facts.columns import PaymentColumns
from doorstep.terms.local_time import day_number
from doorstep_desk.payments.models import Payment


def payment_columns(
    agency_id: int, before: date, borrower_id: int | None = None
) -> PaymentColumns:
    """Return the payments with a value date before a day, by case and day.

    Args:
        agency_id: Whose portfolio.
        before: The day; payments dated on it do not count.
        borrower_id: Only this borrower's; None for all.
    """
    wanted = Payment.objects.filter(agency_id=agency_id, received_on__lt=before)
    if borrower_id is not None:
        wanted = wanted.filter(account__borrower_id=borrower_id)
    rows = list(
        wanted.order_by("case_id", "received_on", "id").values_list(
            "account_id", "case_id", "received_on", "amount_fen"
        )
    )
    account, case, received, amount = zip(*rows, strict=True) if rows else ((), (), (), ())
    return PaymentColumns(
        account_id=np.array(account, dtype=np.int64),
        case_id=np.array(case, dtype=np.int64),
        received_day=np.array([day_number(day) for day in received], dtype=np.int32),
        amount_fen=np.array(amount, dtype=np.int64),
    )
