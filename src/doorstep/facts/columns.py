"""What does a whole portfolio look like at one instant, as columns?

All columns of one class have the same length ``n`` and the same row order. Identifiers are the
store's integers. The core never looks for a row by itself: whoever builds these leaves out
everything that is dated, or was received, after ``as_of``.
"""

from dataclasses import dataclass, fields
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from doorstep.terms.local_time import Days, Instants

Ids = NDArray[np.int64]
Fen = NDArray[np.int64]
CodeColumn = NDArray[np.int8]
Flags = NDArray[np.bool_]


class _Columns:
    """Columns of one length."""

    __slots__ = ()

    def __post_init__(self) -> None:
        """Refuse columns of different lengths.

        Raises:
            ValueError: Two columns differ in length; the message names the lengths.
        """
        sizes = {field.name: getattr(self, field.name).shape for field in fields(self)}  # type: ignore[arg-type]
        if len(set(sizes.values())) > 1:
            raise ValueError(f"columns differ in length: {sizes}")

    def __len__(self) -> int:
        """Return the number of rows."""
        first = fields(self)[0]  # type: ignore[arg-type]
        return int(getattr(self, first.name).shape[0])


@dataclass(frozen=True, slots=True)
class AccountColumns(_Columns):
    """One row per credit agreement.

    Attributes:
        account_id: Identifier.
        case_id: The case in which it is worked.
        person_id: The borrower.
        creditor_id: Who is owed.
        product: ``codes.Product``.
        opened_day: Day of pay-out; ``NO_DAY`` if unknown.
        placed_day: Day the mandate began.
        due_day: Oldest unpaid due date; ``NO_DAY`` if unknown.
        owed_fen: Owed on ``placed_day``, before any payment dated on or after it, in fen (or
            hundredths of the account's own currency).
        principal_fen: The principal part of it.
        loan_fen: Amount paid out; 0 if unknown.
        instalments: Number of instalments agreed; 1 if unknown.
    """

    account_id: Ids
    case_id: Ids
    person_id: Ids
    creditor_id: Ids
    product: CodeColumn
    opened_day: Days
    placed_day: Days
    due_day: Days
    owed_fen: Fen
    principal_fen: Fen
    loan_fen: Fen
    instalments: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class AttemptColumns(_Columns):
    """One row per attempt to reach somebody about a borrower, by anyone, in any direction.

    Attributes:
        case_id: The case; -1 when it belongs to another organisation's case of that person.
        person_id: The borrower it was about.
        point_id: Contact point used; -1 if unknown.
        creditor_id: Creditor on whose behalf; -1 if unknown.
        at: When, seconds.
        received_at: When the record reached the store, seconds.
        channel: ``codes.Channel``.
        purpose: ``codes.Purpose``.
        direction: ``codes.Direction``.
        disposition: ``codes.Disposition``.
        asked_to_leave: Whether the visitor was asked to leave.
    """

    case_id: Ids
    person_id: Ids
    point_id: Ids
    creditor_id: Ids
    at: Instants
    received_at: Instants
    channel: CodeColumn
    purpose: CodeColumn
    direction: CodeColumn
    disposition: CodeColumn
    asked_to_leave: Flags


@dataclass(frozen=True, slots=True)
class PaymentColumns(_Columns):
    """One row per movement of money on an account.

    Attributes:
        account_id: The account.
        case_id: Its case.
        received_day: Value date.
        amount_fen: Positive for a payment, negative for a reversal.
    """

    account_id: Ids
    case_id: Ids
    received_day: Days
    amount_fen: Fen


@dataclass(frozen=True, slots=True)
class PromiseColumns(_Columns):
    """One row per promise to pay.

    Attributes:
        case_id: The case.
        made_at: When it was said, seconds.
        due_day: Day promised.
        amount_fen: Sum promised.
        state: ``codes.PromiseState`` as known at ``as_of``.
    """

    case_id: Ids
    made_at: Instants
    due_day: Days
    amount_fen: Fen
    state: CodeColumn


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """Everything money and contact, known at one instant.

    Attributes:
        as_of: The instant; nothing later is inside.
        accounts: Accounts of open cases.
        attempts: Their borrowers' attempts.
        payments: Their payments.
        promises: Their promises.
    """

    as_of: datetime
    accounts: AccountColumns
    attempts: AttemptColumns
    payments: PaymentColumns
    promises: PromiseColumns
