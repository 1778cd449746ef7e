"""What does the legal changelog show?"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One number that came, changed or went.

    Attributes:
        name: Its key.
        before: As it was written; empty when there was none.
        after: As it is written; empty when there is none any more.
    """

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One source that began or ended.

    Attributes:
        rule: Identifier.
        title: What the rule asks.
        place: Folder word.
        source: Citation.
        summary: What it says, in our words.
        force: Kind of instrument.
        is_end: It ended; otherwise it began.
        numbers: Its numbers.
    """

    rule: str
    title: str
    place: str
    source: str
    summary: str
    force: str
    is_end: bool
    numbers: tuple[NumberChange, ...]


@dataclass(frozen=True, slots=True)
class ExampleFlip:
    """One worked example that comes out otherwise.

    Attributes:
        example: Identifier.
        title: What happens in it.
        before: ``allow``, ``hold`` or ``deny``.
        after: The same.
        before_rules: Rules that carried the old answer.
        after_rules: Rules that carry the new one.
    """

    example: str
    title: str
    before: str
    after: str
    before_rules: tuple[str, ...]
    after_rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFlip:
    """One planned contact of a stored day that would come out otherwise.

    Attributes:
        case_id: The case.
        number: Its number.
        treatment: The contact.
        before: ``allow``, ``hold`` or ``deny``.
        after: The same.
        rules: Rules that carry the new answer.
    """

    case_id: int
    number: str
    treatment: str
    before: str
    after: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayFlips:
    """What a change of law does to a stored day.

    Attributes:
        on: The stored day.
        compared: Cases compared.
        left_out: Cases beyond the bound.
        count: Contacts that would come out otherwise.
        shown: The first of them.
    """

    on: date
    compared: int
    left_out: int
    count: int
    shown: tuple[CaseFlip, ...]


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """Everything that changed on one day.

    Attributes:
        on: First day on which it holds.
        lines: The changes.
        is_coming: The day is still to come.
        is_open: Its consequences are shown.
        examples: Worked examples that come out otherwise.
        stored: What it does to a stored day, or None while nobody asked.
    """

    on: date
    lines: tuple[ChangeLine, ...]
    is_coming: bool
    is_open: bool
    examples: tuple[ExampleFlip, ...]
    stored: DayFlips | None


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The changelog.

    Attributes:
        days: Days with a change, the newest first.
        place: Folder word that is shown; empty for all.
        places: Folder words to choose from.
        count: Changes shown.
        next_on: The next change to come, or None.
        newest_run_on: The stored day that can be compared; None before the first or when the
            reader may not.
    """

    days: tuple[ChangeDay, ...]
    place: str
    places: tuple[str, ...]
    count: int
    next_on: date | None
    newest_run_on: date | None
