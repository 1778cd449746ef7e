"""What does the page about declarations show?"""

from dataclasses import dataclass
from datetime import date

from doorstep_desk.office.presentation.parts import Option


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One question about one organisation.

    Attributes:
        key: Name of the form field.
        statement: What the usual answer states, in the reader's language.
        rules: Rules that hold while nobody answers.
        answer: The answer in force in words; empty while nobody answered.
        is_usual: Whether the rules pass with it.
        declared_by: Who said so.
        since: First day on which it counts, or None.
        until: Last day on which it counts, or None.
        lapses_soon: It ends within a month.
        source: What it rests on.
        options: Choices of the form, "leave as it is" first.
    """

    key: str
    statement: str
    rules: tuple[str, ...]
    answer: str
    is_usual: bool
    declared_by: str
    since: date | None
    until: date | None
    lapses_soon: bool
    source: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class PracticeSide:
    """The agency, or one of its lenders.

    Attributes:
        about_id: Key of the organisation.
        name: Its name in the reader's language.
        is_agency: Whether it is the agency itself.
        rows: Its questions, those without an answer first.
        missing: How many have no answer.
        error: What is wrong with the form that came back; empty if nothing.
        source: What was typed as the source.
    """

    about_id: int
    name: str
    is_agency: bool
    rows: tuple[PracticeRow, ...]
    missing: int
    error: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class PracticePage:
    """Everything that is stated.

    Attributes:
        sides: The agency first, then its lenders.
        may_declare: Whether the reader may state something.
    """

    sides: tuple[PracticeSide, ...]
    may_declare: bool

    @property
    def missing(self) -> int:
        """Return how many questions have no answer."""
        return sum(side.missing for side in self.sides)
