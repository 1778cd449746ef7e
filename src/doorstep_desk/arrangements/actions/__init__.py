"""What can change about promises and arrangements?"""

from doorstep_desk.arrangements.actions.decide import (
    agree_arrangement,
    approve_arrangement,
    contest_arrangement,
    refuse_proposal,
    uphold_arrangement,
    withdraw_arrangement,
)
from doorstep_desk.arrangements.actions.follow import Followed, follow_arrangements
from doorstep_desk.arrangements.actions.promises import (
    KnownPromise,
    PromiseTerms,
    SaidThen,
    correct_promise,
    keep_promises,
    record_promise,
)
from doorstep_desk.arrangements.actions.propose import Proposed, propose_arrangement
from doorstep_desk.arrangements.actions.settle import (
    Settlement,
    record_settlements,
    settle_promises,
)

__all__ = [
    "Followed",
    "KnownPromise",
    "PromiseTerms",
    "Proposed",
    "SaidThen",
    "Settlement",
    "agree_arrangement",
    "approve_arrangement",
    "contest_arrangement",
    "correct_promise",
    "follow_arrangements",
    "keep_promises",
    "propose_arrangement",
    "record_promise",
    "record_settlements",
    "refuse_proposal",
    "settle_promises",
    "uphold_arrangement",
    "withdraw_arrangement",
]
