"""What does the law engine see of declarations?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from doorstep_desk.declarations.queries import answers_in_force
from doorstep_desk.declarations.questions import AGENCY, LENDER, QUESTIONS, Question


@dataclass(frozen=True, slots=True)
class DeclaredFacts:
    """Columns of a law request that somebody answers for; what is not here is unknown.

    Attributes:
        agency: Columns that hold for every contact of the agency.
        lenders: Columns that hold for the accounts of a lender, by its key.
    """

    agency: Mapping[str, int]
    lenders: Mapping[int, Mapping[str, int]]

    def of_lender(self, lender_id: int) -> Mapping[str, int]:
        """Return what a lender's accounts are declared to be; empty if nothing was."""
        return self.lenders.get(lender_id, {})


NOTHING_DECLARED = DeclaredFacts({}, {})


def declared_facts(agency_id: int, on: date, known_at: datetime) -> DeclaredFacts:
    """Return what was declared for a day, as known at an instant, in one query."""
    agency: dict[str, int] = {}
    lenders: dict[int, dict[str, int]] = {}
    for (about, key), answer in answers_in_force(agency_id, on, known_at).items():
        question = QUESTIONS[key]
        if about == agency_id and question in AGENCY:
            agency[key] = _column(question, answer.answer)
        elif question in LENDER:
            lenders.setdefault(about, {})[key] = _column(question, answer.answer)
    return DeclaredFacts(agency, lenders)


def _column(question: Question, answer: str) -> int:
    return question.answers[answer]
