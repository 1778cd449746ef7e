"""How much of a household's income is never touched?

The local standard of the minimum living allowance, per person and month, times a house multiple.
The standard alone is a line of survival; households up to one and a half times of it are commonly
looked after as low-income families, so that is what the house protects. A county without a sourced
value in force, or with one past its review day, is a hold.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed, texts_in
from doorstep.terms.refusal import Refusal

MULTIPLE_PERCENT: Final = 150
"""House policy: protected is one and a half times the local standard."""

_FOLDER: Final = ("cn", "minimum_living")
_FILE_KEYS: Final = frozenset({"county", "name", "urban", "rural"})
_VALUE_KEYS: Final = frozenset(
    {"from", "to", "monthly_yuan", "confidence", "source", "verified", "review_by"}
)


@dataclass(frozen=True, slots=True)
class MinimumStandard:
    """A local standard, as somebody published or entered it.

    Attributes:
        county: Six digits of GB/T 2260.
        is_urban: For towns; otherwise for the countryside.
        begins_on: First day in force.
        ends_on: Last day in force; None is without end.
        monthly_fen: Per person and month.
        source: Who published it, and when.
        review_by: Last day on which it may be relied on without looking again; None for values
            that have been superseded.
    """

    county: str
    is_urban: bool
    begins_on: date
    ends_on: date | None
    monthly_fen: int
    source: str
    review_by: date | None

    def __post_init__(self) -> None:
        """Refuse a standard that cannot be one.

        Raises:
            ValueError: The sum is not positive, the days are turned round, or no source is named.
        """
        if self.monthly_fen <= 0 or not self.source.strip():
            raise ValueError("a minimum living standard needs a positive sum and its source")
        if self.ends_on is not None and self.ends_on < self.begins_on:
            raise ValueError("a minimum living standard cannot end before it begins")

    def is_in_force(self, on: date) -> bool:
        """Say whether it is in force on a day."""
        return self.begins_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True)
class ProtectedMinimum:
    """What is kept for living, and where the figure comes from.

    Attributes:
        per_person_fen: Per person and month, the house multiple included.
        standard: The local standard that it rests on.
    """

    per_person_fen: int
    standard: MinimumStandard


def protected_minimum(
    county: str, *, is_urban: bool, on: date, entered: Sequence[MinimumStandard] = ()
) -> ProtectedMinimum | Refusal:
    """Return what is protected in a county on a day, or why nobody knows.

    Args:
        county: Six digits of GB/T 2260.
        is_urban: Whether the household lives in a town.
        on: The day.
        entered: Standards that named persons entered with their source; they go before those
            that came with the product.
    """
    for standards in (entered, shipped_standards()):
        fits = [
            each
            for each in standards
            if each.county == county and each.is_urban == is_urban and each.is_in_force(on)
        ]
        if fits:
            return _protected(max(fits, key=lambda each: each.begins_on), on)
    kind = "town" if is_urban else "countryside"
    return Refusal(
        "minimum-unknown",
        f"No sourced minimum living standard is known for county {county} ({kind}) on {on}. "
        "Enter the published one with its source; until then nothing may be proposed.",
    )


def _protected(standard: MinimumStandard, on: date) -> ProtectedMinimum | Refusal:
    if standard.review_by is not None and on > standard.review_by:
        return Refusal(
            "minimum-stale",
            f"The minimum living standard of county {standard.county} had to be looked at again "
            f"by {standard.review_by}. Enter the one in force with its source.",
        )
    return ProtectedMinimum(standard.monthly_fen * MULTIPLE_PERCENT // 100, standard)


@cache
def shipped_standards() -> tuple[MinimumStandard, ...]:
    """Read the standards that came with the product, all counties.

    Raises:
        ParameterError: A file breaks the schema; names file and key.
    """
    folder = files("doorstep.parameters").joinpath(*_FOLDER)
    return tuple(each for text, name in texts_in(folder) for each in county_standards(text, name))


def county_standards(text: str, name: str) -> list[MinimumStandard]:
    """Read one county's file.

    Raises:
        ParameterError: A key is unknown or missing, a value is not one, two values overlap.
    """
    content = mapping(parsed(text, name), name, _FILE_KEYS)
    if name != f"{content['county']}.yaml":
        raise ParameterError(f"{name} county: {content['county']!r} is not the file's name")
    found: list[MinimumStandard] = []
    for kind in ("urban", "rural"):
        values = [
            _standard(content["county"], kind == "urban", value, f"{name} {kind}")
            for value in content[kind] or ()
        ]
        _refuse_overlap(values, f"{name} {kind}")
        found += values
    return found


def _standard(county: str, is_urban: bool, value: Any, where: str) -> MinimumStandard:
    entry = mapping(value, where, _VALUE_KEYS)
    begins_on = _day(entry, "from", where)
    if begins_on is None:
        raise ParameterError(f"{where} from: a first day is needed")
    yuan = entry["monthly_yuan"]
    if not isinstance(yuan, int) or not 0 < yuan < 100_000:
        raise ParameterError(f"{where} monthly_yuan: {yuan!r} is no sum in whole yuan")
    try:
        return MinimumStandard(
            county, is_urban, begins_on, _day(entry, "to", where), yuan * 100,
            str(entry["source"] or ""), _day(entry, "review_by", where),
        )  # fmt: skip
    except ValueError as fault:
        raise ParameterError(f"{where} {begins_on}: {fault}") from fault


def _day(entry: Mapping[str, Any], key: str, where: str) -> date | None:
    value = entry[key]
    if value is not None and not isinstance(value, date):
        raise ParameterError(f"{where} {key}: {value!r} is no day")
    return value


def _refuse_overlap(values: Sequence[MinimumStandard], where: str) -> None:
    ordered = sorted(values, key=lambda each: each.begins_on)
    for earlier, later in itertools.pairwise(ordered):
        if earlier.ends_on is None or earlier.ends_on >= later.begins_on:
            raise ParameterError(f"{where} {later.begins_on}: overlaps the value before it")
