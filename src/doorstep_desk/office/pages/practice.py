"""What has been stated about how the agency works, and what is missing?"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from doorstep_desk.declarations.queries import Asked, questions_asked
from doorstep_desk.declarations.questions import NO, YES, Question
from doorstep_desk.office.presentation.parts import Option
from doorstep_desk.office.presentation.practice import PracticePage, PracticeRow, PracticeSide
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say
from doorstep_desk.staff.queries import staff_seen

KEEP = ""
WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Problem:
    """A form that came back.

    Attributes:
        about_id: Which organisation's.
        sentence: What is wrong with it.
        source: What was typed as the source.
    """

    about_id: int
    sentence: str
    source: str


def practice_page(
    actor: Actor, on: date, at: datetime, problem: Problem | None = None
) -> PracticePage:
    """Return what is stated today, in a constant number of queries."""
    names = {person.username: person.display_name for person in staff_seen(actor.organisation_id)}
    asked = questions_asked(actor.agency_id, on, at)
    sides = [
        _side(actor, list(group), on, names, problem)
        for _, group in groupby(asked, key=lambda each: each.about.id)
    ]
    return PracticePage(tuple(sides), actor.may("practice.declare"))


def _side(
    actor: Actor, asked: list[Asked], on: date, names: dict[str, str], problem: Problem | None
) -> PracticeSide:
    about = asked[0].about
    ours = problem if problem is not None and problem.about_id == about.id else None
    ordered = sorted(asked, key=lambda each: (each.answer is not None, each.is_usual()))
    return PracticeSide(
        about_id=about.id, name=say(about.name, about.name_en),
        is_agency=about.id == actor.agency_id,
        rows=tuple(_row(each, on, names) for each in ordered),
        missing=sum(each.answer is None for each in asked),
        error=ours.sentence if ours else "", source=ours.source if ours else "",
    )  # fmt: skip


def _row(asked: Asked, on: date, names: dict[str, str]) -> PracticeRow:
    question, answer = asked.question, asked.answer
    choices = [Option(KEEP, say("不改", "as it is"), is_chosen=True)]
    choices += [
        Option(word, _choice(question, word))
        for word in question.answers
        if answer is None or word != answer.answer
    ]
    if answer is not None:
        choices.append(Option(WITHDRAW, say("撤回", "take back")))
    return PracticeRow(
        key=question.key, statement=say(question.zh, question.en), rules=question.rules,
        answer="" if answer is None else _choice(question, answer.answer),
        is_usual=asked.is_usual(),
        declared_by="" if answer is None else _who(answer.declared_by, names),
        since=None if answer is None else answer.effective_from,
        until=None if answer is None else answer.lapses_on, lapses_soon=asked.lapses_soon(on),
        source="" if answer is None else answer.source, options=tuple(choices),
    )  # fmt: skip


def _who(name: str, names: dict[str, str]) -> str:
    return names.get(name) or said(name, "runner")


def _choice(question: Question, word: str) -> str:
    """Return an answer in the reader's words: the statement holds, or what is so instead."""
    if word == question.usual:
        return say("属实", "holds")
    if word in (YES, NO):
        return say("不属实", "does not hold")
    return said(word, "declared")
