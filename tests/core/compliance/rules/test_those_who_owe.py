"""spouse, guarantor, death, capacity: does this person owe, and can they be approached?"""

import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact, day, judged

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.words import Answer, Life, Relation
from doorstep.terms.local_time import NO_DAY

GUARANTOR = {
    "relation": Relation.GUARANTOR,
    "is_listed_obligor": True,
    "is_general_guarantee": YES,
    "guarantee_ends_day": day("2026-03-03"),
    "guarantor_sued_day": int(NO_DAY),
}
HEIR = {"relation": Relation.HEIR, "is_listed_obligor": True, "life": Life.DECEASED}


@pytest.mark.parametrize(
    ("evidence", "verdict"), [(YES, Answer.ALLOW), (NO, Answer.DENY), (UNKNOWN, Answer.UNKNOWN)]
)
def test_a_spouse_owes_only_with_evidence(evidence, verdict):
    request = contact(relation=Relation.SPOUSE, has_joint_debt=evidence)
    assert answer("CN-TGT-06", request) is verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, Answer.DENY),  # the period ended yesterday without a suit
        ({"guarantee_ends_day": day("2026-03-04")}, Answer.ALLOW),  # it ends today
        ({"guarantor_sued_day": day("2026-03-03")}, Answer.ALLOW),  # sued on its last day
        ({"guarantor_sued_day": day("2026-03-04")}, Answer.DENY),  # a day too late
        ({"is_general_guarantee": NO}, Answer.ALLOW),  # joint liability is another matter
        ({"is_general_guarantee": UNKNOWN}, Answer.UNKNOWN),
        ({"guarantee_ends_day": int(UNKNOWN_DAY)}, Answer.UNKNOWN),
        ({"guarantor_sued_day": int(UNKNOWN_DAY)}, Answer.UNKNOWN),
        ({"is_listed_obligor": False}, Answer.NOT_EXAMINED),
    ],
)
def test_a_general_guarantor_is_free_after_the_period(changes, verdict):
    assert answer("CN-TGT-07", contact(**{**GUARANTOR, **changes})) is verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"life": Life.DECEASED}, Answer.DENY),
        ({"life": Life.UNKNOWN}, Answer.UNKNOWN),
        ({**HEIR, "has_renounced": NO, "has_inherited": YES}, Answer.ALLOW),
        ({**HEIR, "has_renounced": YES, "has_inherited": YES}, Answer.DENY),
        ({**HEIR, "has_renounced": NO, "has_inherited": NO}, Answer.DENY),
        ({**HEIR, "has_renounced": NO}, Answer.UNKNOWN),
    ],
)
def test_the_dead_are_left_in_peace_and_heirs_answer_for_the_estate(changes, verdict):
    assert answer("CN-TGT-08", contact(**changes)) is verdict


def test_an_heir_is_asked_for_no_more_than_the_estate():
    request = contact(**HEIR, has_renounced=NO, has_inherited=YES)
    assert "limit_to_estate" in judged(request).obligations(0)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, Answer.ALLOW),
        ({"has_capacity": NO}, Answer.DENY),
        ({"has_capacity": UNKNOWN}, Answer.UNKNOWN),
        ({"relation": Relation.GUARDIAN, "has_capacity": NO}, Answer.ALLOW),
        ({"relation": Relation.GUARDIAN, "has_capacity": UNKNOWN}, Answer.UNKNOWN),
    ],
)
def test_without_capacity_the_guardian_is_the_one_to_speak_to(changes, verdict):
    assert answer("CN-TGT-10", contact(**changes)) is verdict
