"""Take what a lender sent: match it to accounts, write it down, and let the rest wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doorstep.ledger.incoming import Fate, Match, SentPayment, match_payments
from doorstep.terms.local_time import local_day
from doorstep_desk.cases.references import accounts_by_reference
from doorstep_desk.payments.actions.record import movement, record_payments
from doorstep_desk.payments.actions.settle import write_matched
from doorstep_desk.payments.actions.wait import NewWaiting, let_wait, source_key
from doorstep_desk.payments.facts import as_sent, taken_of
from doorstep_desk.payments.waiting import decisions_on, reversals_waiting
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one thing that was sent.

    Attributes:
        transaction_id: The sender's number.
        status: ``taken``, ``already``, ``waiting``, or how a person decided about it.
        code: Why it waits, else empty.
        message: The same in a sentence.
    """

    transaction_id: str
    status: str
    code: str = ""
    message: str = ""


@transaction.atomic
def take_payments(
    *, actor: Actor, lender_id: int, sent: Sequence[SentPayment], at: datetime, origin: str
) -> list[Answer]:
    """Take what fits one account of a lender and let everything else wait; nothing is lost.

    A reversal that came before its payment is taken with it. The same content twice changes
    nothing. The number of queries does not depend on how much was sent.

    Args:
        actor: In whose name.
        lender_id: Who sent it; only this lender's accounts are looked at.
        sent: What was sent.
        at: When it came.
        origin: By which way, such as ``api``.

    Returns:
        One answer for each, in their order.

    Raises:
        Refused: The actor may not.
    """
    actor.require("payment.record")
    lock_for_transaction("payments", actor.agency_id, lender_id)
    earlier = reversals_waiting(actor.agency_id, lender_id, {s.transaction_id for s in sent})
    everything = [*sent, *(as_sent(row) for row in earlier)]
    names = {each.reference for each in everything}
    accounts = accounts_by_reference(actor.agency_id, names, lender_id)
    taken = taken_of(actor.agency_id, lender_id, everything)
    matches = match_payments(everything, accounts, taken, local_day(at))
    _write(actor, everything, matches, at, origin)
    later = zip(earlier, matches[len(sent) :], strict=True)
    write_matched(
        actor=actor, at=at,
        matched=[(w, m.account) for w, m in later if m.account and m.fate != Fate.WAIT],
    )  # fmt: skip
    pairs = list(zip(sent, matches[: len(sent)], strict=True))
    known = decisions_on(
        actor.agency_id, [source_key(lender_id, s) for s, m in pairs if m.fate == Fate.WAIT]
    )
    let_wait(
        actor=actor, at=at, origin=origin,
        items=[
            NewWaiting(
                lender_id, m.refusal.code, m.account.account_id if m.account else None, s
            )
            for s, m in pairs
            if m.refusal is not None
        ],
    )  # fmt: skip
    return [_answer(s, m, known.get(source_key(lender_id, s), "")) for s, m in pairs]


def _write(
    actor: Actor, sent: Sequence[SentPayment], matches: Sequence[Match], at: datetime, origin: str
) -> None:
    rows = {
        item.transaction_id: movement(item, match.account)
        for item, match in zip(sent, matches, strict=True)
        if match.fate == Fate.TAKE and match.account is not None
    }
    record_payments(actor=actor, payments=list(rows.values()), at=at, origin=origin)


_STATUS = {Fate.TAKE: "taken", Fate.ALREADY: "already", Fate.WAIT: "waiting"}


def _answer(item: SentPayment, match: Match, decided: str) -> Answer:
    if match.refusal is None:
        return Answer(item.transaction_id, _STATUS[match.fate])
    if decided:
        return Answer(item.transaction_id, decided)
    return Answer(
        item.transaction_id, _STATUS[match.fate], match.refusal.code, match.refusal.message
    )
