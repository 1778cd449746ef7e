"""What was typed about the danger of an address?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep_desk.fieldwork.actions.risks import NewRisk
from doorstep_desk.plumbing.typed import typed_day

_FIELDS: Final = ("point", "kind", "words", "source", "grounds", "expires_on")


@dataclass(frozen=True, slots=True)
class RiskWish:
    """What was asked: the note as far as it can be read, and what was typed."""

    typed: Mapping[str, str]
    new: NewRisk


def risk_of(posted: Mapping[str, str], case_id: int) -> RiskWish:
    """Read the form that notes a danger; what cannot be read counts as missing."""
    typed = {name: posted.get(name, "").strip() for name in _FIELDS}
    point = typed["point"]
    is_number = point.isascii() and point.isdecimal() and len(point) < 19
    return RiskWish(
        typed,
        NewRisk(
            case_id, int(point) if is_number else None, typed["kind"], typed["words"],
            typed["source"], typed["grounds"], _day(typed["expires_on"]),
        ),
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return typed_day(text)
    except ValueError:
        return None
