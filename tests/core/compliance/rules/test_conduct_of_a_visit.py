"""papers, dress, public_pressure, money_at_the_door, restraint, tracking, repeated_doorbell."""

import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, answer, judged, visit

from doorstep.compliance.words import (
    Answer,
    Dress,
    FoundBy,
    LeftItem,
    PaymentWay,
    Stage,
    Tactic,
)

DOOR = {"stage": Stage.AT_DOOR}


@pytest.mark.parametrize(
    ("rule", "changes", "verdict"),
    [
        ("CN-VISIT-02", {}, Answer.ALLOW),
        ("CN-VISIT-02", {"has_id_documents": NO}, Answer.DENY),
        ("CN-VISIT-02", {"has_authority_letter": NO}, Answer.DENY),
        ("CN-VISIT-02", {"has_loan_sheet": UNKNOWN}, Answer.UNKNOWN),
        ("CN-VISIT-06", {"dress": Dress.POLICE_LIKE}, Answer.DENY),
        ("CN-VISIT-06", {"dress": Dress.MISLEADING}, Answer.DENY),
        ("CN-VISIT-06", {"dress": Dress.UNKNOWN}, Answer.UNKNOWN),
        ("CN-VISIT-07", {"tactics": int(Tactic.BANNER)}, Answer.DENY),
        ("CN-VISIT-07", {"tactics": int(Tactic.LOUDSPEAKER)}, Answer.DENY),
        ("CN-VISIT-07", {**DOOR, "left_item": LeftItem.OPEN_NOTICE}, Answer.DENY),
        ("CN-VISIT-07", {}, Answer.ALLOW),
        ("CN-VISIT-09", {**DOOR, "payment_way": PaymentWay.CREDITOR_CHANNEL}, Answer.ALLOW),
        ("CN-VISIT-09", {**DOOR, "payment_way": PaymentWay.CASH}, Answer.DENY),
        ("CN-VISIT-09", {**DOOR, "payment_way": PaymentWay.AGENT_ACCOUNT}, Answer.DENY),
        ("CN-VISIT-09", {**DOOR, "payment_way": PaymentWay.GOODS}, Answer.DENY),
        ("CN-VISIT-09", {**DOOR, "has_extra_fee": True}, Answer.DENY),
        ("CN-VISIT-11", {"tactics": int(Tactic.BLOCK_DOOR)}, Answer.DENY),
        ("CN-VISIT-11", {"tactics": int(Tactic.STAY_AFTER_REFUSAL)}, Answer.DENY),
        ("HP-GEO", {"found_by": FoundBy.TRACKING}, Answer.DENY),
        ("HP-GEO", {"found_by": FoundBy.UNKNOWN}, Answer.UNKNOWN),
        ("HP-REPEAT-DOOR", {}, Answer.NOT_EXAMINED),  # nobody is there yet
        ("HP-REPEAT-DOOR", {**DOOR, "ring_count": 2, "waiting_seconds": 300}, Answer.ALLOW),
        ("HP-REPEAT-DOOR", {**DOOR, "ring_count": 3}, Answer.DENY),
        ("HP-REPEAT-DOOR", {**DOOR, "waiting_seconds": 301}, Answer.DENY),
        ("HP-REPEAT-DOOR", {**DOOR, "left_item": LeftItem.BUSINESS_CARD}, Answer.DENY),
        ("HP-REPEAT-DOOR", {**DOOR, "left_item": LeftItem.SEALED_NEUTRAL_ENVELOPE}, Answer.ALLOW),
    ],
)
def test_a_visit_is_decent(rule, changes, verdict):
    assert answer(rule, visit(**changes)) is verdict


def test_a_lawful_visit_comes_with_its_duties():
    assert set(judged(visit()).obligations(0)) == {
        "check_who_is_present",
        "creditor_channel_only",
        "identify_institution",
        "leave_when_asked",
        "record",
        "show_authority",
        "stay_outside",
        "two_collectors",
    }
