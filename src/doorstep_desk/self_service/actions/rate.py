"""A borrower says how a contact was, or that they do not want to be asked."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.self_service.errors import opinion_not_asked, opinion_unknown
from doorstep_desk.self_service.models import Opinion
from doorstep_desk.self_service.opinions import ANSWERS, LONGEST_WORDS, NEVER, asked_about


@dataclass(frozen=True, slots=True)
class Rating:
    """What a form says.

    Attributes:
        attempt_id: The contact that it asked about; None when it named none.
        answer: One of ``ANSWERS``, or ``NEVER``.
        words: A word beside it, or empty.
    """

    attempt_id: uuid.UUID | None
    answer: str
    words: str = ""


@transaction.atomic
def rate_contact(*, actor: Actor, case_id: int, rating: Rating, at: datetime) -> Opinion:
    """Keep how a borrower found a contact of ours; nothing about their case changes by it.

    Raises:
        Refused: The actor may not, there is no such answer, or this contact is not asked about:
            it is another one's, too old, or was answered before.
    """
    actor.require("contact.rate")
    if rating.answer not in (*ANSWERS, NEVER):
        raise opinion_unknown()
    case = lock_case(actor, case_id)
    asked = asked_about(case.borrower_id, case_id, at)
    if asked is None or asked.attempt_id != rating.attempt_id:
        raise opinion_not_asked()
    words = "" if rating.answer == NEVER else rating.words.strip()[:LONGEST_WORDS]
    row = Opinion.objects.create(
        id=new_id(), agency_id=case.agency_id, case_id=case_id, borrower_id=case.borrower_id,
        attempt_id=asked.attempt_id, answer=rating.answer, words=words, given_at=at,
    )  # fmt: skip
    record(
        at=at, actor=actor, verb="contact.rated", subject=f"case:{case_id}",
        attempt=str(asked.attempt_id),
    )  # fmt: skip
    return row
