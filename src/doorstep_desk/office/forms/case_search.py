"""What was asked of the case list?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from doorstep.terms.codes import Treatment
from doorstep_desk.decisions.lists import BUCKETS, CaseWish

FIELDS: Final = ("q", "creditor", "treatment", "bucket", "state", "reason", "sort")
SORTS: Final = {
    "number": "number", "-number": "-number", "days": "days", "-days": "-days",
    "owed": "owed", "-owed": "-owed",
}  # fmt: skip
NO_STOP: Final = "no_stop"
"""A visit that was chosen in the morning and that no pair can make any more."""

_STATES: Final = ("open", "paused", "closed")
_TREATMENTS: Final = tuple(each.word for each in Treatment)


@dataclass(frozen=True, slots=True)
class CaseSearch:
    """What stands in the address of the case list.

    Attributes:
        chosen: Field name to text, unknown choices left out.
        cursor: Mark of the page, or None.
    """

    chosen: Mapping[str, str]
    cursor: str | None

    @property
    def order(self) -> tuple[str, ...]:
        """Return the field names to order by; the last is unique."""
        return (SORTS.get(self.chosen.get("sort", ""), "-owed"), "id")

    def wish(self, on_plan: Collection[int]) -> CaseWish:
        """Return what is looked for.

        Args:
            on_plan: Cases with a stop today, to tell those that lost theirs.
        """
        if self.chosen.get("reason") == NO_STOP:
            return CaseWish(treatment="visit", without=frozenset(on_plan))
        creditor = self.chosen.get("creditor", "")
        return CaseWish(
            text=self.chosen.get("q", ""),
            creditor_id=int(creditor) if creditor else None,
            treatment=self.chosen.get("treatment", ""),
            reason=self.chosen.get("reason", ""),
            bucket=self.chosen.get("bucket", ""),
            state=self.chosen.get("state", ""),
        )


def case_search(asked: Mapping[str, str]) -> CaseSearch:
    """Read the address of the case list; what is not one of the choices is ignored."""
    given = {name: asked.get(name, "").strip()[:100] for name in FIELDS}
    allowed: dict[str, tuple[str, ...]] = {
        "treatment": _TREATMENTS, "bucket": BUCKETS, "state": _STATES, "sort": tuple(SORTS),
    }  # fmt: skip
    chosen = {
        name: text
        for name, text in given.items()
        if text and (name not in allowed or text in allowed[name])
    }
    if not chosen.get("creditor", "0").isdecimal():
        del chosen["creditor"]
    return CaseSearch(chosen, asked.get("cursor") or None)
