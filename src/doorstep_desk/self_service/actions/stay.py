"""While a borrower is on their page: they show who they are, stay, and leave."""

import uuid
from datetime import datetime
from typing import Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.actions.prove import NewProof, record_proof
from doorstep_desk.cases.identity import DIGITS, knows_end
from doorstep_desk.cases.queries import case_of
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.self_service.actions.say import keep_said
from doorstep_desk.self_service.models import SignIn
from doorstep_desk.self_service.queries import Visit

MOST_TRIES: Final = 3


def asks_for_digits(visit: Visit) -> bool:
    """Say whether an identity number is on file, of which the last four are asked for."""
    return bool(case_of(visit.actor, visit.case_id).borrower.identity_number)


@transaction.atomic
def show_person(*, visit: Visit, last_four: str, at: datetime) -> bool:
    """Say whether the person who has the telephone is the borrower; three wrong answers end it.

    Where no identity number is on file, their word is taken: the page shows what a letter shows.
    """
    row = SignIn.objects.select_for_update().get(pk=visit.sign_in_id)
    number = case_of(visit.actor, visit.case_id).borrower.identity_number or ""
    typed = "".join(last_four.split())
    is_right = not number or (len(typed) == DIGITS and knows_end(number, typed))
    if is_right and row.person_tries < MOST_TRIES:
        row.person_at = row.seen_at = at
    else:
        row.person_tries += 1
        if row.person_tries >= MOST_TRIES:
            row.ended_at = at
    row.save(update_fields=["person_at", "seen_at", "person_tries", "ended_at"])
    record(
        at=at, actor=visit.actor, verb="sign_in.person", subject=f"case:{visit.case_id}",
        is_right=row.person_at is not None,
    )  # fmt: skip
    return row.person_at is not None


@transaction.atomic
def is_not_me(*, visit: Visit, at: datetime) -> None:
    """Take the word of whoever has the number now: it is not the borrower's any more.

    Nothing was shown to them. The number is closed, nothing is sent to it again, contact of the
    case waits until a person has looked, and the sign-in ends.
    """
    record_proof(
        actor=visit.actor, at=at,
        proof=NewProof(
            case_id=visit.case_id, point_id=visit.point_id, way="message_answered",
            result="refuted", proved_on=local_day(at), note="said on the page after a code",
        ),
    )  # fmt: skip
    case = lock_case(visit.actor, visit.case_id)
    keep_said(visit.actor, case, "not_me", "", at)
    end_visit(actor=visit.actor, sign_in_id=visit.sign_in_id, at=at)


@transaction.atomic
def end_visit(*, actor: Actor, sign_in_id: uuid.UUID, at: datetime) -> None:
    """Leave; the same sign-in opens nothing any more."""
    SignIn.objects.filter(pk=sign_in_id, ended_at=None).update(ended_at=at)
    record(at=at, actor=actor, verb="sign_in.ended", subject=f"sign_in:{sign_in_id}")
