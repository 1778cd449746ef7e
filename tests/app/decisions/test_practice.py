"""Does every fact that nobody declared or wrote down hold what needs it?"""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from tests.app.portfolio import DAY, MORNING

from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.rulebook import calendar_for, rulebook_on
from doorstep.terms.codes import Known, Product
from doorstep.terms.local_time import beijing_instant, instant_number
from doorstep_desk.cases.facts import CasePoint
from doorstep_desk.decisions.portfolio import CaseRow, NoticeSeen
from doorstep_desk.decisions.practice import Team, team_of
from doorstep_desk.decisions.requests import (
    CONTACTS,
    VISIT_COLUMN,
    Workers,
    contact_requests,
    notice_requests,
)
from doorstep_desk.declarations.facts import NOTHING_DECLARED, DeclaredFacts
from doorstep_desk.declarations.questions import AGENCY, LENDER
from doorstep_desk.staff.queries import StaffSeen

LENDER_ID = 4
AT = instant_number(MORNING)
FULL = DeclaredFacts(
    {each.key: each.answers[each.usual] for each in AGENCY},
    {LENDER_ID: {each.key: each.answers[each.usual] for each in LENDER}},
)
TEAM = Team(2, date(2027, 12, 31), DAY - timedelta(60), False, Known.NO)
HOME = CasePoint(7, 2, "address", "contract", "door", 42.9, 129.5, 30, True, True, "home")
PHONE = CasePoint(8, 2, "mobile", "contract", "", None, None, None, False, True, "mobile")
MAIL = CasePoint(9, 2, "email", "contract", "", None, None, None, False, True, "email")
NOTICE = NoticeSeen(beijing_instant(DAY - timedelta(3), 10), True, False, True)
CASE = CaseRow(
    case_id=1, person_id=2, account_id=3, creditor_id=LENDER_ID, product=Product.CONSUMER_LOAN,
    outstanding_fen=100_000, days_past_due=60, age=40, language="zh", flags=frozenset(), pauses=(),
    stopped="", points=(HOME, PHONE, MAIL), notice=NOTICE, is_lead=True,
)  # fmt: skip
TRIED_FIRST = "HP-VISIT-LAST"
"""No channel was tried in these tests, so a visit is held for that alone."""


def against(declared=FULL, team=TEAM, case=CASE):
    """Return the rules that stand against each planned contact of one case, and the notice."""
    workers = Workers(team, declared)
    found = [contact_requests([case], DAY, AT, workers)]
    found.append(notice_requests([case], [beijing_instant(DAY, 17)], AT, declared))
    rows: list[set[str]] = []
    for requests in found:
        judged = judge(requests, Attempts.build(0), rulebook_on(DAY), calendar_for())
        rows += [
            {judged.rules[rule] for rule in np.flatnonzero(judged.answers[:, row] > 0)}
            for row in range(len(requests))
        ]
    return rows


def test_nothing_stands_against_a_case_of_which_everything_is_known():
    assert against() == [set(), set(), set(), {TRIED_FIRST}, set(), set(), set()]


@pytest.mark.parametrize("question", AGENCY, ids=lambda each: each.key)
def test_what_the_agency_has_not_declared_holds_what_needs_it(question):
    declared = {key: value for key, value in FULL.agency.items() if key != question.key}
    rows = against(replace(FULL, agency=declared))

    for rule in question.rules:
        assert any(rule in row for row in rows), rule
    assert question.rules


@pytest.mark.parametrize("question", LENDER, ids=lambda each: each.key)
def test_what_the_lender_has_not_declared_holds_what_needs_it(question):
    own = {key: value for key, value in FULL.lenders[LENDER_ID].items() if key != question.key}
    rows = against(replace(FULL, lenders={LENDER_ID: own}))

    for rule in question.rules:
        assert any(rule in row for row in rows), rule
    assert question.rules


def test_where_nothing_was_declared_nothing_at_all_may_be_done():
    assert all(against(NOTHING_DECLARED))


def test_another_lenders_word_does_not_count_for_these_accounts():
    others = replace(FULL, lenders={LENDER_ID + 1: FULL.lenders[LENDER_ID]})
    assert all(against(others))


TEAMS = [
    # changed, rules against a visit beside the one about other channels
    ({"trained_on": None}, {"CN-OUT-06", "HP-FAIL-CLOSED"}),
    ({"has_unknown_training": True}, {"CN-OUT-06", "HP-FAIL-CLOSED"}),
    ({"trained_on": DAY + timedelta(1)}, {"CN-OUT-06", "HP-FAIL-CLOSED"}),
    ({"has_violent_record": Known.UNKNOWN}, {"CN-OUT-06", "HP-FAIL-CLOSED"}),
    ({"has_violent_record": Known.YES}, {"CN-OUT-06"}),
    ({"certified_until": None}, {"CN-VISIT-01"}),
]


@pytest.mark.parametrize(("changed", "rules"), TEAMS)
def test_what_is_not_written_down_about_a_team_keeps_it_from_the_door(changed, rules):
    assert against(team=replace(TEAM, **changed))[VISIT_COLUMN] - {TRIED_FIRST} >= rules - {
        "CN-VISIT-01"
    }
    assert against(team=replace(TEAM, **changed))[VISIT_COLUMN] != {TRIED_FIRST}


def test_what_the_case_itself_says_goes_before_its_lender():
    for changed, rule in (
        ({"flags": frozenset({"deceased"})}, "CN-TGT-08"),
        ({"flags": frozenset({"represented_by_lawyer"})}, "HP-LAWYER"),
    ):
        assert rule in against(case=replace(CASE, **changed))[VISIT_COLUMN]


def test_a_place_of_unknown_kind_or_source_is_not_visited():
    for changed, rule in (
        ({"role": "work"}, "HP-WORKPLACE"),
        ({"provenance": "bought"}, "HP-GEO"),
    ):
        points = (replace(HOME, **changed), PHONE)
        assert rule in against(case=replace(CASE, points=points))[VISIT_COLUMN]


def member(**changed):
    usual = StaffSeen(
        1, "li", "李", "agent", 1, True, date(2027, 1, 1), frozenset({"zh"}), DAY - timedelta(9),
        False,
    )  # fmt: skip
    return replace(usual, **changed)


def test_the_weakest_of_a_team_counts():
    team = team_of([member(), member(trained_on=DAY - timedelta(90))])
    assert team == Team(2, date(2027, 1, 1), DAY - timedelta(90), False, Known.NO)

    unknown = team_of([member(), member(trained_on=None, has_violent_record=None)])
    assert unknown.has_unknown_training
    assert unknown.has_violent_record is Known.UNKNOWN
    assert team_of([member(), member(has_violent_record=True)]).has_violent_record is Known.YES
    assert team_of([member(certificate_valid_until=None)]).certified_until is None


def test_a_team_of_nobody_is_unknown_in_everything():
    assert team_of([]) == Team(2, None)


def test_there_is_a_column_for_every_contact():
    assert len(contact_requests([CASE], DAY, AT, Workers(TEAM, FULL))) == len(CONTACTS)
    assert len(contact_requests([], DAY, AT, Workers(TEAM, FULL))) == 0
