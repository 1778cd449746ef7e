import pytest
from tests.core.compliance.lawful import answer, contact, day, is_law, judged

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.words import Answer
from doorstep.terms.codes import Purpose

PERIOD, INSTALMENTS, RESTART, REVIVAL = (f"CN-PLAN-0{i}" for i in (3, 4, 5, 6))


def answers(**changes):
    request = contact(**changes)
    return tuple(answer(rule, request) for rule in (PERIOD, INSTALMENTS, RESTART, REVIVAL))


QUIET = Answer.NOT_EXAMINED


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, (QUIET, QUIET, QUIET, QUIET)),  # no question arises
        # the last day of the period is still inside
        ({"limitation_from_day": day("2023-03-04")}, (Answer.ALLOW, Answer.ALLOW, QUIET, QUIET)),
        ({"limitation_from_day": day("2023-03-03")}, (Answer.HOLD, QUIET, QUIET, Answer.HOLD)),
        # a restart that can be proved counts
        ({"limitation_from_day": day("2020-01-01"), "limitation_restarts_day": day("2023-06-01")},
         (Answer.ALLOW, Answer.ALLOW, Answer.ALLOW, QUIET)),
        # one that perhaps can leaves everything open
        ({"limitation_from_day": day("2020-01-01"), "limitation_maybe_day": day("2023-06-01")},
         (QUIET, QUIET, Answer.UNKNOWN, QUIET)),
        ({"limitation_from_day": int(UNKNOWN_DAY)}, (Answer.UNKNOWN, QUIET, QUIET, QUIET)),
        ({"limitation_from_day": day("2020-01-01"), "purpose": Purpose.SERVICE},
         (QUIET, QUIET, QUIET, QUIET)),
    ],
)  # fmt: skip
def test_an_expired_claim_goes_to_a_lawyer(changes, wanted):
    assert answers(**changes) == wanted


def test_wording_that_revives_an_expired_claim_is_refused_as_policy():
    request = contact(limitation_from_day=day("2020-01-01"), asks_acknowledgement=True)
    assert answer(REVIVAL, request) is Answer.DENY
    assert not is_law(REVIVAL, request)
    assert {"lawyer_review", "no_acknowledgement_wording"} & set(judged(request).obligations(0))
