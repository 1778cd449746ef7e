import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact

from doorstep.compliance.words import Answer, Life, Relation
from doorstep.terms.codes import Channel, Purpose

RULE = "CN-TGT-01"
THIRD = {"channel": Channel.THIRD_PARTY, "medium": Channel.CALL, "target_id": 9}


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, Answer.ALLOW),  # the borrower
        ({"relation": Relation.CO_BORROWER, "is_listed_obligor": True}, Answer.ALLOW),
        ({"relation": Relation.CO_BORROWER}, Answer.DENY),  # not on the list
        ({"relation": Relation.GUARANTOR, "is_listed_obligor": True}, Answer.ALLOW),
        ({"relation": Relation.HEIR, "is_listed_obligor": True}, Answer.DENY),  # borrower lives
        (
            {"relation": Relation.HEIR, "is_listed_obligor": True, "life": Life.DECEASED},
            Answer.ALLOW,
        ),
        ({"relation": Relation.SPOUSE, "has_joint_debt": YES}, Answer.ALLOW),
        ({"relation": Relation.SPOUSE, "has_joint_debt": NO}, Answer.DENY),
        ({"relation": Relation.SPOUSE, "has_joint_debt": UNKNOWN}, Answer.NOT_EXAMINED),
        ({"relation": Relation.GUARDIAN}, Answer.DENY),  # the borrower can act alone
        ({"relation": Relation.GUARDIAN, "has_capacity": NO}, Answer.ALLOW),
        ({"relation": Relation.PARENT}, Answer.DENY),
        ({"relation": Relation.COLLEAGUE}, Answer.DENY),
        ({"relation": Relation.ATTORNEY}, Answer.NOT_EXAMINED),
        ({**THIRD, "relation": Relation.FRIEND, "purpose": Purpose.COLLECT}, Answer.DENY),
        ({**THIRD, "relation": Relation.FRIEND, "purpose": Purpose.LOCATE}, Answer.NOT_EXAMINED),
    ],
)
def test_only_those_who_owe_are_approached(changes, verdict):
    assert answer(RULE, contact(**changes)) is verdict
