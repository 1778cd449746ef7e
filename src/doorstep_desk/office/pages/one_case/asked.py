"""What is known of a case when something is asked about it: its notice, and who could visit?"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from doorstep_desk.decisions.one_case import CaseAsked
from doorstep_desk.decisions.portfolio import NoticeSeen
from doorstep_desk.decisions.workers import workers_of
from doorstep_desk.notices.queries import notices_of_case


def case_asked(
    case: Any, on: date, as_of: datetime, notices: Sequence[Any] | None = None
) -> CaseAsked:
    """Return a case as it is asked about on a day; what became known later does not count.

    Args:
        case: The case.
        on: The day.
        as_of: Until when what is known counts.
        notices: Its notices, where they were read already.
    """
    covering = [
        NoticeSeen(
            each.sent_at, each.offers_decline, each.declined_at is not None,
            each.confirmed_at is not None,
        )
        for each in (notices_of_case(case.pk) if notices is None else notices)
        if each.sent_at is not None
        and each.sent_at <= as_of
        and each.visits_from_on <= on <= each.visits_until_on
    ]  # fmt: skip
    notice = max(covering, key=lambda each: each.sent_at, default=None)
    return CaseAsked(case, on, as_of, notice, workers_of(case.agency_id, on, as_of))
