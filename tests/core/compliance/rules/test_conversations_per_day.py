import pytest
from tests.core.compliance.lawful import answer, attempt, contact, is_law

from doorstep.compliance.words import Answer, Relation
from doorstep.terms.codes import Channel, Direction, Disposition, Purpose

RULE = "CN-FREQ-01"
TALK = Disposition.RIGHT_PARTY_CONTACT


def talks(number, **changes):
    return [attempt(f"08:0{i}", **{"disposition": TALK, **changes}) for i in range(number)]


@pytest.mark.parametrize(
    ("past", "verdict"),
    [
        (talks(2), Answer.ALLOW),  # the third talk is allowed
        (talks(3), Answer.DENY),  # the fourth is not
        (talks(3, disposition=Disposition.NO_ANSWER), Answer.ALLOW),  # nobody spoke
        (talks(3, direction=Direction.INBOUND), Answer.ALLOW),  # the borrower called
        (talks(3, channel=Channel.SMS), Answer.ALLOW),  # messages are no talks
        (talks(3, purpose=Purpose.NOTIFY), Answer.ALLOW),  # announcements have their own cap
        (talks(3, creditor_id=2), Answer.ALLOW),  # another lender's talks
        (talks(3, creditor_id=-1), Answer.DENY),  # a lender not on record may be this one
        (talks(3, person_id=8), Answer.ALLOW),  # another person
        ([attempt("23:59", "2026-03-03", disposition=TALK)] * 3, Answer.ALLOW),  # yesterday
        ([attempt("00:00", disposition=TALK)] * 3, Answer.DENY),  # since midnight in Beijing
        ([attempt("10:00", disposition=TALK)] * 3, Answer.DENY),  # at this very instant
        ([attempt("10:01", disposition=TALK)] * 3, Answer.ALLOW),  # not yet happened
    ],
)
def test_three_talks_a_day_are_enough(past, verdict):
    assert answer(RULE, contact(), *past) is verdict


def test_a_record_that_arrived_later_does_not_exist_yet():
    late = talks(3, received_at=2**40)
    assert answer(RULE, contact(), *late) is Answer.ALLOW


@pytest.mark.parametrize(
    ("last", "law"),
    [
        (TALK, True),  # three that count in every reading
        (Disposition.CONNECTED_SHORT, False),  # seconds only: our own reading
        (Disposition.VOICEMAIL, False),
        (Disposition.WRONG_PERSON, False),
        (Disposition.UNKNOWN, False),
        (Disposition.IN_PROGRESS, False),
    ],
)
def test_a_refusal_that_rests_on_our_own_reading_is_called_policy(last, law):
    past = [*talks(2), attempt("09:00", disposition=last)]
    assert answer(RULE, contact(), *past) is Answer.DENY
    assert is_law(RULE, contact(), *past) is law


@pytest.mark.parametrize(
    "changes",
    [
        {"channel": Channel.SMS},
        {"purpose": Purpose.NOTIFY},
        {"relation": Relation.ATTORNEY},
        {"relation": Relation.GUARDIAN},
    ],
)
def test_only_collecting_calls_to_those_who_owe_are_capped(changes):
    assert answer(RULE, contact(**changes), *talks(3)) is Answer.NOT_EXAMINED
