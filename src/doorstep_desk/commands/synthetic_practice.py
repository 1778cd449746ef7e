"""What do an invented agency and its invented lenders declare?"""

from datetime import datetime

from doorstep.terms.local_time import local_day
from doorstep_desk.declarations.actions import Stated, declare
from doorstep_desk.declarations.questions import AGENCY, LENDER, Question
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.plumbing.actor import Actor


def declare_synthetic(*, actor: Actor, at: datetime, source: str) -> None:
    """Give every question its usual answer, with a source that says that all of it is invented.

    Raises:
        Refused: The actor may not.
    """
    sides: list[tuple[int, tuple[Question, ...]]] = [(actor.agency_id, AGENCY)]
    sides += [(lender.id, LENDER) for lender in lenders_of(actor.agency_id)]
    for about, questions in sides:
        answers = {question.key: question.usual for question in questions}
        declare(actor=actor, stated=Stated(about, answers, local_day(at), source), at=at)
