"""Which rules are there, from which sources, with which numbers, from when to when?

One YAML file per rule, below a folder per jurisdiction. A rule has one or more legs: one leg is
one source of the rule, with its own dates, scope, force and numbers. When a source changes a
number, the old leg ends and a new one begins: the legs of a rule are its history.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from doorstep.parameters.legs import CLOCK_KEYS as CLOCK_KEYS
from doorstep.parameters.legs import FORCES as FORCES
from doorstep.parameters.legs import Leg as Leg
from doorstep.parameters.legs import Measure as Measure
from doorstep.parameters.legs import leg_of, mapping_of, one_of, words
from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed

DECIDES: Final = frozenset({"contact", "report", "duty", "via"})
"""``contact`` takes part in decisions; ``report`` is named but never decides; ``duty`` lies
outside contacts; ``via`` is judged through other rules."""
GATED: Final = frozenset({"contact", "report"})
_RULE_KEYS: Final = frozenset(
    {"rule", "decides", "question", "refused", "instead", "missing", "not_gated", "legs"}
)


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in the languages of explanations.

    Attributes:
        zh: Simplified Chinese.
        en: English.
        ko: Korean.
    """

    zh: str
    en: str
    ko: str


@dataclass(frozen=True, slots=True, eq=False)
class RuleEntry:
    """One rule of the register; compared by identity, so that what follows from it can be kept.

    Attributes:
        rule_id: Such as ``CN-TIME-01``.
        decides: One of ``DECIDES``.
        question: What it asks.
        refused: What is said when it refuses.
        instead: What may be done instead, or None.
        missing: What is missing when it is unknown, or None.
        not_gated: Why no contact is asked this question, for ``duty`` and ``via``; else None.
        legs: Its sources, law first.
    """

    rule_id: str
    decides: str
    question: Text
    refused: Text
    instead: Text | None
    missing: Text | None
    not_gated: Text | None
    legs: tuple[Leg, ...]

    @property
    def is_gated(self) -> bool:
        """Whether contacts are asked this question."""
        return self.decides in GATED


@dataclass(frozen=True, slots=True)
class Register:
    """All rules of some folders.

    Attributes:
        entries: By rule id, in alphabetical order.
        digest: SHA-256 over the files, hexadecimal: changes with every comma of the content.
    """

    entries: Mapping[str, RuleEntry]
    digest: str


@cache
def register_of(folders: tuple[str, ...]) -> Register:
    """Read the rule files of some folders below this package, such as ``("cn", "house")``.

    Raises:
        ParameterError: A file breaks the schema, or a rule occurs twice.
    """
    return register_in(files("doorstep.parameters"), folders)


def register_in(place: Traversable, folders: tuple[str, ...]) -> Register:
    """Read the rule files of some folders below any place, such as a copy that was edited.

    Raises:
        ParameterError: A folder does not exist, a file breaks the schema, or a rule occurs twice.
    """
    digest = hashlib.sha256()
    entries: dict[str, RuleEntry] = {}
    for folder in folders:
        inside = place.joinpath(folder)
        if not inside.is_dir():
            raise ParameterError(f"{folder}: there is no such folder of parameters")
        for file in sorted(inside.iterdir(), key=lambda item: item.name):
            if not file.name.endswith(".yaml"):
                continue
            text = file.read_text(encoding="utf-8")
            digest.update(f"{folder}/{file.name}\n{text}".encode())
            entry = rule_entry(text, f"{folder}/{file.name}")
            if entry.rule_id in entries:
                raise ParameterError(f"{file.name}: rule {entry.rule_id} occurs twice")
            entries[entry.rule_id] = entry
    return Register(dict(sorted(entries.items())), digest.hexdigest())


def rule_entry(text: str, name: str) -> RuleEntry:
    """Read one rule file.

    Raises:
        ParameterError: A key is unknown or missing, or a value is not one that is allowed; the
            message names file and key.
    """
    raw = mapping(parsed(text, name), name, _RULE_KEYS)
    one_of(raw["decides"], DECIDES, f"{name} decides")
    found = mapping_of(raw["legs"], f"{name} legs")
    if not found:
        raise ParameterError(f"{name} legs: a rule needs at least one leg")
    legs = [leg_of(leg, value, f"{name} legs {leg}") for leg, value in found.items()]
    _check_dates(legs, name)
    not_gated = _text_or_none(raw["not_gated"], f"{name} not_gated")
    if (not_gated is None) != (raw["decides"] in GATED):
        raise ParameterError(f"{name} not_gated: rules outside contacts say why, others do not")
    return RuleEntry(
        rule_id=words(raw["rule"], f"{name} rule"),
        decides=raw["decides"],
        question=text_from(raw["question"], f"{name} question"),
        refused=text_from(raw["refused"], f"{name} refused"),
        instead=_text_or_none(raw["instead"], f"{name} instead"),
        missing=_text_or_none(raw["missing"], f"{name} missing"),
        not_gated=not_gated,
        legs=tuple(sorted(legs, key=lambda leg: (leg.label != "law", leg.name))),
    )


def _check_dates(legs: list[Leg], name: str) -> None:
    """Refuse the same source twice from the same day: which of the two would hold?"""
    seen: dict[tuple[str, str, object], str] = {}
    for leg in legs:
        key = (leg.jurisdiction, leg.source, leg.effective_from)
        if key in seen:
            day = leg.effective_from or "always"
            raise ParameterError(
                f"{name} legs {leg.name} effective_from: {day} is the day of"
                f" {seen[key]} too, from the same source"
            )
        seen[key] = leg.name


def text_from(value: Any, where: str) -> Text:
    """Read one sentence in all languages of explanations.

    Raises:
        ParameterError: A language is missing, strange or empty.
    """
    raw = mapping(value, where, frozenset({"zh", "en", "ko"}))
    return Text(**{key: words(raw[key], f"{where} {key}") for key in raw})


def _text_or_none(value: Any, where: str) -> Text | None:
    return None if value is None else text_from(value, where)
