"""Is every limit of the rule files in the table of what is counted, and nothing else?"""

import pytest
from tests.core.compliance.lawful import answer, at, attempt, contact, visit

from doorstep.compliance.counting.definitions import (
    COUNTED_RULES,
    COUNTERS,
    DAY,
    Subject,
    counter_of,
)
from doorstep.compliance.rulebook import FOLDERS, rulebook_on
from doorstep.compliance.words import Answer
from doorstep.parameters.register import register_of
from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import day_of

LIMITS = {"per_day", "per_week", "per_month", "nobody_met_per_month"}
ENTRIES = {
    rule_id: entry
    for folders in FOLDERS.values()
    for rule_id, entry in register_of(folders).entries.items()
}


def test_every_row_names_a_number_and_a_window_of_its_rule():
    assert COUNTERS
    for counter in COUNTERS:
        legs = ENTRIES[counter.rule_id].legs
        assert any(counter.threshold in leg.values for leg in legs), counter
        if counter.window != DAY:
            assert any(counter.window in leg.values for leg in legs), counter
        assert counter_of(counter.rule_id, counter.threshold) is counter


def test_every_limit_of_a_rule_file_is_a_row():
    rows = {(counter.rule_id, counter.threshold) for counter in COUNTERS}
    written = {
        (rule_id, name)
        for rule_id, entry in ENTRIES.items()
        for leg in entry.legs
        for name in leg.values
        if name in LIMITS
    }
    assert written - rows == set()


def test_a_limit_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError, match="HP-TOTAL"):
        counter_of("HP-TOTAL", "per_year")


def test_the_caps_of_the_chinese_rulebook_are_all_there():
    book = rulebook_on(day_of(20_000))
    assert {rule for rule in COUNTED_RULES if rule in book.entries} >= {
        "CN-FREQ-01", "CN-FREQ-02", "CN-FREQ-03", "HP-TOTAL", "HP-ATTEMPT", "HP-VISIT-CAP",
    }  # fmt: skip


def talks(count: int, **more) -> list[dict]:
    made = {"disposition": Disposition.RIGHT_PARTY_CONTACT, **more}
    return [attempt(f"09:{minute:02d}", **made) for minute in range(count)]


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (talks(2), Answer.ALLOW),  # the third is still allowed
        (talks(3), Answer.DENY),  # the fourth is not
        (talks(3, creditor_id=-1), Answer.DENY),  # of a creditor that is not on record
        (talks(3, creditor_id=2), Answer.ALLOW),  # for another creditor
        (talks(3, point_id=99), Answer.DENY),  # to another number: the person counts
        (talks(3, disposition=Disposition.IN_PROGRESS), Answer.DENY),  # still running
    ],
)
def test_conversations_count_by_person_and_creditor(past: list[dict], expected: Answer):
    assert answer("CN-FREQ-01", contact(), *past) is expected
    assert counter_of("CN-FREQ-01", "per_day").subject is Subject.CREDITOR


def test_a_cap_over_all_channels_adds_them_up():
    past = [
        attempt("08:10", disposition=Disposition.RIGHT_PARTY_CONTACT),
        attempt("08:20", channel=Channel.SMS, disposition=Disposition.DELIVERED),
        attempt("08:30", channel=Channel.VISIT, disposition=Disposition.MET_BORROWER),
    ]
    assert answer("HP-TOTAL", contact(), *past[:2]) is Answer.ALLOW
    assert answer("HP-TOTAL", contact(), *past) is Answer.DENY


def test_a_late_event_counts_at_its_own_time():
    late = attempt("09:00", "2026-03-01", channel=Channel.VISIT, received_at=at("09:59"))
    assert answer("HP-VISIT-CAP", visit("09:58"), late) is Answer.ALLOW  # not yet known
    assert answer("HP-VISIT-CAP", visit("10:00"), late) is Answer.DENY  # three days ago
