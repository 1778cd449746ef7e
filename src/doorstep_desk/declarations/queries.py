"""What has been declared, by whom, and until when?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from doorstep_desk.declarations.models import Declaration
from doorstep_desk.declarations.questions import AGENCY, LENDER, Question
from doorstep_desk.organisations.queries import OrganisationSeen, lenders_of, organisations_by_id

SOON_DAYS: Final = 30
"""House policy: an answer that lapses within a month is to be looked at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in force.

    Attributes:
        answer: The word that was given.
        effective_from: First day on which it counts.
        lapses_on: Last day on which it counts.
        source: What it rests on.
        declared_by: Who said so.
        declared_at: When.
    """

    answer: str
    effective_from: date
    lapses_on: date
    source: str
    declared_by: str
    declared_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one organisation, with its answer in force.

    Attributes:
        question: What is asked.
        about: Of whom.
        answer: None while nobody has answered, or it was withdrawn or has lapsed.
    """

    question: Question
    about: OrganisationSeen
    answer: Answer | None

    def is_usual(self) -> bool:
        """Say whether the answer is the one that lets the rules pass."""
        return self.answer is not None and self.answer.answer == self.question.usual

    def lapses_soon(self, on: date) -> bool:
        """Say whether the answer lapses within a month."""
        return self.answer is not None and (self.answer.lapses_on - on).days <= SOON_DAYS


Key = tuple[int, str]


def answers_in_force(agency_id: int, on: date, known_at: datetime) -> dict[Key, Answer]:
    """Return the answers that count on a day, by organisation and question, in one query.

    Args:
        agency_id: Whose practice.
        on: The day of the contact.
        known_at: What was declared later does not exist yet.
    """
    rows = (
        Declaration.objects.filter(
            agency_id=agency_id, declared_at__lte=known_at, effective_from__lte=on
        )
        .order_by("about_id", "question", "-id")
        .distinct("about_id", "question")
    )
    return {
        (row.about_id, row.question): Answer(
            row.answer, row.effective_from, row.lapses_on, row.source, row.declared_by,
            row.declared_at,
        )
        for row in rows
        if row.answer and on <= row.lapses_on
    }  # fmt: skip


def questions_asked(agency_id: int, on: date, known_at: datetime) -> list[Asked]:
    """Return every question of an agency and of each of its lenders, with its answer."""
    answers = answers_in_force(agency_id, on, known_at)
    agency = organisations_by_id([agency_id])[agency_id]
    sides = [(agency, AGENCY), *((lender, LENDER) for lender in lenders_of(agency_id))]
    return [
        Asked(question, about, answers.get((about.id, question.key)))
        for about, questions in sides
        for question in questions
    ]
