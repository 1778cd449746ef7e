"""What can change about declarations: an answer is given, or an earlier one withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from doorstep.terms.local_time import local_day
from doorstep_desk.audit.actions import record
from doorstep_desk.declarations.errors import (
    begins_too_late,
    nothing_declared,
    organisation_unknown,
    source_missing,
)
from doorstep_desk.declarations.models import Declaration
from doorstep_desk.declarations.queries import answers_in_force
from doorstep_desk.declarations.questions import AGENCY, LENDER, Question
from doorstep_desk.organisations.queries import lenders_of
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Malformed

LIFE: Final = timedelta(days=365)
"""House policy: after a year somebody has to look again and say so anew."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody states.

    Attributes:
        about_id: The agency itself, or a lender that places with it.
        answers: Answer by question.
        effective_from: First day on which they count.
        source: What they rest on, such as a letter of the lender or a check at departure.
    """

    about_id: int
    answers: Mapping[str, str]
    effective_from: date
    source: str


@transaction.atomic
def declare(*, actor: Actor, stated: Stated, at: datetime) -> int:
    """Write answers down in the name of the actor and return how many.

    Raises:
        Refused: The actor may not, the organisation is none of theirs, no source is named, or the
            day is more than a year ahead.
        Malformed: A question or an answer is unknown; all of them at once, nothing is written.
    """
    actor.require("practice.declare")
    questions = _questions_of(actor, stated.about_id)
    if not stated.source.strip():
        raise source_missing()
    if stated.effective_from > local_day(at) + LIFE:
        raise begins_too_late(stated.effective_from)
    if problems := _problems(questions, stated.answers):
        raise Malformed(problems)
    lapses_on = stated.effective_from + LIFE
    _write(actor, stated.about_id, stated.answers, (stated.effective_from, lapses_on),
           stated.source.strip(), at)  # fmt: skip
    record(
        at=at, actor=actor, verb="practice.declared", subject=f"organisation:{stated.about_id}",
        answers=dict(stated.answers), lapses=lapses_on.isoformat(),
    )  # fmt: skip
    return len(stated.answers)


@transaction.atomic
def withdraw(
    *, actor: Actor, about_id: int, questions: Iterable[str], because: str, at: datetime
) -> int:
    """Take answers back from now on and return how many; the rules beside them hold again.

    Raises:
        Refused: The actor may not, no reason is given, or nothing is in force to take back.
    """
    actor.require("practice.declare")
    _questions_of(actor, about_id)
    if not because.strip():
        raise source_missing()
    today = local_day(at)
    known = answers_in_force(actor.agency_id, today, at)
    keys = sorted(set(questions))
    for key in keys:
        if (about_id, key) not in known:
            raise nothing_declared(key)
    _write(actor, about_id, dict.fromkeys(keys, ""), (today, today + LIFE), because.strip(), at)
    record(
        at=at, actor=actor, verb="practice.withdrawn", subject=f"organisation:{about_id}",
        questions=keys,
    )  # fmt: skip
    return len(keys)


def _questions_of(actor: Actor, about_id: int) -> tuple[Question, ...]:
    if about_id == actor.agency_id:
        return AGENCY
    if any(lender.id == about_id for lender in lenders_of(actor.agency_id)):
        return LENDER
    raise organisation_unknown(about_id)


def _problems(questions: tuple[Question, ...], answers: Mapping[str, str]) -> list[str]:
    known = {question.key: question for question in questions}
    found = [] if answers else ["there is no answer to write down"]
    for key, answer in answers.items():
        if key not in known:
            found.append(f"{key}: no such question; see `doorstep practice show`")
        elif answer not in known[key].answers:
            words = ", ".join(known[key].answers)
            found.append(f"{key}: {answer!r} is no answer; it is one of {words}")
    return found


def _write(
    actor: Actor, about_id: int, answers: Mapping[str, str], span: tuple[date, date], source: str,
    at: datetime,
) -> None:  # fmt: skip
    Declaration.objects.bulk_create(
        Declaration(
            agency_id=actor.agency_id, about_id=about_id, question=key, answer=answer,
            effective_from=span[0], lapses_on=span[1], source=source, declared_by=actor.name,
            declared_at=at,
        )
        for key, answer in sorted(answers.items())
    )  # fmt: skip
