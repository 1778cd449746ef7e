"""What is in a file that was sent, as far as the file alone can say?"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from doorstep.intake import Checked, KnownAccounts, Refusal, check
from doorstep.intake.check import refused
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
    """

    name: str
    content: bytes
    as_of: date
    kind: str | None = None
    is_synthetic: bool = False
    is_whole_batch: bool = False
    lender: str = ""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the content, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


Read = Callable[[SentFile], Checked]
"""Checks a file against an empty store."""


def check_alone(sent: SentFile) -> Checked:
    """Check a file against an empty store: what is said of a placement, or of no file at all."""
    return check_against(KnownAccounts.empty(), sent)


def check_against(known: KnownAccounts, sent: SentFile) -> Checked:
    """Check a file against accounts that are in the store."""
    return check(sent.name, sent.content, as_of=sent.as_of, known=known, kind=sent.kind)


def check_apart(sent: SentFile) -> Checked:
    """Check a file against an empty store in a process of its own, with limits.

    One that hangs, eats memory or crashes the reader is refused as a whole.
    """
    try:
        return run_apart(sent.name, partial(check_alone, sent), limits_for(len(sent.content)))
    except ParserStopped as stopped:
        return refused(sent.name, sent.kind, sent.as_of, (), Refusal(stopped.rule, ""))


def stands_alone(checked: Checked) -> bool:
    """Say whether checking needs no account of the store, so that an earlier check still holds."""
    kinds = {sheet.kind for sheet in checked.report.sheets}
    return checked.report.kind == "placement" and kinds <= {"placement", "supplement"}
