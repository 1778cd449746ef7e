"""What do the rule register and the page of one rule show?"""

from dataclasses import dataclass
from datetime import date

from doorstep_desk.office.presentation.lists import Filter


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in the register.

    Attributes:
        rule: Identifier.
        title: What it asks.
        sentence: What it says, its numbers filled in.
        place: Folder word, such as ``cn``.
        force: True kind of the instrument that is cited first.
        label: ``law``, ``policy`` or ``draft``: how a refusal is shown.
        confidence: First letter: how well that source is known.
        decides: ``contact``, ``report``, ``duty`` or ``via``.
        since_on: First day of the cited source; None is always.
        review_by: Day by which the rule must be compared with its sources again.
        is_stale: That day is over.
        sources: How many sources it has.
        doubts: How many open doubts it has.
        examples: How many worked examples show it.
    """

    rule: str
    title: str
    sentence: str
    place: str
    force: str
    label: str
    confidence: str
    decides: str
    since_on: date | None
    review_by: date
    is_stale: bool
    sources: int
    doubts: int
    examples: int


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The rules of one place.

    Attributes:
        place: Folder word.
        rows: Its rules, by number.
    """

    place: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register.

    Attributes:
        text: What was searched for.
        filters: The pills.
        groups: What fits.
        count: Rules that fit.
        total: Rules in all.
        stale: Rules whose review is overdue, in all.
        doubted: Rules with an open doubt, in all.
        is_narrowed: A search or filter is in force.
        version: Short name of the rules in force.
    """

    text: str
    filters: tuple[Filter, ...]
    groups: tuple[RuleGroup, ...]
    count: int
    total: int
    stale: int
    doubted: int
    is_narrowed: bool
    version: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of a rule.

    Attributes:
        name: Name of the source within the rule.
        source: Citation.
        summary: What it says, in our words.
        force: Kind of instrument.
        label: How a refusal is shown.
        confidence: First letter: how well it is known.
        is_should: It recommends rather than orders.
        covers: For which products or lenders.
        binds: Whom it binds.
        since_on: First day; None is always.
        until_on: Last day; None is without end.
        verified_on: Last compared with its source.
        review_by: To be compared again by.
        is_stale: That day is over.
        is_over: No longer in force.
        is_coming: Not yet in force.
    """

    name: str
    source: str
    summary: str
    force: str
    label: str
    confidence: str
    is_should: bool
    covers: tuple[str, ...]
    binds: tuple[str, ...]
    since_on: date | None
    until_on: date | None
    verified_on: date
    review_by: date
    is_stale: bool
    is_over: bool
    is_coming: bool


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One number of a rule in its time.

    Attributes:
        name: Its key in the file.
        shown: As it is written.
        unit: What it counts.
        comparison: Word of how it binds.
        since_on: First day; None is always.
        until_on: Last day; None is without end.
        source: Citation.
        force: Kind of instrument.
    """

    name: str
    shown: str
    unit: str
    comparison: str
    since_on: date | None
    until_on: date | None
    source: str
    force: str


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """One open doubt.

    Attributes:
        doubt: What is not settled.
        here: What the product does until it is.
    """

    doubt: str
    here: str


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """One worked example.

    Attributes:
        example: Identifier.
        title: What happens in it.
        verdict: ``allow``, ``hold`` or ``deny``.
        rules: Rules that carry the answer.
    """

    example: str
    title: str
    verdict: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule.

    Attributes:
        row: The rule as in the register.
        instead: What may be done instead; empty where the rulebook does not say.
        missing: What is missing when it cannot answer; empty where nothing is.
        not_gated: Why no contact is asked; empty where contacts are.
        sources: Its sources, law first.
        values: Its numbers by date.
        doubts: Open doubts.
        examples: Worked examples that show it at work.
        cases: Cases of the newest day that are not visited because of it.
        cases_on: That day; None before the first.
        today: The present day.
    """

    row: RuleRow
    instead: str
    missing: str
    not_gated: str
    sources: tuple[SourceRow, ...]
    values: tuple[ValueRow, ...]
    doubts: tuple[DoubtRow, ...]
    examples: tuple[ExampleRow, ...]
    cases: int
    cases_on: date | None
    today: date
