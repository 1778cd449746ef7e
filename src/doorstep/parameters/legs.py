"""What does one source of a rule say, with which force, from when to when, in which numbers?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from doorstep.parameters.strict_yaml import ParameterError, mapping

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
MODALITIES: Final = frozenset({"shall", "should"})
CONFIDENCES: Final = "PSWMUH"
COMPARISONS: Final = frozenset(
    {
        "at_least",
        "at_most",
        "below",
        "exactly",
        "from_included",
        "until_excluded",
        "until_included",
        "window",
    }
)
"""How a number binds: ``at_most`` n allows the n-th; ``window`` is the length in which a count
is taken; the three about clock times say whether the edge itself belongs to the span."""
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
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_PLAIN: Final = (
    "jurisdiction",
    "force",
    "modality",
    "confidence",
    "label",
    "source",
    "summary",
)
_DAYS: Final = ("effective_from", "effective_to", "known_from")
_REVIEW: Final = ("verified_on", "review_by")
_KEYS: Final = frozenset({*_PLAIN, *_DAYS, *_REVIEW, "covers", "adopted", "binds", "values"})


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number counts and how it binds.

    Attributes:
        unit: What is counted, in words.
        comparison: One of ``COMPARISONS``.
    """

    unit: str
    comparison: str


@dataclass(frozen=True, slots=True, eq=False)
class Leg:
    """One source of a rule; two legs are the same only if they are one and the same object.

    Attributes:
        name: Name within the rule.
        jurisdiction: ``ALL`` or a word of ``compliance.words.Jurisdiction``.
        force: Kind of instrument, one of ``FORCES``.
        modality: ``shall`` or ``should``.
        confidence: P read in the original, S published summary, W weak, M from memory,
            U unverified, H house; the first letter counts, the rest is a note.
        label: How a refusal is shown: law, policy or draft.
        covers: Products or ``creditor_kind=…`` words, or ``any``.
        adopted: Beyond ``covers`` the house applies it as policy.
        binds: Kinds of organisation, or ``any``.
        effective_from: First day in force; None is always.
        effective_to: Last day in force; None is without end.
        known_from: First day on which it was known; None is always.
        values: Numbers: whole numbers, or clock times as seconds of the day.
        measures: What each of these numbers counts, by the same keys.
        source: Citation.
        summary: What it says, in our words.
        verified_on: Day on which somebody last compared it with its source.
        review_by: Day by which somebody must do so again.
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
    measures: Mapping[str, Measure]
    source: str
    summary: str
    verified_on: date
    review_by: date

    def is_in_force(self, day: date) -> bool:
        """Say whether it is in force on a day."""
        started = self.effective_from is None or self.effective_from <= day
        return started and (self.effective_to is None or day <= self.effective_to)


def leg_of(name: str, value: Any, where: str) -> Leg:
    """Read one leg.

    Raises:
        ParameterError: A key is unknown or missing, or a value is not one that is allowed; the
            message begins with ``where`` and names the key.
    """
    raw = mapping(value, where, _KEYS)
    plain = {key: words(raw[key], f"{where} {key}") for key in _PLAIN}
    one_of(plain["force"], FORCES, f"{where} force")
    one_of(plain["label"], LABELS, f"{where} label")
    one_of(plain["modality"], MODALITIES, f"{where} modality")
    one_of(plain["confidence"][0], frozenset(CONFIDENCES), f"{where} confidence")
    _check_label(plain, where)
    days = {key: _day_or_none(raw[key], f"{where} {key}") for key in _DAYS}
    _check_order(days["effective_from"], days["effective_to"], f"{where} effective_to")
    review = {key: _day(raw[key], f"{where} {key}") for key in _REVIEW}
    _check_order(review["verified_on"], review["review_by"], f"{where} review_by")
    numbers = mapping_of(raw["values"], f"{where} values")
    return Leg(
        name=name,
        covers=_several(raw["covers"], f"{where} covers"),
        adopted=_flag(raw["adopted"], f"{where} adopted"),
        binds=_several(raw["binds"], f"{where} binds"),
        values={key: _number(key, item, f"{where} values {key}") for key, item in numbers.items()},
        measures={key: _measure(item, f"{where} values {key}") for key, item in numbers.items()},
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
        verified_on=review["verified_on"],
        review_by=review["review_by"],
    )


def _check_label(plain: Mapping[str, str], where: str) -> None:
    """Only what was read (P) or published in summary (S) may be shown as law."""
    confidence = plain["confidence"]
    weak = confidence[0] not in ("P", "S") or plain["force"] in ("draft", "policy")
    if plain["label"] == "law" and weak:
        raise ParameterError(f"{where} label: confidence {confidence} is never shown as law")
    if (plain["force"] == "draft") != (plain["label"] == "draft"):
        raise ParameterError(f"{where} label: a draft, and only a draft, is labelled draft")


def _check_order(first: date | None, last: date | None, where: str) -> None:
    if first is not None and last is not None and last < first:
        raise ParameterError(f"{where}: {last} is before the start, {first}")


def one_of(value: Any, allowed: frozenset[str], where: str) -> None:
    """Refuse a word that is not on a closed list.

    Raises:
        ParameterError: It is none of them.
    """
    if value not in allowed:
        raise ParameterError(f"{where}: {value!r} is none of {', '.join(sorted(allowed))}")


def words(value: Any, where: str) -> str:
    """Return a text that says something.

    Raises:
        ParameterError: It is empty or no text.
    """
    if isinstance(value, str) and value.strip():
        return value
    raise ParameterError(f"{where}: expected text")


def mapping_of(value: Any, where: str) -> Mapping[str, Any]:
    """Return a mapping, whatever its keys.

    Raises:
        ParameterError: It is none.
    """
    if isinstance(value, dict):
        return value
    raise ParameterError(f"{where}: expected a mapping")


def _number(key: str, value: Any, where: str) -> int:
    """Return a whole number, or a clock time ``HH:MM`` as seconds of the day."""
    number = mapping(value, where, frozenset({"value", "unit", "comparison"}))["value"]
    if key in CLOCK_KEYS:
        if isinstance(number, str) and _CLOCK.fullmatch(number):
            return int(number[:2]) * 3600 + int(number[3:]) * 60
        raise ParameterError(f"{where}: {number!r} is no clock time")
    if isinstance(number, int) and not isinstance(number, bool) and number >= 0:
        return number
    raise ParameterError(f"{where}: {number!r} is no whole number of 0 or more")


def _measure(value: Mapping[str, Any], where: str) -> Measure:
    one_of(value["comparison"], COMPARISONS, f"{where} comparison")
    return Measure(words(value["unit"], f"{where} unit"), value["comparison"])


def _several(value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ParameterError(f"{where}: expected a list of words")


def _flag(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise ParameterError(f"{where}: {value!r} is neither true nor false")


def _day(value: Any, where: str) -> date:
    if isinstance(value, date):
        return value
    raise ParameterError(f"{where}: {value!r} is no day")


def _day_or_none(value: Any, where: str) -> date | None:
    return None if value is None else _day(value, where)
