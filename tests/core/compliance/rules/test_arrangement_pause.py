import pytest
from tests.core.compliance.lawful import answer, contact

from doorstep.compliance.asked.tables import ConsentColumns
from doorstep.compliance.words import Answer, ArrangementStatus, ConsentKind
from doorstep.terms.codes import Product, Purpose

REMINDERS = ConsentColumns.build(1, person_id=7, kind=ConsentKind.REMINDERS)
GOOD = ArrangementStatus.GOOD_STANDING


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"arrangement": GOOD}, Answer.DENY),
        ({"arrangement": ArrangementStatus.UNKNOWN}, Answer.UNKNOWN),
        ({"arrangement": ArrangementStatus.NONE}, Answer.NOT_EXAMINED),
        ({"arrangement": ArrangementStatus.PROPOSED}, Answer.NOT_EXAMINED),
        ({"arrangement": ArrangementStatus.BROKEN}, Answer.NOT_EXAMINED),
        ({"arrangement": GOOD, "purpose": Purpose.REMIND}, Answer.DENY),  # nobody asked for it
        ({"arrangement": GOOD, "purpose": Purpose.REMIND, "consents": REMINDERS}, Answer.ALLOW),
        ({"arrangement": GOOD, "consents": REMINDERS}, Answer.DENY),  # collecting is no reminder
        ({"arrangement": GOOD, "purpose": Purpose.SERVICE}, Answer.NOT_EXAMINED),
    ],
)
def test_a_kept_arrangement_is_left_in_peace(changes, verdict):
    assert answer("HP-PAUSE-PLAN", contact(**changes)) is verdict
    assert answer("CN-PLAN-02", contact(product=Product.CARD, **changes)) is verdict


def test_the_regulation_speaks_of_cards_only():
    assert answer("CN-PLAN-02", contact(arrangement=GOOD)) is Answer.NOT_EXAMINED
