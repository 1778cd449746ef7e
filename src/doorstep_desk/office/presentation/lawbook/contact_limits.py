"""How is it told how often a borrower was contacted, and how often they still may be?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHAT: Final[dict[tuple[str, str], Promise]] = {
    ("CN-FREQ-01", "per_day"): _("Conversations by phone for this lender"),
    ("CN-FREQ-02", "per_day"): _("Notification calls put through for this lender"),
    ("CN-FREQ-03", "per_day"): _("Unanswered dials at one number"),
    ("HP-TOTAL", "per_day"): _("Contacts that reached the borrower"),
    ("HP-TOTAL", "per_week"): _("Contacts that reached the borrower"),
    ("HP-ATTEMPT", "per_day"): _("Dials in vain"),
    ("HP-ATTEMPT", "per_week"): _("Dials in vain"),
    ("HP-VISIT-CAP", "per_week"): _("Visits"),
    ("HP-VISIT-CAP", "per_month"): _("Visits"),
    ("HP-VISIT-CAP", "nobody_met_per_month"): _("Visits where nobody was met"),
    ("HP-HOLIDAY", "calls"): _("Calls on a public holiday"),
}
"""What each limit adds up; one that is not named here is called by its rule."""


@dataclass(frozen=True, slots=True)
class LimitLine:
    """How far one limit is used up.

    Attributes:
        rule: The rule that limits.
        what: What it adds up, in the reader's language.
        point: The contact point in masked form, where each is added up apart; else empty.
        days: Length of the window in days that end with today; 1 is today alone.
        made: Contacts made that count.
        out: Contacts more for which leave is out.
        left: How many more would be lawful under this limit.
        limit: At most so many.
        force: How binding it is, as a word of ``rule_words.FORCES``.
        sentence: What the rule says.
    """

    rule: str
    what: str
    point: str
    days: int
    made: int
    out: int
    left: int
    limit: int
    force: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LimitsPage:
    """What is used up of every limit on contacts with one borrower.

    Attributes:
        case_id: The case.
        number: Its number.
        name: The borrower's name.
        lines: Every limit in force, the fullest first.
        read_at: When it was counted.
    """

    case_id: int
    number: str
    name: str
    lines: tuple[LimitLine, ...]
    read_at: datetime
