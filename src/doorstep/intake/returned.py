"""What stands in the rows that go back to the lender, in the lender's own columns?

Columns that must never be read are left out here too: no copy of them is kept or sent around.
"""

from collections.abc import Collection
from dataclasses import dataclass

from doorstep.intake.cells.reading import stored_text
from doorstep.intake.dictionary import dictionary, header_word
from doorstep.intake.headers.layout import header_of
from doorstep.intake.kept import Spool
from doorstep.intake.profile import NO_PROFILE, Profile
from doorstep.intake.read import read_tables
from doorstep.intake.tables import Refusal, Sheet, letters_of


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row as it was sent.

    Attributes:
        number: As a spreadsheet program shows it.
        cells: Text of each column of its sheet, empty where nothing stands.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """The header of a sheet and some of its rows.

    Attributes:
        name: Empty for text files.
        header_row: Row number of the header.
        above: Texts of the rows above the header, which may name a unit or a day.
        letters: Each column as spreadsheet programs name it.
        titles: Header of each column, as written.
        rows: The rows that were asked for; on disk when they are many.
    """

    name: str
    header_row: int
    above: tuple[str, ...]
    letters: tuple[str, ...]
    titles: tuple[str, ...]
    rows: Spool[ReturnedRow]


def returned_sheets(
    name: str,
    content: bytes,
    wanted: Collection[tuple[str, int]],
    *,
    profile: Profile = NO_PROFILE,
) -> tuple[ReturnedSheet, ...]:
    """Return some rows of a file as they were sent, sheet by sheet.

    Args:
        name: The file's name.
        content: All its bytes.
        wanted: Sheet name and row number of each row.
        profile: What a person settled about this lender's headers.

    Returns:
        Sheets of which a row is wanted; none when the file cannot be read.
    """
    tables = read_tables(name, content, profile.all_words)
    if isinstance(tables, Refusal) or not wanted:
        return ()
    numbers: dict[str, set[int]] = {}
    for sheet_name, number in wanted:
        numbers.setdefault(sheet_name, set()).add(number)
    found = (
        _returned(sheet, numbers[sheet.name], profile)
        for sheet in tables.sheets
        if sheet.name in numbers and not sheet.is_hidden
    )
    return tuple(sheet for sheet in found if sheet is not None)


def _returned(sheet: Sheet, numbers: set[int], profile: Profile) -> ReturnedSheet | None:
    header = header_of(sheet, profile)
    if header is None:
        return None
    lists = dictionary()
    never = lists.sensitive | lists.forbidden
    columns = [
        at for at, title in sorted(header.titles.items()) if header_word(title) not in never
    ]
    rows = Spool[ReturnedRow]()
    for row in sheet.rows:
        if row.number in numbers:
            cells = tuple(stored_text(row.values.get(at)) for at in columns)
            rows.append(ReturnedRow(row.number, cells))
    return ReturnedSheet(
        sheet.name, header.row, header.above, tuple(letters_of(at) for at in columns),
        tuple(header.titles[at] for at in columns), rows,
    )  # fmt: skip
