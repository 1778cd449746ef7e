"""What can change about attempts: executed under a permit, reported, imported, corrected.

``execute`` is the only place that stores a contact as executed; whatever sends, dials or visits
goes through it. What others did, and what was done without leave, is written down all the same,
because a fact needs no leave; the law is asked about it afterwards.
"""

from doorstep_desk.attempts.actions.execute import Execution, execute_attempt, execute_attempts
from doorstep_desk.attempts.actions.record import (
    correct_attempt,
    correct_visit_attempt,
    record_attempt,
    record_attempts,
)
from doorstep_desk.attempts.new_attempt import NewAttempt

__all__ = [
    "Execution",
    "NewAttempt",
    "correct_attempt",
    "correct_visit_attempt",
    "execute_attempt",
    "execute_attempts",
    "record_attempt",
    "record_attempts",
]
