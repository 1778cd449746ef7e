"""About which contact is a borrower asked how it was, and what did they answer?

The question stands on a page that the borrower opened; no message is ever sent for it.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from doorstep.parameters.dated import dated_value
from doorstep.terms.local_time import local_day
from doorstep_desk.attempts.queries import Reached, reached_since
from doorstep_desk.self_service.models import Opinion

ANSWERS: Final = ("well", "partly", "badly")
NEVER: Final = "never"
"""The borrower does not want to be asked again; it is no answer and is counted nowhere."""

LONGEST_WORDS: Final = 500
_FILE: Final = ("satisfaction", "asking.yaml")
_KEYS: Final = frozenset({"ask_days", "fewest_answers"})


@dataclass(frozen=True, slots=True)
class OpinionSeen:
    """An answer, as the case and the copy of records show it."""

    channel: str
    contact_at: datetime
    answer: str
    words: str
    given_at: datetime


def ask_days_on(on: date) -> int:
    """Return for how many days after a contact it is asked about."""
    return int(dated_value(_FILE, _KEYS, on)["ask_days"])


def fewest_answers_on(on: date) -> int:
    """Return from how many answers on they are shown together; below that they are not."""
    return int(dated_value(_FILE, _KEYS, on)["fewest_answers"])


def asked_about(borrower_id: int, case_id: int, at: datetime) -> Reached | None:
    """Return the newest contact of a case if nothing was said about it yet, or None.

    An older one is not asked about in its place, and nobody who declined is asked again.
    """
    since = at - timedelta(days=ask_days_on(local_day(at)))
    newest = next(iter(reached_since(borrower_id, case_id, since)), None)
    if newest is None:
        return None
    given = dict(
        Opinion.objects.filter(borrower_id=borrower_id).values_list("attempt_id", "answer")
    )
    if newest.attempt_id in given or NEVER in given.values():
        return None
    return newest


def opinions_of_case(case_id: int) -> list[OpinionSeen]:
    """Return what the borrower of a case answered, the newest first."""
    rows = Opinion.objects.filter(case_id=case_id).select_related("attempt")
    return [
        OpinionSeen(row.attempt.channel, row.attempt.at, row.answer, row.words, row.given_at)
        for row in rows.order_by("-given_at")
    ]


def parsed_contact(text: str) -> uuid.UUID | None:
    """Return the contact that a form names, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
