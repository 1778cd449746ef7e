"""Which rows does a report count: whose, of which days, and as known when?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from doorstep.terms.local_time import beijing_instant


@dataclass(frozen=True, slots=True)
class Span:
    """What a report is about.

    Attributes:
        agency_id: Rows of this agency only; None for a lender, who has several.
        creditor_id: About this creditor only; None for all.
        first: First day.
        last: Last day, included.
        known_at: What became known later does not count.
    """

    agency_id: int | None
    creditor_id: int | None
    first: date
    last: date
    known_at: datetime

    @property
    def starts_at(self) -> datetime:
        """Return the first instant."""
        return beijing_instant(self.first, 0)

    @property
    def ends_at(self) -> datetime:
        """Return the instant after the last one."""
        return beijing_instant(self.last + timedelta(days=1), 0)

    def whose(self, case: str = "case") -> dict[str, Any]:
        """Return the filter of a query by whose rows they are.

        Args:
            case: Path from a row to its case.
        """
        found: dict[str, Any] = {}
        if self.agency_id is not None:
            found["agency_id"] = self.agency_id
        if self.creditor_id is not None:
            found[f"{case}__creditor_id" if case else "creditor_id"] = self.creditor_id
        return found

    def during(self, instant: str) -> dict[str, Any]:
        """Return the filter of a query by an instant that lies in the span."""
        return {f"{instant}__gte": self.starts_at, f"{instant}__lt": self.ends_at}
