"""What was understood of each sheet's header, whether or not the file can be taken?

For people who settle a lender's profile: also a file without a required column is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from doorstep.intake.cells.reading import stored_text
from doorstep.intake.headers.columns import Column, Dropped, columns_of
from doorstep.intake.headers.evidence import Evidence, UnitSource
from doorstep.intake.headers.kinds import kind_of
from doorstep.intake.headers.layout import Header, header_of
from doorstep.intake.profile import NO_PROFILE, Profile
from doorstep.intake.tables import RefusedFileError, Sheet, Tables, letters_of

SAMPLES = 3
"""Cells below the header that are shown of each column."""


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """One column of a sheet.

    Attributes:
        letters: The column as spreadsheet programs name it, such as ``AB``.
        title: Header as written.
        word: The same in normal form.
        field: Canonical field, or None when the column is not read.
        unit: Unit when the field is an amount, else None.
        unit_source: Where the unit comes from, else None.
        evidence: Why the header was understood; empty when the column is not read.
        dropped: Rule that forbids reading it, or None.
        samples: The first filled cells below the header, as stored; none of a forbidden column.
    """

    letters: str
    title: str
    word: str
    field: str | None
    unit: str | None
    unit_source: UnitSource | None
    evidence: tuple[Evidence, ...]
    dropped: str | None
    is_hidden: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnderstoodSheet:
    """One sheet with a header row.

    Attributes:
        kind: Kind by its words and the profile, or None when they fit none.
        above: Texts of the rows above the header.
    """

    name: str
    kind: str | None
    header_row: int
    is_hidden: bool
    above: tuple[str, ...]
    columns: tuple[UnderstoodColumn, ...]


def understood_sheets(
    tables: Tables, profile: Profile = NO_PROFILE, fallback: str | None = None
) -> tuple[UnderstoodSheet, ...]:
    """Return what was understood of every sheet that has a header row.

    Args:
        tables: The file.
        profile: What a person settled about this lender's headers.
        fallback: Kind for sheets whose words fit none.
    """
    return tuple(
        _understood(sheet, header, profile, fallback)
        for sheet in tables.sheets
        if (header := header_of(sheet, profile))
    )


def _understood(
    sheet: Sheet, header: Header, profile: Profile, fallback: str | None
) -> UnderstoodSheet:
    kind = kind_of(set(header.words.values()), profile)
    try:
        columns, dropped = columns_of(header, kind or fallback or "placement", profile)
    except RefusedFileError:
        columns, dropped = (), ()
    return UnderstoodSheet(
        name=sheet.name,
        kind=kind,
        header_row=header.row,
        is_hidden=sheet.is_hidden,
        above=header.above,
        columns=tuple(_columns(sheet, header, columns, dropped)),
    )


def _columns(
    sheet: Sheet, header: Header, columns: tuple[Column, ...], dropped: tuple[Dropped, ...]
) -> Iterator[UnderstoodColumn]:
    read = {column.at: column for column in _marked_doubles(columns)}
    forbidden = {each.at: each.rule for each in dropped}
    samples = _samples(sheet, header.row)
    for at, word in sorted(header.words.items()):
        column = read.get(at)
        yield UnderstoodColumn(
            letters=letters_of(at),
            title=header.titles[at],
            word=word,
            field=column.field if column else None,
            unit=column.unit if column and column.unit_source else None,
            unit_source=column.unit_source if column else None,
            evidence=column.evidence if column else (),
            dropped=forbidden.get(at),
            is_hidden=at in sheet.hidden_columns,
            samples=() if at in forbidden else tuple(samples.get(at, ())),
        )


def _marked_doubles(columns: tuple[Column, ...]) -> Iterator[Column]:
    """Mark further columns of one field; they must agree with the first, remarks apart."""
    seen = set[str]()
    for column in columns:
        if column.field in seen and column.field != "remark":
            yield replace(column, evidence=(*column.evidence, Evidence.DOUBLED))
        else:
            yield column
        seen.add(column.field)


def _samples(sheet: Sheet, header_row: int) -> dict[int, list[str]]:
    below = (row for row in sheet.rows if row.number > header_row)
    samples: dict[int, list[str]] = {}
    for row in islice(below, 20 * SAMPLES):
        for at, value in row.values.items():
            if len(samples.setdefault(at, [])) < SAMPLES:
                samples[at].append(stored_text(value)[:100])
    return samples
