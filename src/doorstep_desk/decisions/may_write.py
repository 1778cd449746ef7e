"""May a letter be written to the borrower of a case, there and then?"""

from dataclasses import dataclass
from datetime import datetime

from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.rulebook import Rulebook
from doorstep.terms.codes import Purpose, Verdict
from doorstep.terms.local_time import instant_number
from doorstep_desk.attempts.facts import attempts_of_borrower
from doorstep_desk.calendars.facts import calendar_for_agency
from doorstep_desk.decisions.one_case import CaseAsked, case_row
from doorstep_desk.decisions.requests import letter_request
from doorstep_desk.policies.facts import rulebook_for_agency


@dataclass(frozen=True, slots=True)
class MayWrite:
    """What the rules say about a letter.

    Attributes:
        verdict: May it be?
        because: Rules that carry a refusal or a hold.
        point_id: The address it would go to, -1 when there is none.
        rulebook: The rules that answered.
    """

    verdict: Verdict
    because: frozenset[str]
    point_id: int
    rulebook: Rulebook


def may_write(
    asked: CaseAsked, purpose: Purpose, at: datetime, *, in_own_language: bool
) -> MayWrite | None:
    """Judge one letter as every contact is judged; None when nothing of the case is worked.

    Args:
        asked: The case as it stands.
        purpose: What the letter is for.
        at: When it would be printed.
        in_own_language: Whether it is in the borrower's language.
    """
    row = case_row(asked)
    if row is None:
        return None
    rulebook = rulebook_for_agency(asked.case.agency_id, asked.on, asked.as_of)
    wanted = letter_request(
        row, purpose, at, instant_number(asked.as_of), asked.workers,
        in_own_language=in_own_language,
    )  # fmt: skip
    history = Attempts.of(attempts_of_borrower(row.person_id, asked.as_of))
    calendar = calendar_for_agency(asked.case.agency_id, asked.as_of)
    judgement = judge(wanted, history, rulebook, calendar)
    return MayWrite(
        judgement.verdict(0), frozenset(judgement.because(0)),
        int(wanted.contact.point_id[0]), rulebook,
    )  # fmt: skip
