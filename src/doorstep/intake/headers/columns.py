"""Which column holds which field, in which unit, and which columns are not read?"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from doorstep.intake.cells.day import read_day
from doorstep.intake.dictionary import dictionary
from doorstep.intake.headers.evidence import Evidence, UnitSource, evidence_of
from doorstep.intake.headers.layout import Header
from doorstep.intake.profile import NO_PROFILE, Profile, ProfileColumn
from doorstep.intake.tables import RefusedFileError

MOST_COLUMNS: Final = 1_000
"""Named columns above which a file is refused."""

_UNIT: Final = "[万萬][元圆圓]?|[元圆圓]|分"
_OWN_UNIT: Final = re.compile(
    rf"[(（【\[]\s*(?:[单單]位[:：])?\s*(?:人民[币幣])?\s*({_UNIT})\s*(?:[,，、;；/][^)）】\]]*)?[)）】\]]"
)
_SUFFIX_UNITS: Final = {"_fen": "分", "_yuan": "元", "_wan": "万元"}
_UNIT_ABOVE: Final = re.compile(rf"[单單]位\s*[:：]\s*(?:人民[币幣])?\s*[(（]?\s*({_UNIT})?")
_ALONE: Final = re.compile(rf"\s*(?:人民[币幣])?\s*[(（]?\s*({_UNIT})\s*[)）]?\s*")
_DATE_ABOVE: Final = re.compile(r"委案日期\s*[:：]\s*(\S*)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read.

    Attributes:
        at: Column number from 0.
        field: Canonical field.
        title: Header as written.
        unit: Unit of an amount: ``分``, ``元`` or ``万元``.
        unit_source: Where the unit comes from; None when the field is no amount.
        evidence: Why the header was understood.
    """

    at: int
    field: str
    title: str
    unit: str
    unit_source: UnitSource | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A column that must not be read, and the rule that says why."""

    title: str
    rule: str
    at: int = 0


def columns_of(
    header: Header, kind: str, profile: Profile = NO_PROFILE
) -> tuple[tuple[Column, ...], tuple[Dropped, ...]]:
    """Return the known columns of a sheet in their order, and those that must not be read.

    Args:
        header: The header row.
        kind: Kind of the sheet.
        profile: What a person settled about this lender's headers.

    Raises:
        RefusedFileError: ``too_many_columns``.
    """
    if len(header.words) > MOST_COLUMNS:
        raise RefusedFileError("too_many_columns")
    lists = dictionary()
    known = profile.words(kind)
    unit_above = _unit_above(header.above)
    columns = tuple(
        _column(at, known[word], header.titles[at], unit_above, profile.column(word))
        for at, word in sorted(header.words.items())
        if word in known
    )
    dropped = tuple(
        Dropped(header.titles[at], rule, at)
        for at, word in sorted(header.words.items())
        for rule, words in (
            ("sensitive_column_dropped", lists.sensitive),
            ("forbidden_column_dropped", lists.forbidden),
        )
        if word in words
    )
    return columns, dropped


def _column(
    at: int, field: str, title: str, unit_above: str | None, settled: ProfileColumn | None
) -> Column:
    """Return a column; its unit is that of the profile, its own header, or the rows above."""
    sources = (
        (settled.unit if settled else None, UnitSource.PROFILE),
        (_own_unit(title), UnitSource.HEADER),
        (unit_above, UnitSource.ABOVE),
        ("元", UnitSource.ASSUMED),
    )
    unit, source = next((unit, source) for unit, source in sources if unit)
    is_amount = dictionary().types[field] == "amount"
    evidence = (Evidence.PROFILE,) if settled else evidence_of(title)
    return Column(at, field, title, unit, source if is_amount else None, evidence)


def placement_date_above(header: Header, day_zero: date) -> date | None:
    """Return the day behind 委案日期： above the header, or None; other dates do not count.

    The day may stand in the label's own cell or in the next filled one.
    """
    for text, following in zip_longest(header.above, header.above[1:], fillvalue=""):
        found = _DATE_ABOVE.search(text)
        if found:
            value = read_day(found[1] or following, day_zero).value
            return value if isinstance(value, date) else None
    return None


def check_required(columns: tuple[Column, ...], kind: str, has_date_above: bool) -> None:
    """Refuse a sheet without a column that everything hangs on.

    Raises:
        RefusedFileError: ``required_column_missing`` with the first field of the group.
    """
    present = {column.field for column in columns}
    if has_date_above:
        present.add("placement_date")
    for group in dictionary().required[kind]:
        if present.isdisjoint(group):
            raise RefusedFileError("required_column_missing", group[0])


def _own_unit(title: str) -> str | None:
    found = _OWN_UNIT.search(title)
    if found:
        return _unit_of(found[1])
    suffix = next(
        (
            each
            for each in _SUFFIX_UNITS
            if unicodedata.normalize("NFKC", title).strip().lower().endswith(each)
        ),
        None,
    )
    return _SUFFIX_UNITS[suffix] if suffix else None


def _unit_of(word: str) -> str:
    """Return the unit that a word in any spelling means."""
    if word[0] in "万萬":
        return "万元"
    return word if word == "分" else "元"


def _unit_above(above: tuple[str, ...]) -> str | None:
    """Return the unit that a row above the header names, or None.

    It may stand in the label's own cell or in the next filled one.
    """
    for text, following in zip_longest(above, above[1:], fillvalue=""):
        found = _UNIT_ABOVE.search(text)
        if found is None:
            continue
        alone = _ALONE.fullmatch(following)
        if found[1]:
            return _unit_of(found[1])
        if alone and found.end() == len(text.rstrip()):
            return _unit_of(alone[1])
    return None
