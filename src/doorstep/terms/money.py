"""How much money is it?"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact sum in the smallest unit of its currency; never a float.

    Attributes:
        fen: Hundredths of the currency's main unit; may be negative.
        currency: ISO 4217 code; sums of different currencies do not mix.
    """

    fen: int
    currency: str = "CNY"

    def __add__(self, other: Self) -> Self:
        """Add a sum of the same currency."""
        return type(self)(self.fen + self._same(other), self.currency)

    def __sub__(self, other: Self) -> Self:
        """Take away a sum of the same currency."""
        return type(self)(self.fen - self._same(other), self.currency)

    def _same(self, other: Self) -> int:
        if other.currency != self.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")
        return other.fen

    def __str__(self) -> str:
        """Return the sum as people write it, such as ``¥4,812.36`` or ``NGN 120.00``."""
        sign = "−" if self.fen < 0 else ""
        main, part = divmod(abs(self.fen), 100)
        mark = "¥" if self.currency == "CNY" else f"{self.currency} "
        return f"{sign}{mark}{main:,}.{part:02d}"
