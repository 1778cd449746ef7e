"""Which attempts does the law engine count?

``doorstep.facts.columns.AttemptColumns`` is what the desk has; counting needs a little more, such
as who was reached and whether the contact point is reserved with the lender. An attempt at a
shared line reaches several people: give one row per person, with ``is_own`` only for the person
it was meant for.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from doorstep.compliance.asked.columns import (
    ColumnGroup,
    Flag,
    Identifier,
    Instant,
    PersonTable,
    Word,
)
from doorstep.compliance.asked.lazily import lazily
from doorstep.facts.columns import AttemptColumns
from doorstep.terms.local_time import NO_INSTANT, Instants


@dataclass(frozen=True)
class Attempts(PersonTable):
    """One row per attempt and person reached by it.

    Attributes:
        person_id: Who was, or could have been, reached.
        point_id: Contact point used; -1 if unknown, which then counts as any point.
        account_id: Account; -1 if unknown.
        creditor_id: Creditor; -1 if unknown, which then counts as any creditor.
        at: When, seconds.
        received_at: When the record became known, seconds.
        channel: ``codes.Channel``.
        purpose: ``codes.Purpose``.
        direction: ``codes.Direction``.
        disposition: ``codes.Disposition``.
        asked_to_leave: The visitors were asked to leave.
        is_own: The attempt was meant for ``person_id``, not merely for the same line.
        is_at_work: The contact point is at the borrower's work.
        is_reserved: The contact point is reserved with the lender for contact.
    """

    person_id: Identifier
    point_id: Identifier
    account_id: Identifier
    creditor_id: Identifier
    at: Instant
    received_at: Instant
    channel: Word
    purpose: Word
    direction: Word
    disposition: Word
    asked_to_leave: Flag
    is_own: Flag
    is_at_work: Flag
    is_reserved: Flag

    def __post_init__(self) -> None:
        """Refuse columns of different lengths, and attempts without an instant.

        Raises:
            ValueError: The message names what does not fit.
        """
        ColumnGroup.__post_init__(self)
        if np.any(self.at == NO_INSTANT):
            raise ValueError("every attempt needs its instant: give the column at")

    @lazily
    def seen_at(self) -> Instants:
        """Instant from which each attempt counts: it happened, and its record arrived."""
        return np.maximum(self.at, self.received_at)

    def sorted_by_person(self) -> Self:
        """Return the same attempts, those at one person beside each other, oldest first.

        Worth it for a large history: what belongs together is then read together.
        """
        return self.take(np.lexsort((self.at, self.person_id)))

    @classmethod
    def of(cls, columns: AttemptColumns) -> Self:
        """Return the desk's attempts: each one reached the borrower it was about."""
        return cls.build(
            len(columns),
            person_id=columns.person_id,
            point_id=columns.point_id,
            creditor_id=columns.creditor_id,
            at=columns.at,
            received_at=columns.received_at,
            channel=columns.channel,
            purpose=columns.purpose,
            direction=columns.direction,
            disposition=columns.disposition,
            asked_to_leave=columns.asked_to_leave,
            is_own=True,
        )


def attempts_in(history: AttemptColumns | Attempts) -> Attempts:
    """Return a history as the law engine counts it; what is one already stays the same object."""
    return history if isinstance(history, Attempts) else Attempts.of(history)


def no_attempts() -> Attempts:
    """Return an empty history."""
    return Attempts.build(0)
