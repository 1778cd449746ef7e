import pytest
from tests.core.compliance.lawful import answer, contact, day, visit

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.words import Answer
from doorstep.terms.local_time import NO_DAY


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, Answer.ALLOW),  # a pair, both certified
        ({"team_size": 1}, Answer.DENY),  # nobody goes alone
        ({"team_size": 3}, Answer.ALLOW),  # three are two at least
        ({"team_size": -1}, Answer.UNKNOWN),
        ({"certified_until_day": day("2026-03-04")}, Answer.ALLOW),  # good to the last day
        ({"certified_until_day": day("2026-03-03")}, Answer.DENY),  # ended yesterday
        ({"certified_until_day": int(NO_DAY)}, Answer.DENY),  # fewer than two certificates
        ({"certified_until_day": int(UNKNOWN_DAY)}, Answer.UNKNOWN),
        # one more certificate is unknown, so that two may yet be good
        ({"certified_until_day": int(NO_DAY), "has_unknown_certificate": True}, Answer.UNKNOWN),
        # a known fact refuses whatever else is unknown
        ({"team_size": 1, "certified_until_day": int(UNKNOWN_DAY)}, Answer.DENY),
    ],
)
def test_a_visit_needs_two_certified_people(changes, verdict):
    assert answer("CN-VISIT-01", visit(**changes)) is verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"team_size": 2}, Answer.ALLOW),
        ({"team_size": 1}, Answer.DENY),
        ({"team_size": 3}, Answer.DENY),  # three collectors are too many
        ({"team_size": 3, "has_third_for_help": True}, Answer.ALLOW),  # an interpreter
        ({"team_size": 4, "has_third_for_help": True}, Answer.DENY),
        ({"team_size": -1}, Answer.UNKNOWN),
    ],
)
def test_a_team_is_a_pair(changes, verdict):
    assert answer("HP-VISIT-TEAM-MAX", visit(**changes)) is verdict


def test_four_visitors_are_a_crowd():
    assert answer("CN-VISIT-11", visit(team_size=4)) is Answer.DENY
    assert answer("CN-VISIT-11", visit(team_size=3)) is Answer.ALLOW


def test_calls_need_no_team():
    assert answer("CN-VISIT-01", contact(team_size=0)) is Answer.NOT_EXAMINED
