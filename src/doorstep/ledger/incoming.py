"""Which of the payments that somebody sent can be taken, and why do the others wait?

A sender names an account, its own number of the transaction and a sum. What fits exactly one
account is taken; what was taken before, with the same content, is nothing new; everything else
waits for a person, with a stable code. Payments of one batch come before its reversals, so that
their order in it does not matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from doorstep.ledger.schedules.terms import LARGEST_FEN
from doorstep.terms.refusal import Refusal


@dataclass(frozen=True, slots=True)
class SentPayment:
    """One movement of money, as its sender has it.

    Attributes:
        reference: How the sender calls the account: a loan, contract or case number.
        transaction_id: The sender's number of the movement.
        received_on: Value date.
        amount_fen: Above zero for a payment; of a reversal the sum taken back, with either sign.
        currency: ISO 4217.
        reverses: The sender's number of the payment that this takes back, or None.
        payer: Who paid, as sent.
        paid_through: How it was paid, as sent.
    """

    reference: str
    transaction_id: str
    received_on: date
    amount_fen: int
    currency: str = "CNY"
    reverses: str | None = None
    payer: str = ""
    paid_through: str = ""

    @property
    def signed_fen(self) -> int:
        """Return the sum as books have it: what is taken back is below zero."""
        return self.amount_fen if self.reverses is None else -abs(self.amount_fen)


@dataclass(frozen=True, slots=True)
class OpenTo:
    """An account to which money may come in.

    Attributes:
        account_id: Identifier.
        case_id: Its case.
        placed_on: First day of the mandate.
        currency: ISO 4217.
    """

    account_id: int
    case_id: int
    placed_on: date
    currency: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A movement that was taken before.

    Attributes:
        account_id: On which account.
        received_on: Value date.
        signed_fen: Below zero for a reversal.
        reverses: What it took back, or None.
    """

    account_id: int
    received_on: date
    signed_fen: int
    reverses: str | None = None


class Fate(StrEnum):
    """What becomes of something sent."""

    TAKE = "take"
    ALREADY = "already"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Match:
    """What becomes of one of them.

    Attributes:
        fate: Take it, it was taken already, or it waits.
        account: To which account, where that is known.
        refusal: Why it waits, else None.
    """

    fate: Fate
    account: OpenTo | None = None
    refusal: Refusal | None = None


WAITS: Final[Mapping[str, str]] = {
    "account-unknown": "No account of this lender has that number. Ask the lender, or assign it.",
    "account-ambiguous": "Several accounts have that number. Choose the one that was meant.",
    "amount-zero": "A payment is more than nothing. Ask the lender for the sum.",
    "amount-too-large": "No sum here is above 100 billion yuan. Ask the lender for the figure.",
    "amount-negative": "A sum below nothing takes a payment back and has to name it.",
    "currency-other": "The account is kept in another currency. Send it back.",
    "in-future": "This is dated after today. Ask the lender for the day the money arrived.",
    "before-placement": "This is dated before the account was placed and is in its sum already.",
    "duplicate-differs": "This number was used before with other content; the first was kept.",
    "reversal-of-nothing": "The payment that this takes back is not known yet. It is looked for.",
    "reversal-differs": "A payment is taken back whole, on its own account. Ask for both sums.",
    "reversal-too-early": "A payment cannot be taken back before it was made. Ask for both days.",
    "reversed-twice": "This payment has been taken back already.",
    "overpayment": "More came in than was owed. It is in the books; decide about the surplus.",
}
"""Why money waits for a person, by code, with one sentence that says what to do."""


def match_payments(
    sent: Sequence[SentPayment],
    accounts: Mapping[str, Sequence[OpenTo]],
    taken: Mapping[str, Taken],
    today: date,
) -> list[Match]:
    """Return what becomes of each, in their order.

    Args:
        sent: What came, of one sender.
        accounts: The sender's accounts by each of their numbers.
        taken: What was taken of this sender before, by the number of the transaction.
        today: The present day, in the zone of the cases.
    """
    known = dict(taken)
    undone = {each.reverses for each in taken.values() if each.reverses is not None}
    found: dict[int, Match] = {}
    order = sorted(range(len(sent)), key=lambda place: sent[place].reverses is not None)
    for place in order:
        item = sent[place]
        match = _match(item, accounts.get(item.reference, ()), known, undone, today)
        found[place] = match
        if match.fate == Fate.TAKE and match.account is not None:
            known[item.transaction_id] = _as_taken(item, match.account)
            if item.reverses is not None:
                undone.add(item.reverses)
    return [found[place] for place in range(len(sent))]


def _match(
    item: SentPayment,
    accounts: Sequence[OpenTo],
    known: Mapping[str, Taken],
    undone: set[str],
    today: date,
) -> Match:
    if len(accounts) != 1:
        return _waits("account-ambiguous" if accounts else "account-unknown", None)
    account = accounts[0]
    before = known.get(item.transaction_id)
    if before is not None:
        if before == _as_taken(item, account):
            return Match(Fate.ALREADY, account)
        return _waits("duplicate-differs", account)
    code = _fault_of_sum(item) or _fault_of_day(item, account, today)
    if not code and item.reverses is not None:
        code = _fault_of_reversal(item, account, known, undone)
    return _waits(code, account) if code else Match(Fate.TAKE, account)


def _fault_of_sum(item: SentPayment) -> str:
    if item.amount_fen == 0:
        return "amount-zero"
    if abs(item.amount_fen) > LARGEST_FEN:
        return "amount-too-large"
    return "amount-negative" if item.amount_fen < 0 and item.reverses is None else ""


def _fault_of_day(item: SentPayment, account: OpenTo, today: date) -> str:
    if item.currency != account.currency:
        return "currency-other"
    if item.received_on > today:
        return "in-future"
    return "before-placement" if item.received_on < account.placed_on else ""


def _fault_of_reversal(
    item: SentPayment, account: OpenTo, known: Mapping[str, Taken], undone: set[str]
) -> str:
    original = known.get(item.reverses or "")
    if original is None or original.reverses is not None:
        return "reversal-of-nothing"
    if item.reverses in undone:
        return "reversed-twice"
    if (original.account_id, original.signed_fen) != (account.account_id, -item.signed_fen):
        return "reversal-differs"
    return "reversal-too-early" if item.received_on < original.received_on else ""


def _as_taken(item: SentPayment, account: OpenTo) -> Taken:
    return Taken(account.account_id, item.received_on, item.signed_fen, item.reverses)


def _waits(code: str, account: OpenTo | None) -> Match:
    return Match(Fate.WAIT, account, Refusal(code, WAITS[code]))
