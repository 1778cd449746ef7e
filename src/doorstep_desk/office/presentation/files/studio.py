"""What does the page of one file offer before and after it is published?"""

from dataclasses import dataclass

from doorstep_desk.office.presentation.imports import ImportReportPage
from doorstep_desk.office.presentation.lists import Filter
from doorstep_desk.office.presentation.parts import FormState, Option


@dataclass(frozen=True, slots=True)
class StudioColumn:
    """One column of a held file.

    Attributes:
        place: Sheet number and letters, which name its fields in the form.
        letters: As spreadsheet programs name it.
        title: Header as written.
        fields: What it may mean; the first is "not read".
        units: Units of an amount; empty where the column is none.
        evidence: By what signs it was understood, in the reader's language.
        samples: First cells below, masked.
        never: Why it must never be read; empty otherwise.
        now: Field that is chosen; empty for none.
        unit: Unit that is chosen; empty where header and file say it.
        is_settled: A person or the lender's profile said so.
        is_assumed: Its unit stands nowhere in the file.
    """

    place: str
    letters: str
    title: str
    fields: tuple[Option, ...]
    units: tuple[Option, ...]
    evidence: tuple[str, ...]
    samples: tuple[str, ...]
    never: str
    now: str
    unit: str
    is_settled: bool
    is_assumed: bool

    @property
    def is_clear(self) -> bool:
        """Say whether a known word alone says everything about it."""
        return bool(self.now) and not (self.never or self.is_settled or self.is_assumed)


@dataclass(frozen=True, slots=True)
class StudioSheet:
    """One sheet of a held file.

    Attributes:
        name: Empty for text files.
        kind: Kind word; empty when the words fit none.
        header_row: Row number of the header.
        columns: In the order of the file.
    """

    name: str
    kind: str
    header_row: int
    columns: tuple[StudioColumn, ...]

    @property
    def to_look_at(self) -> tuple[StudioColumn, ...]:
        """Return the columns that a person should look at."""
        return tuple(column for column in self.columns if not column.is_clear)

    @property
    def clear(self) -> tuple[StudioColumn, ...]:
        """Return the other columns."""
        return tuple(column for column in self.columns if column.is_clear)


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One account that the file would change.

    Attributes:
        what: ``new``, ``changed``, ``missing`` or ``conflict``.
        row_no: Row of the file; 0 for none.
        key: The lender's number.
        fields: Field, before and after; personal values masked.
        reason: Why it is not taken, as a word; empty otherwise.
    """

    what: str
    row_no: int
    key: str
    fields: tuple[tuple[str, str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class StudioPage:
    """One file with its report and what may be done about it.

    Attributes:
        report: What was found.
        state: State of the import.
        filters: Severity, rule, sheet and column of the findings.
        sorts: Sort words with their query text and whether they are chosen.
        mendable: Identifier of the waiting row of each finding shown, by sheet and row.
        sheets: How a held file was understood; empty when its bytes are gone.
        kinds: What the file may be, "by its headers" first.
        profile: Whose profile was used and which version, in words; empty for none.
        has_own_mapping: A mapping was settled for this file and is not saved yet.
        lenders: Lenders that a profile may be saved for.
        counts: What the file would change, by word; empty unless it is held.
        changes: The first rows that it would change.
        may_publish: It is staged and may be published.
        may_cancel: Nothing of it is published.
        may_undo: It may be taken back.
        may_save: The reader may save profiles.
        form: What is wrong with a form that came back.
    """

    report: ImportReportPage
    state: str
    filters: tuple[Filter, ...]
    sorts: tuple[tuple[str, str, bool], ...]
    mendable: dict[tuple[str, int], int]
    sheets: tuple[StudioSheet, ...]
    kinds: tuple[Option, ...]
    profile: str
    has_own_mapping: bool
    lenders: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    changes: tuple[ChangedRow, ...]
    may_publish: bool
    may_cancel: bool
    may_undo: bool
    may_save: bool
    form: FormState


@dataclass(frozen=True, slots=True)
class MendCell:
    """One cell of a row that is mended.

    Attributes:
        letters: Column.
        title: Header as written.
        text: As sent, or as typed when the form came back.
        problems: What is wrong with it, in the reader's language.
    """

    letters: str
    title: str
    text: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MendPage:
    """One row that was not taken.

    Attributes:
        row_id: Identifier.
        import_id: Its file.
        file_name: Name of the file.
        sheet: Sheet name; empty for text files.
        row_no: Row number.
        cells: Its cells, those with problems first.
        problems: What is wrong with the row as a whole.
        error: Why the form came back; empty otherwise.
        is_mended: It was taken meanwhile.
    """

    row_id: int
    import_id: int
    file_name: str
    sheet: str
    row_no: int
    cells: tuple[MendCell, ...]
    problems: tuple[str, ...]
    error: str
    is_mended: bool
