"""Is what was let off owed nowhere any more?"""

from datetime import timedelta

from tests.app.arrangements.household import (
    FIRST,
    HALF,
    PENALTY_FEN,
    agreed,
    decided,
    followed,
    paid,
    proposed,
    reduced,
)
from tests.app.portfolio import DAY

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.queries import case_of
from doorstep_desk.decisions.facts import day_facts
from doorstep_desk.decisions.lists import CaseWish, found_cases
from doorstep_desk.decisions.one_case import CaseAsked, case_row
from doorstep_desk.decisions.workers import workers_of
from doorstep_desk.payments.queries import open_accounts_by_borrower, outstanding_of_case
from doorstep_desk.plumbing.scope import acting_as


def test_what_was_let_off_is_owed_nowhere_from_the_day_on_that_it_was_let_off(cast, known):
    row = proposed(cast.agent, known.case_id, reduced())
    decided(cast.lead, row)
    agreed(cast.agent, row)
    for number, on in (("T1", DAY), ("T2", FIRST)):
        paid(cast, known, HALF - PENALTY_FEN // 2, on, number)
    day = FIRST + timedelta(days=1)
    assert owed_everywhere(cast, known, day) == (PENALTY_FEN,) * 5
    followed(cast, day)
    assert owed_everywhere(cast, known, day) == (0,) * 5
    assert owed_everywhere(cast, known, FIRST)[0] == PENALTY_FEN + HALF - PENALTY_FEN // 2


def owed_everywhere(cast, known, day):
    """Return what is owed at the start of a day by page, list, day's run, question and world."""
    at = beijing_instant(day, 6)
    with acting_as(cast.lead):
        (listed,) = found_cases(cast.lead, CaseWish(), day - timedelta(days=1))
        case = case_of(cast.lead, known.case_id)
    asked = case_row(CaseAsked(case, day, at, None, workers_of(cast.agency_id, day, at)))
    judged = {each.case_id: each for each in day_facts(cast.agency_id, day, at, {}).cases}
    left = open_accounts_by_borrower(cast.agency_id, day).get(case.borrower_id, [])
    return (
        outstanding_of_case(known.case_id, day).fen,
        listed.owed,
        judged[known.case_id].outstanding_fen if known.case_id in judged else 0,
        asked.outstanding_fen,
        sum(each.owed_fen for each in left),
    )
