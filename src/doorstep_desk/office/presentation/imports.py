"""What do the import page and the report of one file show?"""

from dataclasses import dataclass, field
from datetime import date, datetime

from doorstep_desk.office.presentation.parts import FormState, Option, Paging


@dataclass(frozen=True, slots=True)
class PastFile:
    """One file that was read.

    Attributes:
        file_id: Identifier.
        name: As uploaded.
        kind: Kind word.
        outcome: ``imported``, ``imported_in_part`` or ``refused``.
        as_of: The day it speaks of.
        rows_total: Rows read.
        rows_accepted: Rows taken.
        imported_by: Who, as colleagues know them.
        imported_at: When.
        state: State of the import; empty for a file that was only checked.
    """

    file_id: int
    name: str
    kind: str
    outcome: str
    as_of: date
    rows_total: int
    rows_accepted: int
    imported_by: str
    imported_at: datetime
    state: str = ""

    @property
    def result(self) -> str:
        """Return the state while nothing of it is in the store, otherwise its outcome."""
        is_over = self.state in ("", "published", "refused")
        return self.outcome if is_over else self.state

    @property
    def rows_rejected(self) -> int:
        """Return how many rows were not taken."""
        return self.rows_total - self.rows_accepted


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """The import page.

    Attributes:
        files: Past files, the newest first.
        paging: Where we are.
        state: What was typed; the error ``file`` says why a file was refused unread.
        kinds: What a file may be, "recognise it" first.
        as_of: Proposed day.
        may_import: The reader may.
        is_demo: The store is a demonstration and takes no real file.
    """

    files: tuple[PastFile, ...]
    paging: Paging
    state: FormState
    kinds: tuple[Option, ...]
    as_of: date
    may_import: bool
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found in one cell or row.

    Attributes:
        sheet: Sheet name; empty for text files.
        row: Row as a spreadsheet program counts; 0 for the file.
        column: Header as written, or the field name.
        value: The cell, masked where it is personal; empty when there is none.
        rule: Rule word of the importer.
        says: What is wrong, in the reader's language.
        hint: What the sender or the clerk should do, in the reader's language.
        is_repeat: A further finding in the same row.
    """

    sheet: str
    row: int
    column: str
    value: str
    rule: str
    says: str
    hint: str
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class RepairGroup:
    """One kind of repair with one example.

    Attributes:
        rule: Rule word.
        says: What was done, in the reader's language.
        column: Field.
        count: Cells.
        before: An example, masked where personal.
        after: The same cell afterwards.
    """

    rule: str
    says: str
    column: str
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CountedRule:
    """A rule of the importer and how often it spoke.

    Attributes:
        rule: Rule word.
        says: What it means, in the reader's language.
        count: How often.
        query: Query text that lists only these rows; empty when they are not listed.
        is_chosen: They are listed now.
    """

    rule: str
    says: str
    count: int
    query: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet that was read.

    Attributes:
        sheet: Its name; empty for text files.
        kind: Kind word.
        header_row: Row of the header.
        rows: Rows of data.
    """

    sheet: str
    kind: str
    header_row: int
    rows: int


@dataclass(frozen=True, slots=True)
class ImportReportPage:
    """The report of one file.

    Attributes:
        file: The file.
        lender: Name of the sender; empty when unknown.
        container: Such as ``xlsx``.
        encoding: Such as ``gb18030``; empty for workbooks.
        digest: First and last characters of the content's digest.
        refusal: When the whole file was refused: the finding; otherwise None.
        sheets: Sheets read.
        repaired_rows: Accepted rows with at least one repair.
        rejected_rows: Rejected rows.
        by_rule: Reasons of rejection with counts, the most frequent first.
        findings: Rejected cells of this page, by row.
        paging: Where we are in the findings.
        repairs: Repairs by kind.
        warnings: Warnings by kind.
        flags: Remarks to respect by kind.
        dropped: Columns that were not read, each with its reason.
        totals: Sums that the sender can compare: name and text.
        is_repeat: The same content was taken before; nothing was changed.
        may_download: The rejected rows may be downloaded.
    """

    file: PastFile
    lender: str
    container: str
    encoding: str
    digest: str
    refusal: Finding | None
    sheets: tuple[SheetLine, ...]
    repaired_rows: int
    rejected_rows: int
    by_rule: tuple[CountedRule, ...]
    findings: tuple[Finding, ...]
    paging: Paging
    repairs: tuple[RepairGroup, ...]
    warnings: tuple[CountedRule, ...]
    flags: tuple[CountedRule, ...]
    dropped: tuple[CountedRule, ...] = ()
    totals: tuple[tuple[str, str], ...] = field(default=())
    is_repeat: bool = False
    may_download: bool = True

    @property
    def clean_rows(self) -> int:
        """Return how many rows were taken without any repair."""
        return self.file.rows_accepted - self.repaired_rows
