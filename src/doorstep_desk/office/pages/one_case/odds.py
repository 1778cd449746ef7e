"""What is likely on a case, and why?"""

from collections.abc import Mapping
from typing import Any, Final

from doorstep.terms.local_time import day_of
from doorstep_desk.decisions.registry import model_card
from doorstep_desk.office.pages.chances import odds_of
from doorstep_desk.office.pages.one_case.reasons import Reasons
from doorstep_desk.office.presentation.case import OddsLine, OddsPanel

_HEADS: Final = (
    ("contact_answered", "call"), ("met", "visit"), ("promise_if_reached", "promise"),
    ("paid_14_days", "paid"),
)  # fmt: skip
"""Word on the page and name in the store of each chance, in the order shown."""


def odds_panel(decision: Any, agency_id: int, reasons: Reasons) -> OddsPanel:
    """Return the chances of a case as they were issued."""
    chances: Mapping[str, Any] = decision.chances
    lines = tuple(
        OddsLine(word, odds_of(chances[name])) for word, name in _HEADS if name in chances
    )
    paid = chances["paid"]
    version = str(decision.assessment.models_used.get("paid", ""))
    is_learned = paid["basis"] == "learned"
    card = model_card(agency_id, version) if is_learned else None
    return OddsPanel(
        lines=lines,
        waterfalls=reasons.waterfalls,
        axes=reasons.axes,
        model_version=version[:12] if is_learned else "",
        fitted_on=None if card is None else day_of(int(card["learned_before_day"])),
        support=int(paid["support"]),
    )
