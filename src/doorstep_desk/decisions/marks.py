"""What marks a case for the slow moves of its chances: product, county and surroundings?

These are steps of an intercept, drawn towards zero and read by nobody but the calibration. No
tree ever splits on a county or on one holiday.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from doorstep.facts.columns import AccountColumns
from doorstep.probability.calibrate import Likelihoods
from doorstep.probability.rolling import Rolling
from doorstep.terms.codes import Product
from doorstep_desk.cases.groups import counties_of_cases
from doorstep_desk.surroundings.facts import Layers, Mark, layers_at


@dataclass(frozen=True, slots=True)
class Marker:
    """Knows the marks of every case on every day.

    Attributes:
        product: Word of the product of each case.
        county: County of each case, where it is known.
        layers: What is going on around.
    """

    product: Mapping[int, str]
    county: Mapping[int, str]
    layers: Layers

    def marks(self, cases: Iterable[int], days: Iterable[int]) -> list[tuple[Mark, ...]]:
        """Return the marks of each case on its day."""

        @cache
        def around(county: str, day: int) -> tuple[Mark, ...]:
            own: tuple[Mark, ...] = ((f"county:{county}", 1.0),) if county else ()
            return own + self.layers.over(county, day)

        return [
            (
                (f"product:{self.product.get(case, 'other')}", 1.0),
                *around(self.county.get(case, ""), day),
            )
            for case, day in zip(cases, days, strict=True)
        ]


def marker_of(agency_id: int, accounts: AccountColumns, at: datetime) -> Marker:
    """Return what marks the cases of an agency, as known at an instant; three queries."""
    product = {
        case: Product(code).word
        for case, code in zip(accounts.case_id.tolist(), accounts.product.tolist(), strict=True)
    }
    return Marker(product, counties_of_cases(agency_id), layers_at(agency_id, at))


@dataclass(frozen=True, slots=True)
class Moves:
    """How far the chances of each head have moved since it was learned.

    Attributes:
        contact: Moves of the chance of an answer.
        paid: Moves of the chance of a payment.
        marker: What marks the cases.
        promise: Moves of the chance of a promise once reached; None before it was asked.
    """

    contact: Rolling
    paid: Rolling
    marker: Marker
    promise: Rolling | None = None

    def on(
        self, rolling: Rolling, likelihoods: Likelihoods, cases: Iterable[int], day: int
    ) -> Likelihoods:
        """Return the chances of some cases on a day after the moves of one head."""
        ids = list(cases)
        return rolling.applied(likelihoods, self.marker.marks(ids, [day] * len(ids)))

    def as_dict(self) -> dict[str, Any]:
        """Return what is kept with a day, so that its chances can be computed again."""
        found = {"contact": self.contact.as_dict(), "paid": self.paid.as_dict()}
        return found if self.promise is None else found | {"promise": self.promise.as_dict()}
