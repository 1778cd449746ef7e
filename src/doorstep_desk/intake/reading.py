"""What is in a file that was sent, as far as the file alone can say?

Nothing here touches a table, so that all of it can be done in a process of its own.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from doorstep.intake import (
    NO_PROFILE,
    Checked,
    KnownAccounts,
    Profile,
    Refusal,
    UnderstoodSheet,
    check,
    read_tables,
    understand,
)
from doorstep.intake.check import refused
from doorstep.intake.headers.understood import understood_sheets
from doorstep.intake.returned import ReturnedSheet, returned_sheets
from doorstep_desk.intake.settled import NOTHING_SETTLED, Settled
from doorstep_desk.plumbing.apart import ParserStopped, limits_for, run_apart


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it arrived.

    Attributes:
        name: As sent, without folders.
        content: Its bytes.
        as_of: The day of the import in Beijing.
        kind: What it is meant to be, used where its own headers fit no kind; or None.
        is_synthetic: Whether it belongs to a demonstration; real files never do.
        is_whole_batch: It is all of its batch: accounts that it leaves out are withdrawn.
        lender: Who places, where the rows do not say; or empty.
        settled: What each header means; None takes the saved profile that fits the file.
    """

    name: str
    content: bytes
    as_of: date
    kind: str | None = None
    is_synthetic: bool = False
    is_whole_batch: bool = False
    lender: str = ""
    settled: Settled | None = None

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the content, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read to its end, or refused.

    Attributes:
        checked: The report and the accepted rows.
        not_taken: The other rows, as they were sent.
    """

    checked: Checked
    not_taken: tuple[ReturnedSheet, ...] = ()


Read = Callable[[KnownAccounts, SentFile], ReadFile]
"""Checks a file against accounts that are in the store."""


def settled_by(sent: SentFile) -> Settled:
    """Return what was settled about the headers of a file."""
    return sent.settled or NOTHING_SETTLED


def read_here(known: KnownAccounts, sent: SentFile) -> ReadFile:
    """Check a file in this process: for files of our own, and within ``read_apart``."""
    profile = settled_by(sent).profile
    checked = check(
        sent.name, sent.content, as_of=sent.as_of, known=known, kind=sent.kind, profile=profile
    )
    wanted = {(each.sheet, each.row) for each in checked.report.rejected}
    return ReadFile(
        checked, returned_sheets(sent.name, sent.content, wanted, profile=profile)
    )  # fmt: skip


def read_apart(known: KnownAccounts, sent: SentFile) -> ReadFile:
    """Check a stranger's file in a process of its own, with limits.

    One that hangs, eats memory or crashes the reader is refused as a whole.
    """
    try:
        return run_apart(
            sent.name, partial(read_here, known, sent), limits_for(len(sent.content))
        )  # fmt: skip
    except ParserStopped as stopped:
        refusal = Refusal(stopped.rule, "")
        return ReadFile(refused(sent.name, sent.kind, sent.as_of, (), refusal))


def stands_alone(checked: Checked) -> bool:
    """Say whether checking needs no account of the store, so that an earlier check still holds."""
    kinds = {sheet.kind for sheet in checked.report.sheets}
    return checked.report.kind == "placement" and kinds <= {"placement", "supplement"}


def fitting_apart(name: str, content: bytes, profiles: Sequence[Profile]) -> tuple[int, ...]:
    """Return the places of the profiles whose headers all stand in one sheet of a file.

    A file that cannot be read fits none; what is wrong with it is said when it is checked.
    """
    try:
        return run_apart(
            name, partial(_fitting, name, content, profiles), limits_for(len(content))
        )  # fmt: skip
    except ParserStopped:
        return ()


def _fitting(name: str, content: bytes, profiles: Sequence[Profile]) -> tuple[int, ...]:
    words = frozenset[str]().union(*(each.all_words for each in profiles))
    tables = read_tables(name, content, words)
    if isinstance(tables, Refusal):
        return ()
    return tuple(
        at
        for at, profile in enumerate(profiles)
        if any(
            {each.word for each in profile.columns} <= {each.word for each in sheet.columns}
            for sheet in understood_sheets(tables, profile)
        )
    )


def understood_apart(
    name: str, content: bytes, profile: Profile = NO_PROFILE, kind: str | None = None
) -> tuple[UnderstoodSheet, ...] | Refusal:
    """Return what is understood of a stranger's headers, read in a process with limits."""
    ask = partial(understand, name, content, profile=profile, kind=kind)
    try:
        return run_apart(name, ask, limits_for(len(content)))
    except ParserStopped as stopped:
        return Refusal(stopped.rule)
