"""What does the one question about a contact show on a borrower's page?"""

from dataclasses import dataclass
from datetime import datetime

from doorstep.terms.local_time import BEIJING
from doorstep_desk.self_service.opinions import ANSWERS, LONGEST_WORDS, asked_about


@dataclass(frozen=True, slots=True)
class Question:
    """One question about one contact.

    Attributes:
        contact: Identifies the contact.
        channel: Word of its channel.
        at: When it was.
        answers: Words of the answers, in their order.
        longest: Characters of what may be written beside one.
    """

    contact: str
    channel: str
    at: datetime
    answers: tuple[str, ...] = ANSWERS
    longest: int = LONGEST_WORDS


def question_of(borrower_id: int | None, case_id: int, at: datetime) -> Question | None:
    """Return the question, or None when nothing is to be asked."""
    if borrower_id is None:
        return None
    found = asked_about(borrower_id, case_id, at)
    if found is None:
        return None
    return Question(str(found.attempt_id), found.channel, found.at.astimezone(BEIJING))
