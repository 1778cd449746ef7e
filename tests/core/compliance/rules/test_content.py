import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact, visit

from doorstep.compliance.words import Answer, Dress, Tactic
from doorstep.terms.codes import Channel, Product, Purpose

LETTER = {"channel": Channel.LETTER, "product": Product.CARD, "purpose": Purpose.COLLECT}


@pytest.mark.parametrize(
    ("rule", "request_", "verdict"),
    [
        ("CN-CONT-01", contact(), Answer.ALLOW),
        ("CN-CONT-01", contact(poses_as_other=YES), Answer.DENY),
        ("CN-CONT-01", contact(poses_as_other=UNKNOWN), Answer.UNKNOWN),
        ("CN-CONT-01", visit(dress=Dress.POLICE_LIKE), Answer.DENY),
        ("CN-CONT-02", contact(), Answer.ALLOW),
        ("CN-CONT-02", contact(has_invented_consequence=YES), Answer.DENY),
        ("CN-CONT-02", contact(matches_ledger=NO), Answer.DENY),
        ("CN-CONT-02", contact(matches_ledger=UNKNOWN), Answer.UNKNOWN),
        # a report is announced that is never made
        ("CN-CONT-02", contact(announces_bureau_report=True, is_reported_product=NO), Answer.DENY),
        ("CN-CONT-02", contact(announces_bureau_report=True, is_reported_product=YES),
         Answer.ALLOW),
        ("CN-CONT-03", contact(), Answer.ALLOW),
        ("CN-CONT-03", contact(has_threat_or_insult=YES), Answer.DENY),
        ("CN-CONT-03", contact(tactics=int(Tactic.THREATEN)), Answer.DENY),
        ("CN-CONT-03", contact(tactics=int(Tactic.INSULT)), Answer.DENY),
        ("CN-CONT-03", contact(tactics=int(Tactic.FOLLOW_BORROWER)), Answer.DENY),
        ("CN-CONT-03", contact(has_threat_or_insult=UNKNOWN), Answer.UNKNOWN),
        ("CN-CRIM-01", contact(tactics=int(Tactic.THREATEN), is_lawful=NO), Answer.DENY),
        ("CN-CRIM-01", contact(tactics=int(Tactic.THREATEN)), Answer.NOT_EXAMINED),
        ("CN-CRIM-02", contact(tactics=int(Tactic.FOLLOW_BORROWER)), Answer.DENY),
        ("CN-CRIM-02", contact(tactics=int(Tactic.THREATEN), is_lawful=NO), Answer.NOT_EXAMINED),
        ("CN-CONT-04", contact(urges_new_borrowing=YES), Answer.DENY),
        ("CN-CONT-04", contact(urges_new_borrowing=UNKNOWN), Answer.UNKNOWN),
        ("CN-CONT-05", contact(**LETTER), Answer.DENY),  # an item is missing
        ("CN-CONT-05", contact(**LETTER, has_all_card_items=True), Answer.ALLOW),
        ("CN-CONT-05", contact(**{**LETTER, "purpose": Purpose.SERVICE}), Answer.NOT_EXAMINED),
    ],
)  # fmt: skip
def test_what_is_said_is_true_and_decent(rule, request_, verdict):
    assert answer(rule, request_) is verdict
