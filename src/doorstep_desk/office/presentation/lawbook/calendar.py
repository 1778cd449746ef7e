"""What does the page of the calendar show?"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.office.presentation.parts import FormState, Option


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of a month.

    Attributes:
        on: The day.
        kind: ``holiday``, ``makeup``, ``weekend``, ``workday`` or ``unknown``.
        is_ours: The organisation added or corrected it.
        is_today: It is the present day.
    """

    on: date
    kind: str
    is_ours: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One month, by weeks that begin on Monday.

    Attributes:
        first_on: Its first day.
        weeks: Seven cells each; None outside the month.
    """

    first_on: date
    weeks: tuple[tuple[DayCell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive days off.

    Attributes:
        first_on: First day.
        last_on: Last day, included.
        days: How many.
    """

    first_on: date
    last_on: date
    days: int


@dataclass(frozen=True, slots=True)
class DayLine:
    """One proposed day.

    Attributes:
        day_id: Identifier.
        on: The day.
        kind: ``holiday``, ``workday`` or ``year``.
        source: The announcement.
        proposed_by: Who.
        proposed_at: When, in Beijing.
        approved_by: The second person; empty while there is none.
        approved_at: When.
        withdrawn_by: Who took it back; empty for nobody.
        is_own: The reader proposed it.
        may_approve: The reader may approve it.
        may_withdraw: The reader may take it back.
        error: What was refused about it; empty for nothing.
    """

    day_id: uuid.UUID
    on: date
    kind: str
    source: str
    proposed_by: str
    proposed_at: datetime
    approved_by: str
    approved_at: datetime | None
    withdrawn_by: str
    is_own: bool
    may_approve: bool
    may_withdraw: bool
    error: str


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The page.

    Attributes:
        year: The year shown.
        is_loaded: Its calendar is known; otherwise the rules that ask for holidays hold.
        source: The announcement of the bundled table; empty where there is none.
        months: Twelve.
        blocks: Its days off.
        makeup_on: Weekend days on which people work.
        lines: What was proposed for the year, newest first.
        waiting_elsewhere: Proposals for other years that wait.
        missing_year: Year that somebody should load by now, or None.
        years: Years to choose from.
        form: What was typed; None for whoever may not propose.
        kinds: Kinds of day to choose from.
    """

    year: int
    is_loaded: bool
    source: str
    months: tuple[Month, ...]
    blocks: tuple[Block, ...]
    makeup_on: tuple[date, ...]
    lines: tuple[DayLine, ...]
    waiting_elsewhere: tuple[DayLine, ...]
    missing_year: int | None
    years: tuple[Option, ...]
    form: FormState | None
    kinds: tuple[Option, ...]

    @property
    def errors(self) -> Mapping[str, str]:
        """Return what is wrong with the form."""
        return {} if self.form is None else self.form.errors
