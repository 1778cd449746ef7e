import pytest
from tests.core.compliance.lawful import answer, contact

from doorstep.compliance.words import STOP_UNKNOWN, Answer, Delivery, Relation, Stopped
from doorstep.terms.codes import Channel, Purpose

NOTICE = {"channel": Channel.LEGAL_NOTICE, "purpose": Purpose.LEGAL_REMEDY}


@pytest.mark.parametrize(
    ("changes", "house", "statute"),
    [
        ({"stop_channels": 0}, Answer.NOT_EXAMINED, Answer.NOT_EXAMINED),
        ({"stop_channels": Stopped.CALL}, Answer.DENY, Answer.DENY),
        ({"stop_channels": Stopped.SMS}, Answer.NOT_EXAMINED, Answer.NOT_EXAMINED),
        ({"stop_channels": Stopped.ALL}, Answer.DENY, Answer.DENY),
        ({"stop_channels": Stopped.ALL, **NOTICE}, Answer.ALLOW, Answer.NOT_EXAMINED),
        # a legal notice goes by post, not by hand
        ({"stop_channels": Stopped.ALL, **NOTICE, "delivery": Delivery.BY_HAND_SEALED},
         Answer.DENY, Answer.NOT_EXAMINED),
        # a legal notice is never stopped by name
        ({"stop_channels": Stopped.LEGAL_NOTICE, **NOTICE}, Answer.NOT_EXAMINED,
         Answer.NOT_EXAMINED),
        ({"stop_channels": Stopped.ALL, "relation": Relation.SPOUSE}, Answer.DENY, Answer.DENY),
        ({"stop_channels": Stopped.ALL, "relation": Relation.FRIEND}, Answer.NOT_EXAMINED,
         Answer.NOT_EXAMINED),  # CN-TGT-03's question
        ({"stop_channels": STOP_UNKNOWN}, Answer.UNKNOWN, Answer.UNKNOWN),
    ],
)  # fmt: skip
def test_a_stop_works_at_once(changes, house, statute):
    assert answer("HP-STOP", contact(**changes)) is house
    assert answer("CN-CHAN-05", contact(**changes)) is statute


@pytest.mark.parametrize(
    ("stopped", "verdict"),
    [(0, Answer.ALLOW), (Stopped.LETTER, Answer.DENY), (STOP_UNKNOWN, Answer.UNKNOWN)],
)
def test_an_outsider_who_refused_is_never_contacted_again(stopped, verdict):
    request = contact(relation=Relation.FRIEND, stop_channels=int(stopped))
    assert answer("CN-TGT-03", request) is verdict
