"""What does the form of a row that was not taken show?"""

from collections.abc import Mapping, Sequence

from doorstep_desk.intake.findings import WaitingRow, said_of_row
from doorstep_desk.office.pages.files.field_names import field_name
from doorstep_desk.office.pages.files.imports import hint_of, says_of
from doorstep_desk.office.presentation.files.studio import MendCell, MendPage


def mend_page(
    row: WaitingRow,
    typed: Mapping[str, str],
    error: str,
    problems: Sequence[tuple[str, str]] | None,
) -> MendPage:
    """Return the form of one row, in one query.

    Args:
        row: The row.
        typed: Text by column letters when the form came back.
        error: Why it came back; empty otherwise.
        problems: Field and rule of what is wrong with what was typed; None for what is wrong
            with the row as sent.
    """
    said = said_of_row(row)
    letters_of = {field: letters for letters, field, _ in said if letters}
    now = [(letters, field, rule) for letters, field, rule in said]
    if problems is not None:
        now = [(letters_of.get(field, ""), field, rule) for field, rule in problems]
    cells = tuple(
        MendCell(
            letters, title, typed.get(letters, text),
            tuple(_words(rule) for at, _, rule in now if at == letters),
        )
        for letters, title, text in zip(row.letters, row.titles, row.cells, strict=True)
    )  # fmt: skip
    whole = tuple(
        f"{field_name(field)}: {_words(rule)}" if field else _words(rule)
        for at, field, rule in now
        if not at
    )
    return MendPage(
        row.row_id, row.import_id, row.file_name, row.sheet, row.row_no,
        tuple(sorted(cells, key=lambda cell: not cell.problems)), whole, error,
        row.is_mended,
    )  # fmt: skip


def _words(rule: str) -> str:
    hint = hint_of(rule)
    return f"{says_of(rule)} {hint}".strip()
