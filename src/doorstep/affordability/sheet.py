"""What comes in, what goes out, and for whom, in one household's month?

Both sides see the same sheet. Evidence is optional, and as little as will do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Income(StrEnum):
    """Where money comes from."""

    WAGES = "wages"
    BUSINESS = "business"
    FARMING = "farming"
    PENSION = "pension"
    BENEFITS = "benefits"
    FAMILY = "family"
    OTHER = "other"


class Expense(StrEnum):
    """What money goes out for, other debts apart."""

    FOOD = "food"
    HOUSING = "housing"
    UTILITIES = "utilities"
    TRANSPORT = "transport"
    COMMUNICATION = "communication"
    HEALTH = "health"
    EDUCATION = "education"
    CARE = "care"
    CLOTHING = "clothing"
    BUSINESS_COSTS = "business_costs"
    OTHER = "other"


class Evidence(StrEnum):
    """How a figure is known."""

    STATED = "stated"
    SEEN = "seen"
    DOCUMENT = "document"


class Event(StrEnum):
    """What has changed in the household's life, if they want to say."""

    LOST_WORK = "lost_work"
    ILLNESS = "illness"
    BEREAVEMENT = "bereavement"
    SEPARATION = "separation"
    NEW_DEPENDANT = "new_dependant"
    DISASTER = "disaster"
    BUSINESS_FAILED = "business_failed"


LARGEST_MONTHLY_FEN = 10**11
"""A billion yuan a month: above it, it is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One sum a month.

    Attributes:
        monthly_fen: The sum; never negative.
        evidence: How it is known.
    """

    monthly_fen: int
    evidence: Evidence = Evidence.STATED

    def __post_init__(self) -> None:
        """Refuse what no month has.

        Raises:
            ValueError: The sum is negative or above a billion yuan.
        """
        if not 0 <= self.monthly_fen <= LARGEST_MONTHLY_FEN:
            raise ValueError(f"{self.monthly_fen} fen is no sum of a month")


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives on the income.

    Attributes:
        adults: The borrower and other adults; at least one.
        children: Below 18.
        county: Six digits of GB/T 2260.
        is_urban: Whether they live in a town.
    """

    adults: int
    children: int
    county: str
    is_urban: bool

    def __post_init__(self) -> None:
        """Refuse a household of nobody.

        Raises:
            ValueError: There is no adult, a number is negative or above thirty, or the county is
                not six digits.
        """
        if not 1 <= self.adults <= 30 or not 0 <= self.children <= 30:
            raise ValueError("a household has 1 to 30 adults and 0 to 30 children")
        if not (len(self.county) == 6 and self.county.isdigit()):
            raise ValueError(f"county {self.county!r} is not six digits")

    @property
    def persons(self) -> int:
        """Return how many live on the income."""
        return self.adults + self.children


@dataclass(frozen=True, slots=True)
class Sheet:
    """Income and expenditure of one household's month.

    Attributes:
        household: Who lives on it.
        income: By source; what is not named was not said, and counts as nothing.
        expenses: By kind; what is not named was not said, and the protected minimum stands in.
        other_debts: What is paid to other lenders each month.
        events: What has changed, if they want to say.
        income_day: Day of the month on which money usually comes, 1 to 31; None if it varies.
        savings_fen: What they would themselves put towards the debt at once.
    """

    household: Household
    income: Mapping[Income, Figure]
    expenses: Mapping[Expense, Figure] = field(default_factory=dict)
    other_debts: Figure = field(default_factory=lambda: Figure(0))
    events: frozenset[Event] = frozenset()
    income_day: int | None = None
    savings_fen: int = 0

    def __post_init__(self) -> None:
        """Refuse days and savings that cannot be.

        Raises:
            ValueError: The day of income is not 1 to 31, or savings are negative.
        """
        if self.income_day is not None and not 1 <= self.income_day <= 31:
            raise ValueError(f"income_day {self.income_day} is no day of a month")
        if self.savings_fen < 0:
            raise ValueError("savings cannot be negative")
