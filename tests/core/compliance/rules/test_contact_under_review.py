import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, contact, is_law

from doorstep.compliance.words import Answer, ReviewState, ReviewSubject
from doorstep.terms.codes import Product, Purpose

STATES = [
    (ReviewState.NONE, Answer.NOT_EXAMINED),
    (ReviewState.OPEN, Answer.HOLD),
    (ReviewState.UPHELD, Answer.DENY),
    (ReviewState.CLEARED, Answer.NOT_EXAMINED),
    (ReviewState.UNKNOWN, Answer.UNKNOWN),
]


@pytest.mark.parametrize(
    ("rule", "subject"),
    [
        ("CN-FREQ-05", ReviewSubject.HARASSMENT),
        ("CN-FREQ-06", ReviewSubject.PRIVATE_PEACE),
        ("CN-TIME-03", ReviewSubject.FREQUENCY),
        ("CN-TIME-03", ReviewSubject.TIME),
    ],
)
@pytest.mark.parametrize(("state", "verdict"), STATES)
def test_contact_rests_while_its_manner_is_reviewed(rule, subject, state, verdict):
    assert answer(rule, contact(review=state, review_subject=subject)) is verdict


def test_help_may_go_on_while_contact_is_reviewed():
    review = {"review": ReviewState.UPHELD, "review_subject": ReviewSubject.HARASSMENT}
    assert answer("CN-FREQ-05", contact(**review, purpose=Purpose.SERVICE)) is Answer.NOT_EXAMINED


@pytest.mark.parametrize(
    ("ordered", "verdict"),
    [(YES, Answer.DENY), (UNKNOWN, Answer.UNKNOWN), (NO, Answer.NOT_EXAMINED)],
)
def test_a_no_contact_order_is_obeyed(ordered, verdict):
    assert answer("CN-FREQ-05", contact(has_no_contact_order=ordered)) is verdict


def test_where_no_rule_names_hours_a_person_decides_about_the_night():
    company = {"is_company": True, "product": Product.BUSINESS_LOAN}
    request = contact("23:00", **company)
    assert answer("CN-TIME-01", request) is Answer.NOT_EXAMINED
    assert answer("CN-TIME-03", request) is Answer.HOLD
    assert not is_law("CN-TIME-03", request)
    for clock, verdict in (
        ("07:59:59", Answer.HOLD),
        ("08:00:00", Answer.ALLOW),
        ("21:59:59", Answer.ALLOW),
        ("22:00:00", Answer.HOLD),
    ):
        assert answer("CN-TIME-03", contact(clock, **company)) is verdict
