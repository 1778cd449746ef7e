"""Which rules are there, from which sources, with which numbers, from when to when?

One YAML file per rule, below a folder per jurisdiction. A rule has one or more legs: one leg is
one source of the rule, with its own dates, scope, force and numbers.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed

FORCES: Final = frozenset(
    {
        "statute",
        "regulation",
        "standard-recommended",
        "self-regulation",
        "guidance",
        "draft",
        "policy",
    }
)
LABELS: Final = frozenset({"law", "policy", "draft"})
CLOCK_KEYS: Final = frozenset(
    {
        "arrival_from",
        "arrival_to",
        "calls_from",
        "calls_to",
        "ended_by",
        "from",
        "quiet_from",
        "quiet_to",
        "rest_to",
        "to",
    }
)
"""Names of values that are clock times; every other value is a whole number."""
DECIDES: Final = frozenset({"contact", "report"})
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_RULE_KEYS: Final = frozenset(
    {"rule", "decides", "question", "refused", "instead", "missing", "legs"}
)
_LEG_KEYS: Final = frozenset(
    {
        "jurisdiction",
        "force",
        "modality",
        "confidence",
        "label",
        "covers",
        "adopted",
        "binds",
        "effective_from",
        "effective_to",
        "known_from",
        "values",
        "source",
        "summary",
    }
)


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in the two languages of the interface.

    Attributes:
        zh: Simplified Chinese.
        en: English.
    """

    zh: str
    en: str


@dataclass(frozen=True, slots=True, eq=False)
class Leg:
    """One source of a rule; two legs are the same only if they are one and the same object.

    Attributes:
        name: Name within the rule.
        jurisdiction: ``ALL`` or a word of ``compliance.words.Jurisdiction``.
        force: Kind of instrument, one of ``FORCES``.
        modality: ``shall`` or ``should``.
        confidence: P read in the original, S published summary, W weak, M from memory,
            U unverified, H house.
        label: How a refusal is shown: law, policy or draft.
        covers: Products or ``creditor_kind=…`` words, or ``any``.
        adopted: Beyond ``covers`` the house applies it as policy.
        binds: Kinds of organisation, or ``any``.
        effective_from: First day in force; None is always.
        effective_to: Last day in force; None is without end.
        known_from: First day on which it was known; None is always.
        values: Numbers: whole numbers, or clock times as seconds of the day.
        source: Citation.
        summary: What it says, in our words.
    """

    name: str
    jurisdiction: str
    force: str
    modality: str
    confidence: str
    label: str
    covers: tuple[str, ...]
    adopted: bool
    binds: tuple[str, ...]
    effective_from: date | None
    effective_to: date | None
    known_from: date | None
    values: Mapping[str, int]
    source: str
    summary: str

    def is_in_force(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        started = self.effective_from is None or self.effective_from <= day
        return started and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True, eq=False)
class RuleEntry:
    """One rule of the register; compared by identity, so that what follows from it can be kept.

    Attributes:
        rule_id: Such as ``CN-TIME-01``.
        decides: ``contact``, or ``report`` for rules that are named but never decide.
        question: What it asks.
        refused: What is said when it refuses.
        instead: What may be done instead, or None.
        missing: What is missing when it is unknown, or None.
        legs: Its sources, law first.
    """

    rule_id: str
    decides: str
    question: Text
    refused: Text
    instead: Text | None
    missing: Text | None
    legs: tuple[Leg, ...]


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
    digest = hashlib.sha256()
    entries: dict[str, RuleEntry] = {}
    for folder in folders:
        place = files("doorstep.parameters").joinpath(folder)
        for file in sorted(place.iterdir(), key=lambda item: item.name):
            if not file.name.endswith(".yaml"):
                continue
            text = file.read_text(encoding="utf-8")
            digest.update(f"{folder}/{file.name}\n{text}".encode())
            entry = rule_entry(text, file.name)
            if entry.rule_id in entries:
                raise ParameterError(f"{file.name}: rule {entry.rule_id} occurs twice")
            entries[entry.rule_id] = entry
    return Register(dict(sorted(entries.items())), digest.hexdigest())


