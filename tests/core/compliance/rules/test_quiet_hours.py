import pytest
from tests.core.compliance.lawful import answer, at, contact, is_law

from doorstep.compliance.asked.tables import ConsentColumns
from doorstep.compliance.words import Answer, ConsentKind, ConsentState, Delivery
from doorstep.terms.codes import Channel, Product

BOTH = pytest.mark.parametrize("rule", ["CN-TIME-01", "CN-TIME-02"])


@BOTH
@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("07:59:59", Answer.DENY),  # the last second of the night
        ("08:00:00", Answer.ALLOW),  # the first second of the day
        ("21:59:59", Answer.ALLOW),  # the last second of the day
        ("22:00:00", Answer.DENY),  # the night begins at ten sharp
        ("00:00:00", Answer.DENY),  # midnight lies inside
    ],
)
def test_nobody_is_disturbed_at_night(rule, clock, verdict):
    assert answer(rule, contact(clock)) is verdict


@BOTH
@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"channel": Channel.SMS}, Answer.DENY),  # a message wakes people too
        ({"channel": Channel.LETTER}, Answer.NOT_EXAMINED),  # the post has no hour
        # a letter that is brought by hand has one
        ({"channel": Channel.LETTER, "delivery": Delivery.BY_HAND_SEALED}, Answer.DENY),
    ],
)
def test_only_contacts_that_have_an_hour_are_looked_at(rule, changes, verdict):
    assert answer(rule, contact("23:00", **changes)) is verdict


def agreed(state=ConsentState.GIVEN, **changes):
    columns = {
        "person_id": 7,
        "kind": ConsentKind.QUIET_HOURS,
        "state": state,
        "from_second": 22 * 3600,
        "to_second": 23 * 3600,
        **changes,
    }
    return ConsentColumns.build(1, **columns)


@pytest.mark.parametrize(
    ("clock", "consents", "verdict"),
    [
        ("22:30", agreed(), Answer.ALLOW),  # inside the hours that were agreed
        ("23:00", agreed(), Answer.DENY),  # the end of them is excluded
        ("22:30", agreed(ConsentState.UNKNOWN), Answer.UNKNOWN),  # nobody knows
        ("22:30", agreed(ConsentState.REFUSED), Answer.DENY),  # the borrower said no
        ("22:30", agreed(channels=1 << Channel.SMS), Answer.DENY),  # agreed for messages only
        ("22:30", agreed(ends_at=at("22:30")), Answer.DENY),  # withdrawn at this very instant
        ("22:30", agreed(given_at=at("22:31")), Answer.DENY),  # given a minute later
        ("22:30", agreed(person_id=8), Answer.DENY),  # somebody else's word
    ],
)
def test_the_borrower_may_agree_to_an_hour(clock, consents, verdict):
    assert answer("CN-TIME-02", contact(clock, consents=consents)) is verdict


@pytest.mark.parametrize(
    ("rule", "day", "verdict"),
    [
        ("CN-TIME-01", "2025-02-27", Answer.NOT_EXAMINED),  # the day before the standard
        ("CN-TIME-01", "2025-02-28", Answer.DENY),  # its first day
        ("CN-TIME-02", "2026-01-29", Answer.NOT_EXAMINED),  # the day before the guidelines
        ("CN-TIME-02", "2026-01-30", Answer.DENY),  # their first day
    ],
)
def test_the_law_of_the_day_decides(rule, day, verdict):
    assert answer(rule, contact("23:00", day)) is verdict


def test_for_a_business_loan_the_house_adopts_the_rule_but_does_not_call_it_law():
    assert is_law("CN-TIME-01", contact("23:00"))
    request = contact("23:00", product=Product.BUSINESS_LOAN)
    assert answer("CN-TIME-01", request) is Answer.DENY
    assert not is_law("CN-TIME-01", request)


def test_without_a_zone_nobody_knows_the_hour():
    assert answer("CN-TIME-01", contact("12:00", zone_sets=((),))) is Answer.UNKNOWN
    assert answer("HP-QUIET-TZ", contact("12:00", zone_sets=((),))) is Answer.UNKNOWN


def test_an_hour_that_is_night_in_one_possible_zone_is_refused_by_the_house():
    request = contact("08:30", zone_sets=(("Asia/Shanghai", "Asia/Urumqi"),))
    assert answer("CN-TIME-01", request) is Answer.ALLOW
    assert answer("HP-QUIET-TZ", request) is Answer.DENY
