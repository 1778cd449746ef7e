"""What forbids the undoing of an import? The one place to read.

Everything that anybody does about a case leaves an entry in the log in the same transaction:
attempts, calls, visits, promises, arrangements, payments, permits, notices, decisions of a day,
stops, assignments, pauses and their end, complaints, requests to stop, follow-ups. So the rule
is short: after the import was published the log holds nothing about its cases, except

- what the import itself wrote, at its own instant (``OWN``),
- what other imports changed and took back (``BY_IMPORTS``; while such a change stands, the
  undoing is refused for that reason), and
- that somebody looked at them (``LOOKING``).

Two things are written under other subjects and are asked for by themselves: attempts that came
in a log (``attempts``), and money on the accounts (``payments``). Last, the database refuses to
delete a row that any other row points to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from doorstep_desk.attempts.queries import cases_with_attempts
from doorstep_desk.audit.queries import acts_about
from doorstep_desk.cases.queries import case_names
from doorstep_desk.payments.queries import cases_with_payments

OWN: Final = ("case.imported", "case.paused", "contact.stopped")
"""Verbs that an import writes about its cases at the instant of its publication."""

BY_IMPORTS: Final = ("account.changed", "account.conflicted", "account.restored")
"""Verbs of imports about the cases of other imports."""

LOOKING: Final = ("contact_point.revealed",)
"""Verbs that change nothing for the borrower."""

_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Work:
    """Something that was done on a case.

    Attributes:
        case_id: The case.
        verbs: What was done, as audit verbs.
    """

    case_id: int
    verbs: tuple[str, ...]


def work_since(fresh: Sequence[int], touched: Sequence[int], published_at: datetime) -> list[Work]:
    """Return what was done on the cases of an import since it was published.

    Args:
        fresh: Cases that the import made.
        touched: Cases that it changed.
        published_at: When it was published.
    """
    found: dict[int, set[str]] = {}
    subjects = [f"case:{case}" for case in (*fresh, *touched)]
    for subject, verb in acts_about(
        subjects, published_at, own=OWN, ignored=(*BY_IMPORTS, *LOOKING)
    ):
        found.setdefault(int(subject.removeprefix("case:")), set()).add(verb)
    for case in cases_with_attempts(fresh):
        found.setdefault(case, {"attempt.imported"})
    for case in cases_with_payments(fresh):
        found.setdefault(case, {"payment.recorded"})
    return [Work(case, tuple(sorted(verbs))) for case, verbs in sorted(found.items())]


def in_words(work: Sequence[Work]) -> str:
    """Return the first cases with what was done, for a refusal."""
    first = work[:_NAMED]
    names = case_names(each.case_id for each in first)
    return "; ".join(
        f"{names[each.case_id].number}: {', '.join(each.verbs)}"
        for each in first
        if each.case_id in names
    )
