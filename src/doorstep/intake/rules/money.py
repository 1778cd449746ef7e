"""Are amounts in renminbi?"""

from typing import Final

from doorstep.intake.rules.draft import Draft

_RENMINBI: Final = frozenset({"CNY", "RMB", "人民币", "156"})


def check_currency(draft: Draft) -> None:
    """Reject a row whose currency is given and is not renminbi."""
    currency = draft.text("currency")
    if currency and currency.upper() not in _RENMINBI:
        draft.reject("currency", "currency_not_cny")
