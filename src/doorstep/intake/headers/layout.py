"""Which row of a sheet is its header?"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Final

from doorstep.intake.cells.reading import stored_text
from doorstep.intake.dictionary import header_word
from doorstep.intake.profile import NO_PROFILE, Profile
from doorstep.intake.tables import Sheet, Value

HEADER_ROWS: Final = 20
"""Rows at the beginning among which the header is looked for."""
FEWEST_WORDS: Final = 3
_WIDEST_MERGE: Final = 1_000
_MOST_MERGES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a sheet.

    Attributes:
        row: Its row number.
        titles: What stands in each column, as written, after merges are copied.
        words: The same in normal form.
        above: Texts of the rows above, in order.
        width: Fields of the header record in a text file, else 0.
    """

    row: int
    titles: dict[int, str]
    words: dict[int, str]
    above: tuple[str, ...]
    width: int


def header_of(sheet: Sheet, profile: Profile = NO_PROFILE) -> Header | None:
    """Return the row with the most known words among the first rows, the first on a tie."""
    known = profile.all_words
    first = takewhile(lambda row: row.number <= HEADER_ROWS, sheet.rows)
    head = {row.number: row for row in first}
    titles = {number: dict(row.values) for number, row in head.items()}
    _copy_merges(sheet, titles)
    best, most = 0, FEWEST_WORDS - 1
    words = {number: _words(values) for number, values in titles.items()}
    for number in sorted(titles):
        count = len(known.intersection(words[number].values()))
        if count > most:
            best, most = number, count
    if not best:
        return None
    above = tuple(
        stored_text(value)
        for number in sorted(head)
        if number < best
        for _, value in sorted(head[number].values.items())
    )
    width = head[best].width if best in head else 0
    texts = {column: stored_text(value) for column, value in titles[best].items()}
    return Header(best, texts, words[best], above, width)


def _words(values: Mapping[int, Value]) -> dict[int, str]:
    words = ((column, header_word(stored_text(value))) for column, value in values.items())
    return {column: word for column, word in words if word}


def _copy_merges(sheet: Sheet, titles: dict[int, dict[int, Value]]) -> None:
    """Copy each merged cell near the top into all the cells of its block."""
    at_the_top = (merge for merge in sheet.merges if merge.first_row <= HEADER_ROWS)
    for merge in islice(at_the_top, _MOST_MERGES):
        value = titles.get(merge.first_row, {}).get(merge.first_column)
        if value is None or merge.last_column - merge.first_column > _WIDEST_MERGE:
            continue
        for row in range(merge.first_row, min(merge.last_row, HEADER_ROWS) + 1):
            for column in range(merge.first_column, merge.last_column + 1):
                titles.setdefault(row, {})[column] = value
