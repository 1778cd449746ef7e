"""What can change about follow-ups?"""

from doorstep_desk.followups.actions.open import (
    NewFollowUp,
    finish_followup,
    issue_closing_letter,
    open_followups,
    prove_and_follow,
)
from doorstep_desk.followups.actions.said import (
    Said,
    cancel_by_borrower,
    contest_by_borrower,
    may_cancel,
    remind_by_borrower,
    wish_by_borrower,
)
from doorstep_desk.followups.actions.sign import sign_agreement

__all__ = [
    "NewFollowUp",
    "Said",
    "cancel_by_borrower",
    "contest_by_borrower",
    "finish_followup",
    "issue_closing_letter",
    "may_cancel",
    "open_followups",
    "prove_and_follow",
    "remind_by_borrower",
    "sign_agreement",
    "wish_by_borrower",
]
