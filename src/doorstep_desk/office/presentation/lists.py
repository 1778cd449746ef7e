"""What do the case list and the follow-up list show?"""

from dataclasses import dataclass
from datetime import date

from doorstep_desk.office.presentation.parts import Option, Paging


@dataclass(frozen=True, slots=True)
class Filter:
    """One pill of a filter bar; its choice stands in the address.

    Attributes:
        name: Name of the query field; also the key of its word.
        options: Choices, "all" first with an empty value.
        is_active: Something else than "all" is chosen.
        clear_query: Query text without this filter, for its ×.
    """

    name: str
    options: tuple[Option, ...]
    is_active: bool = False
    clear_query: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in the list.

    Attributes:
        case_id: Identifier.
        number: Case number.
        name: The borrower's name.
        language: Two letters.
        place: Town; empty when unknown.
        creditor: Name.
        arrears_fen: Already due; None when unknown.
        outstanding_fen: All owed.
        currency: ISO code.
        days_past_due: Days; None when unknown.
        bucket: Such as ``M2``.
        treatment: Today's treatment word; empty before the first day.
        verdict: ``allow``, ``hold``, ``deny``, ``pause`` or ``paid``.
        because: The reason in one short line, in the reader's language.
        reached_count: Reached contacts in seven days, beside the sums.
        last_at: Day of the last contact; None for never.
    """

    case_id: int
    number: str
    name: str
    language: str
    place: str
    creditor: str
    arrears_fen: int | None
    outstanding_fen: int
    currency: str
    days_past_due: int | None
    bucket: str
    treatment: str
    verdict: str
    because: str
    reached_count: int
    last_at: date | None


@dataclass(frozen=True, slots=True)
class Sort:
    """A sortable column.

    Attributes:
        name: Column word: ``number``, ``days_past_due``, ``outstanding`` …
        query: Query text that sorts by it, or turns the order round.
        direction: ``ascending``, ``descending`` or empty when it is not the sort.
    """

    name: str
    query: str
    direction: str = ""


@dataclass(frozen=True, slots=True)
class CaseListPage:
    """The case list.

    Attributes:
        text: What was searched for.
        filters: The pills.
        sorts: Sortable columns by name.
        rows: This page.
        paging: Where we are.
        export_query: Query text for the export, with filters and columns; empty if not allowed.
        loosen: Names of filters that could be loosened when nothing was found.
        outstanding_fen: Sum over the whole selection, shown with ``reached_count`` beside it.
        reached_count: Reached contacts in seven days over the whole selection.
        shortcut: Words of the group that the board opened, in the reader's language.
    """

    text: str
    filters: tuple[Filter, ...]
    sorts: tuple[Sort, ...]
    rows: tuple[CaseRow, ...]
    paging: Paging
    export_query: str = ""
    loosen: tuple[str, ...] = ()
    outstanding_fen: int | None = None
    reached_count: int | None = None
    shortcut: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Say whether any search or filter is in force."""
        return bool(self.text or self.shortcut or any(each.is_active for each in self.filters))


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One thing to be done.

    Attributes:
        followup_id: Identifier.
        kind: Kind word.
        case_id: The case.
        number: Case number.
        borrower: Name.
        due_on: By when.
        is_late: The day has passed.
        owner: Name of the owner; empty when a role owns it.
        owner_role: Role word.
        details: What the owner needs to know, in the reader's language.
        done_by: Who finished it; empty while open.
        done_note: What was done.
        languages: In which the letter can be issued that is asked for; empty where none is.
    """

    followup_id: str
    kind: str
    case_id: int
    number: str
    borrower: str
    due_on: date
    is_late: bool
    owner: str
    owner_role: str
    details: str
    done_by: str = ""
    done_note: str = ""
    languages: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpsPage:
    """The follow-up list.

    Attributes:
        rows: This page, by day.
        filters: Owner, kind, open or done.
        paging: Where we are.
        late_count: Rows whose day has passed.
        today_count: Rows due today.
        may_reshape: The reader may offer another plan.
        may_finish: The reader may mark them done.
        may_close: The reader may issue closing letters.
        error_id: Row whose form came back with an error; empty for none.
        error: The error.
    """

    rows: tuple[FollowUpRow, ...]
    filters: tuple[Filter, ...]
    paging: Paging
    late_count: int
    today_count: int
    may_reshape: bool
    may_finish: bool
    may_close: bool = False
    error_id: str = ""
    error: str = ""
