"""Was a transaction already taken, and does a reversal undo one that was?"""

from collections import defaultdict

from doorstep.intake.known import KnownAccounts, Transaction
from doorstep.intake.rules.repayment.row import Candidate


def check_transactions(candidates: list[Candidate], known: KnownAccounts) -> None:
    """Reject repeated numbers: the same content is a repeat, another content a conflict."""
    groups: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[candidate.transaction_no].append(candidate)
    for number, group in groups.items():
        taken = known.transactions.get(number)
        if taken:
            for candidate in group:
                _compare(candidate, taken)
        elif len({candidate.content for candidate in group}) > 1:
            for candidate in group:
                candidate.draft.reject("txn_id", "transaction_conflict")
        else:
            for candidate in group[1:]:
                candidate.draft.reject("", "duplicate_transaction")


def _compare(candidate: Candidate, taken: Transaction) -> None:
    if candidate.content == (taken.account, taken.paid_on, taken.amount_fen):
        candidate.draft.reject("", "duplicate_transaction")
    else:
        candidate.draft.reject("txn_id", "transaction_conflict")


def check_reversals(candidates: list[Candidate], known: KnownAccounts) -> None:
    """Reject reversals of payments that were not taken, differ, or are already undone.

    The payment may stand in an earlier file, and in this file also below its reversal.
    """
    payments = {
        number: (taken.account, taken.amount_fen)
        for number, taken in known.transactions.items()
        if taken.reverses is None
    }
    for candidate in candidates:
        if candidate.reverses is None:
            key = candidate.account.key
            payments[candidate.transaction_no] = (key, candidate.amount_fen)
    undone = set(known.reversed_numbers())
    for candidate in candidates:
        if candidate.reverses is None:
            continue
        original = payments.get(candidate.reverses)
        if original is None:
            candidate.draft.reject("original_txn_id", "reversal_without_original")
        elif original != (candidate.account.key, abs(candidate.amount_fen)) or (
            candidate.reverses in undone
        ):
            candidate.draft.reject("pay_amount", "reversal_amount_differs")
        else:
            undone.add(candidate.reverses)
