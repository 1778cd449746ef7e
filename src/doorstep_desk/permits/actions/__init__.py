"""What can change about permits: they are issued, used once, or cancelled."""

from doorstep_desk.permits.actions.appointed import book_visit, cancel_visit
from doorstep_desk.permits.actions.cancel import (
    Stopped,
    cancel_leave_of_agent,
    cancel_permits,
    stop_contact,
)
from doorstep_desk.permits.actions.issue import (
    IssuedPermit,
    WantedPermit,
    Withheld,
    ask_permit,
    issue_permits,
)
from doorstep_desk.permits.actions.wished import any_time_again, wish_times

__all__ = [
    "IssuedPermit",
    "Stopped",
    "WantedPermit",
    "Withheld",
    "any_time_again",
    "ask_permit",
    "book_visit",
    "cancel_leave_of_agent",
    "cancel_permits",
    "cancel_visit",
    "issue_permits",
    "stop_contact",
    "wish_times",
]
