"""What can be read about a rule: its sources, its numbers by date, and open doubts?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from doorstep.compliance.explain import FORCE_WORDS, Language, in_language, rule_text, shown_number
from doorstep.compliance.rulebook import FOLDERS
from doorstep.parameters.doubts import Doubt, doubts
from doorstep.parameters.register import Leg, Register, RuleEntry, Text, register_of

PLACES: Final = tuple(sorted({folder for folders in FOLDERS.values() for folder in folders}))
"""Folders of parameters: jurisdictions in small letters, and ``house``."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One number of a rule, for the time in which its source is in force.

    Attributes:
        name: Its key, such as ``per_day``.
        value: Whole number, or seconds of the day.
        shown: As it is written, such as ``22:00``.
        unit: What it counts.
        comparison: How it binds, a word of ``legs.COMPARISONS``.
        effective_from: First day; None is always.
        effective_to: Last day; None is without end.
        leg: The source.
    """

    name: str
    value: int
    shown: str
    unit: str
    comparison: str
    effective_from: date | None
    effective_to: date | None
    leg: Leg


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One rule as a reader of the register sees it.

    Attributes:
        place: Folder of its parameters, such as ``cn`` or ``house``.
        rule: The rule with its texts and sources.
        values: Its numbers, by name and then by date.
        doubts: What a lawyer has still to settle.
    """

    place: str
    rule: RuleEntry
    values: tuple[DatedValue, ...]
    doubts: tuple[Doubt, ...]

    @property
    def rule_id(self) -> str:
        """Return its number, such as ``CN-TIME-01``."""
        return self.rule.rule_id

    @property
    def question(self) -> Text:
        """Return what it asks: the title of its page."""
        return self.rule.question

    @property
    def labels(self) -> tuple[str, ...]:
        """Return how its sources are shown: law, policy, draft; law first, each once."""
        return tuple(dict.fromkeys(leg.label for leg in self.rule.legs))

    def sentence(self, leg: Leg, language: Language) -> str:
        """Return the rule as one sentence with the numbers of one source."""
        return rule_text(self.rule, leg, language)

    def force(self, leg: Leg, language: Language) -> str:
        """Return the true kind of an instrument, such as "recommended national standard"."""
        return in_language(FORCE_WORDS[leg.force], language)

    def changes(self) -> tuple[tuple[date, Leg, str], ...]:
        """Return the days on which a source began or ended: day, source, ``begins`` or ``ends``.

        A source that ends on a day is in force on that day for the last time.
        """
        found = [
            (day, leg, word)
            for leg in self.rule.legs
            for day, word in ((leg.effective_from, "begins"), (leg.effective_to, "ends"))
            if day is not None
        ]
        return tuple(sorted(found, key=lambda change: (change[0], change[1].name)))


def rule_register(places: tuple[str, ...] = PLACES) -> tuple[RegisterEntry, ...]:
    """Return every rule of some folders, by folder and then by number.

    Rules outside contacts are there as well; ``rule.not_gated`` says why nobody asks them.

    Raises:
        ParameterError: A file breaks the schema.
    """
    return tuple(entry for place in places for entry in _entries(place, register_of((place,))))


def changelog(
    places: tuple[str, ...] = PLACES,
) -> tuple[tuple[date, RegisterEntry, Leg, str], ...]:
    """Return every day on which some source began or ended, newest first.

    Each entry is day, rule, source, and ``begins`` or ``ends``.
    """
    found = [
        (day, entry, leg, word)
        for entry in rule_register(places)
        for day, leg, word in entry.changes()
    ]
    return tuple(sorted(found, key=lambda item: (-item[0].toordinal(), item[1].rule_id, item[3])))


def _entries(place: str, register: Register) -> Iterator[RegisterEntry]:
    for entry in register.entries.values():
        values = (value for leg in entry.legs for value in _values(leg))
        yield RegisterEntry(
            place=place,
            rule=entry,
            values=tuple(sorted(values, key=_by_date)),
            doubts=doubts().get(entry.rule_id, ()),
        )


def _values(leg: Leg) -> Iterator[DatedValue]:
    for name, value in leg.values.items():
        measure = leg.measures[name]
        yield DatedValue(
            name=name,
            value=value,
            shown=shown_number(name, value),
            unit=measure.unit,
            comparison=measure.comparison,
            effective_from=leg.effective_from,
            effective_to=leg.effective_to,
            leg=leg,
        )


def _by_date(value: DatedValue) -> tuple[str, date, str]:
    return value.name, value.effective_from or date.min, value.leg.name
