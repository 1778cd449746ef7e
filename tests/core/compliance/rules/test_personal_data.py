import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact

from doorstep.compliance.words import Answer, Tactic
from doorstep.terms.codes import Purpose

HEAVY = {"is_automated_decision": True, "has_major_effect": True}


@pytest.mark.parametrize(
    ("rule", "changes", "verdict"),
    [
        ("CN-PI-03", {"matches_faces": YES}, Answer.DENY),
        ("CN-PI-03", {"matches_faces": UNKNOWN}, Answer.UNKNOWN),
        ("CN-PI-04", {}, Answer.NOT_EXAMINED),
        ("CN-PI-04", {**HEAVY, "was_reviewed": NO}, Answer.DENY),
        ("CN-PI-04", {**HEAVY, "was_reviewed": YES}, Answer.ALLOW),
        ("CN-PI-04", HEAVY, Answer.UNKNOWN),
        ("CN-PI-09", {"tactics": int(Tactic.PUBLIC_NAME_LIST)}, Answer.DENY),
        ("CN-PI-11", {"has_open_data_request": True}, Answer.HOLD),
        ("CN-PI-11", {"has_open_data_request": True, "purpose": Purpose.REPLY},
         Answer.NOT_EXAMINED),
    ],
)  # fmt: skip
def test_personal_data_are_used_lawfully(rule, changes, verdict):
    assert answer(rule, contact(**changes)) is verdict
