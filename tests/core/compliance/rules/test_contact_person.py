import pytest
from tests.core.compliance.lawful import NO, UNKNOWN, YES, answer, attempt, contact, day, is_law

from doorstep.compliance.asked.columns import UNKNOWN_DAY
from doorstep.compliance.words import Answer, Life, Relation
from doorstep.terms.codes import Channel, Direction, Disposition, Purpose

THIRD = {
    "channel": Channel.THIRD_PARTY,
    "medium": Channel.CALL,
    "purpose": Purpose.PASS_MESSAGE,
    "relation": Relation.FRIEND,
    "target_id": 9,
    "is_agreed_contact": YES,
}
ASK, TEST = "CN-TGT-02", "CN-TGT-05"


def failures(*days, per_day=1, **changes):
    return [attempt(f"08:0{i}", on, **changes) for on in days for i in range(per_day)]


BEFORE = failures("2026-03-03", per_day=3)


@pytest.mark.parametrize(
    ("past", "ask", "test"),
    [
        ([], Answer.DENY, Answer.DENY),
        (BEFORE, Answer.ALLOW, Answer.ALLOW),  # three on an earlier day
        (BEFORE[:2], Answer.DENY, Answer.DENY),  # two are not enough
        (failures("2026-03-02", "2026-03-03", "2026-03-04"), Answer.ALLOW, Answer.ALLOW),
        (failures("2026-03-01", "2026-03-03", "2026-03-04"), Answer.DENY, Answer.DENY),  # a gap
        (failures("2026-03-04", per_day=3), Answer.ALLOW, Answer.DENY),  # tomorrow at the earliest
        (failures("2026-03-03", per_day=3, is_reserved=False), Answer.DENY, Answer.DENY),
        ([*BEFORE, attempt("09:00", "2026-03-03", direction=Direction.INBOUND)],
         Answer.DENY, Answer.DENY),  # the borrower called afterwards
        ([*BEFORE, attempt("09:00", "2026-03-03", disposition=Disposition.RIGHT_PARTY_CONTACT)],
         Answer.DENY, Answer.DENY),  # and was reached afterwards
    ],
)  # fmt: skip
def test_a_contact_person_is_asked_only_when_the_borrower_is_out_of_reach(past, ask, test):
    assert answer(ASK, contact(**THIRD), *past) is ask
    assert answer(TEST, contact(**THIRD), *past) is test


def test_that_the_next_day_counts_is_our_reading_and_not_law():
    today = failures("2026-03-04", per_day=3)
    assert not is_law(TEST, contact(**THIRD), *today)
    assert is_law(TEST, contact(**THIRD))


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"is_agreed_contact": NO}, Answer.DENY),
        ({"is_agreed_contact": UNKNOWN, "is_reachable": NO}, Answer.UNKNOWN),
        ({"life": Life.DECEASED}, Answer.ALLOW),
        ({"has_capacity": NO}, Answer.ALLOW),
        ({"is_reachable": NO}, Answer.ALLOW),  # established already
        ({"is_reachable": UNKNOWN}, Answer.UNKNOWN),
        ({"life": Life.UNKNOWN}, Answer.UNKNOWN),
        ({"has_invalid_reserved_point": YES, "invalid_found_day": day("2026-03-03")},
         Answer.ALLOW),
        ({"has_invalid_reserved_point": UNKNOWN}, Answer.UNKNOWN),
    ],
)  # fmt: skip
def test_the_reasons_for_asking_somebody_else(changes, verdict):
    assert answer(ASK, contact(**{**THIRD, **changes})) is verdict


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (day("2026-03-03"), Answer.ALLOW),  # found invalid before today
        (day("2026-03-04"), Answer.DENY),  # today: from tomorrow on
        (int(UNKNOWN_DAY), Answer.DENY),  # on an unknown day: as if today
    ],
)
def test_an_invalid_number_counts_from_the_day_after_it_was_found(found, verdict):
    request = contact(**THIRD, has_invalid_reserved_point=YES, invalid_found_day=found)
    assert answer(TEST, request) is verdict
