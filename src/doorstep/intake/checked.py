"""What came of checking a file: the report and the accepted rows, ready to publish together?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, TypeVar

from doorstep.intake.known import KnownAccount, Transaction
from doorstep.intake.report import Report
from doorstep.intake.rows import (
    AttemptRow,
    PlacementRow,
    RecallRow,
    RepaymentRow,
    SupplementRow,
)

Row = TypeVar("Row")

CHUNK: Final = 5_000
"""Rows that are handed on together."""


def chunks_of(rows: Iterable[Row], size: int = CHUNK) -> Iterator[list[Row]]:
    """Yield rows of any kind in lists of ``size``, the last one shorter."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, size)):
        yield chunk


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked file; all its rows are published together or none.

    Rows of every kind are typed while they are asked for, so that a million never stand in memory
    together; each look begins anew.
    """

    report: Report
    placements: Sequence[PlacementRow] = ()
    supplements: Sequence[SupplementRow] = ()
    repayments: Sequence[RepaymentRow] = ()
    recalls: Sequence[RecallRow] = ()
    attempts: Sequence[AttemptRow] = ()

    def placement_chunks(self, size: int = CHUNK) -> Iterator[list[PlacementRow]]:
        """Yield the accepted placements in lists of ``size``, the last one shorter.

        The rows are typed while they are asked for; each call begins anew.
        """
        yield from chunks_of(self.placements, size)

    @property
    def accounts(self) -> tuple[KnownAccount, ...]:
        """Return the accounts that this file brings, or brings new numbers for."""
        accounts = {account.key: account for account in map(account_of, self.placements)}
        for row in self.supplements:
            known = accounts.get(row.account.key, row.account)
            numbers = {phone.number for phone in row.new_phones}
            accounts[known.key] = replace(known, phones=known.phones | numbers)
        return tuple(accounts.values())

    @property
    def transactions(self) -> Iterator[Transaction]:
        """Yield the payments and reversals that this file brings."""
        for row in self.repayments:
            yield Transaction(
                row.transaction_no, row.account.key, row.paid_on, row.amount_fen, row.reverses
            )

    @property
    def recalled(self) -> frozenset[tuple[str, str]]:
        """Return the keys of the accounts that this file takes back."""
        return frozenset(row.account.key for row in self.recalls)


def account_of(row: PlacementRow) -> KnownAccount:
    """Return the account that a placement row opens."""
    phones = [*row.mobiles, *(phone for person in row.contacts for phone in person.phones)]
    return KnownAccount(
        loan_no=row.loan_no,
        contract_no=row.contract_no,
        case_no=row.case_no,
        identity_number=row.identity_number,
        borrower_name=row.borrower_name,
        placed_on=row.placed_on,
        outstanding_fen=row.outstanding_fen,
        parts=row.parts,
        phones=frozenset(phone.number for phone in phones),
    )
