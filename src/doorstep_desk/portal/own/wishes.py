"""What stands on the page where a borrower says how, when and in which language to reach them?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from doorstep_desk.cases.actions.language import LANGUAGES
from doorstep_desk.cases.facts import time_wish_of
from doorstep_desk.cases.queries import case_of
from doorstep_desk.cases.times_form import TypedTimes, times_form
from doorstep_desk.portal.own.building import lender_of
from doorstep_desk.self_service.actions.say import CHANNELS
from doorstep_desk.self_service.queries import Visit


def wishes_page(
    visit: Visit, at: datetime, kept: str = "", typed: TypedTimes | None = None
) -> Mapping[str, Any]:
    """Return everything on the page.

    Args:
        visit: The borrower on their page.
        at: Now.
        kept: What was kept just now: ``1`` for the language, ``times`` or ``any``.
        typed: Times that were sent and cannot be kept.
    """
    borrower = case_of(visit.actor, visit.case_id).borrower
    spoken = borrower.language.split()
    wish = time_wish_of(borrower.pk, at)
    return {
        "lender": lender_of(visit), "channels": CHANNELS, "languages": LANGUAGES,
        "spoken_now": spoken[0] if spoken else "", "times": times_form(wish, typed), "kept": kept,
    }  # fmt: skip
