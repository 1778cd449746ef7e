"""Is an address one that a person could go to?"""

import re
from collections.abc import Iterable
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.rules.draft import Draft

_HOUSE_LEVEL: Final = re.compile("号|栋|幢|楼|室|单元|组|屯|队|弄|座")
_REFERENCES: Final = (
    (re.compile("同(?:户籍|身份证|户口)"), "registered_address"),
    (re.compile("同(?:现居|现住|家庭|居住|住宅)"), "home_address"),
)
_ABOVE: Final = "同上"


def is_vague(address: str) -> bool:
    """Say whether an address has no part that tells one house from another."""
    found = _HOUSE_LEVEL.search(address) or _HOUSE_LEVEL.search(simplified(address))
    return found is None


def warn_vague(draft: Draft, columns: Iterable[str]) -> None:
    """Warn about each filled address that is vague."""
    for column in columns:
        address = draft.text(column)
        if address and is_vague(address):
            draft.warn(column, "address_vague")


def resolve_same_as(draft: Draft, columns: tuple[str, ...]) -> None:
    """Replace 同户籍 and the like by the address that they point to, where it is there.

    A reference may point to another reference; one that leads nowhere stays as it is.
    """
    pointing = {
        column: target for column in columns if (target := _target(draft, column, columns))
    }
    for column, target in pointing.items():
        seen = {column}
        while target in pointing and target not in seen:
            seen.add(target)
            target = pointing[target]
        address = draft.text(target)
        if address and target not in pointing:
            draft.values[column] = address
            draft.repairs[column] = ("same_as_resolved",)


def _target(draft: Draft, column: str, columns: tuple[str, ...]) -> str | None:
    text = draft.text(column) or ""
    if not text.startswith("同"):
        return None
    text = simplified(text)
    if text.startswith(_ABOVE):
        return _column_before(draft, column, columns)
    return next((target for form, target in _REFERENCES if form.match(text)), None)


def _column_before(draft: Draft, column: str, columns: tuple[str, ...]) -> str | None:
    """Return the address column to the left of a column in this sheet."""
    order = [each.field for each in draft.plan.columns if each.field in columns]
    at = order.index(column)
    return order[at - 1] if at else None