def rule_entry(text: str, name: str) -> RuleEntry:
    """Read one rule file.

    Raises:
        ParameterError: A key is unknown or missing, or a value is not one that is allowed.
    """
    raw = mapping(parsed(text, name), name, _RULE_KEYS)
    _one_of(raw["decides"], DECIDES, f"{name} decides")
    if not raw["legs"]:
        raise ParameterError(f"{name}: a rule needs at least one leg")
    legs = [_leg(leg, raw["legs"][leg], f"{name} {leg}") for leg in raw["legs"]]
    return RuleEntry(
        rule_id=raw["rule"],
        decides=raw["decides"],
        question=_text(raw["question"], f"{name} question"),
        refused=_text(raw["refused"], f"{name} refused"),
        instead=_text_or_none(raw["instead"], f"{name} instead"),
        missing=_text_or_none(raw["missing"], f"{name} missing"),
        legs=tuple(sorted(legs, key=lambda leg: (leg.label != "law", leg.name))),
    )


def _leg(leg: str, value: Any, where: str) -> Leg:
    raw = mapping(value, where, _LEG_KEYS)
    _one_of(raw["force"], FORCES, f"{where} force")
    _one_of(raw["label"], LABELS, f"{where} label")
    _one_of(raw["modality"], frozenset({"shall", "should"}), f"{where} modality")
    _check_label(raw, where)
    days = {day: _day(raw[day], f"{where} {day}") for day in _DAYS}
    plain = {key: _words(raw[key], f"{where} {key}") for key in _PLAIN}
    return Leg(
        name=leg,
        covers=tuple(raw["covers"]),
        binds=tuple(raw["binds"]),
        adopted=bool(raw["adopted"]),
        values={key: _number(key, item, f"{where} {key}") for key, item in raw["values"].items()},
        jurisdiction=plain["jurisdiction"],
        force=plain["force"],
        modality=plain["modality"],
        confidence=plain["confidence"],
        label=plain["label"],
        source=plain["source"],
        summary=plain["summary"],
        effective_from=days["effective_from"],
        effective_to=days["effective_to"],
        known_from=days["known_from"],
    )


_DAYS: Final = ("effective_from", "effective_to", "known_from")
_PLAIN: Final = (
    "jurisdiction",
    "force",
    "modality",
    "confidence",
    "label",
    "source",
    "summary",
)


def _check_label(raw: Mapping[str, Any], where: str) -> None:
    """Only what was read (P) or published in summary (S) may be shown as law."""
    weak = str(raw["confidence"])[:1] not in ("P", "S") or raw["force"] in ("draft", "policy")
    if raw["label"] == "law" and weak:
        raise ParameterError(f"{where}: confidence {raw['confidence']} is never shown as law")


def _one_of(value: Any, allowed: frozenset[str], where: str) -> None:
    if value not in allowed:
        raise ParameterError(f"{where}: {value!r} is none of {', '.join(sorted(allowed))}")


def _number(key: str, value: Any, where: str) -> int:
    """Return a whole number, or a clock time ``HH:MM`` as seconds of the day."""
    if key in CLOCK_KEYS:
        if isinstance(value, str) and _CLOCK.fullmatch(value):
            return int(value[:2]) * 3600 + int(value[3:]) * 60
        raise ParameterError(f"{where}: {value!r} is no clock time")
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ParameterError(f"{where}: {value!r} is no whole number")


def _day(value: Any, where: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise ParameterError(f"{where}: {value!r} is no day")


def _words(value: Any, where: str) -> str:
    if isinstance(value, str) and value:
        return value
    raise ParameterError(f"{where}: expected text")


def _text(value: Any, where: str) -> Text:
    raw = mapping(value, where, frozenset({"zh", "en"}))
    return Text(_words(raw["zh"], f"{where} zh"), _words(raw["en"], f"{where} en"))


def _text_or_none(value: Any, where: str) -> Text | None:
    return None if value is None else _text(value, where)
