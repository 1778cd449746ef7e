"""What is wrong or missing is a hold, or an error that names it; never an allow."""

from datetime import date, datetime

import pytest
from tests.core.compliance.lawful import CALENDAR, FACTS, RULEBOOK, at, contact, judged

from doorstep.cli.case_files import BROKEN
from doorstep.cli.failure import CommandFailed
from doorstep.cli.law_check import law_check
from doorstep.compliance.decide import judge
from doorstep.compliance.history import no_attempts
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import rulebook_on
from doorstep.compliance.words import Jurisdiction
from doorstep.terms.codes import Verdict
from doorstep.terms.local_time import instant_number

CASE = """
- id: own-case
  title: A call in the morning of a working day.
  base: cn-consumer
  given: {borrower: {timezones: [Asia/Shanghai]}, history: []}
  contact: {channel: call, at: "2026-03-04T10:00:00+08:00", zone: Asia/Shanghai, purpose: collect}
  expect: {decision: allow}
"""


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("  title:", "  colour: red\n  title:", "colour"),  # a key that does not exist
        ("history: []", "history: [], mood: bad", "mood"),
        ("purpose: collect", "purpose: collect, tone: loud", "tone"),
        ("10:00:00+08:00", "10:00:00", "2026-03-04T10:00:00"),  # naive time
        ("zone: Asia/Shanghai", "zone: Mars/Olympus", "Mars/Olympus"),
        ("[Asia/Shanghai]", "[Asia/Atlantis]", "Asia/Atlantis"),
        ("base: cn-consumer", "base: atlantis", "atlantis"),
        ("channel: call", "channel: pigeon", "pigeon"),
        ("decision: allow", "decision: allow, because: [CN-TIME-99x]", "CN-TIME-99x"),
        ("history: []", "history: [{at: noon, channel: call}]", "noon"),
        ("history: []", "visit_notice: {hours_before: -3}", "-3"),  # a negative number
        ("history: []", "account: {days_past_due: -1}", "-1"),
        ("history: []", "history: [{days_before: -1, times: ['09:00'], channel: call}]", "-1"),
    ],
)
def test_a_case_that_is_not_in_order_is_an_error_that_names_the_thing(tmp_path, old, new, named):
    assert old in CASE
    file = tmp_path / "own.yaml"
    file.write_text(CASE.replace(old, new, 1), "utf-8")
    with pytest.raises(CommandFailed) as told:
        law_check([file], json=True)
    assert told.value.status == BROKEN
    assert "own.yaml" in str(told.value)
    assert named in str(told.value)


def test_a_place_whose_law_nobody_knows_is_held():
    request = contact(jurisdictions=0)
    assert judged(request).verdict(0) is Verdict.HOLD
    assert judged(request).because(0) == ("HP-FAIL-CLOSED",)


def test_a_jurisdiction_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError, match="ATLANTIS"):
        rulebook_on(date(2026, 3, 4), "ATLANTIS")


def test_the_law_of_another_country_does_not_allow_a_chinese_call():
    book = rulebook_on(date(2026, 3, 4), "US")
    only = contact(jurisdictions=int(Jurisdiction.CN))
    assert judge(only, no_attempts(), book, CALENDAR).verdict(0) is Verdict.HOLD


def test_a_rule_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError, match="CN-TIME-99"):
        RULEBOOK.entry("CN-TIME-99")


def test_an_instant_without_a_zone_is_an_error():
    with pytest.raises(ValueError, match="needs a zone"):
        instant_number(datetime(2026, 3, 4, 10))  # noqa: DTZ001  # naive on purpose


def test_a_place_without_a_zone_is_held():
    request = contact(zone_sets=((),))
    assert judged(request).verdict(0) is Verdict.HOLD
    assert "HP-QUIET-TZ" in judged(request).because(0)


def test_contradicting_zones_allow_only_what_all_of_them_allow():
    both = (("Asia/Shanghai", "America/New_York"),)
    assert judged(contact("10:59", zone_sets=both)).verdict(0) is Verdict.ALLOW  # 21:59 there
    late = judged(contact("11:00", zone_sets=both))  # ten at night there
    assert late.verdict(0) is Verdict.DENY
    assert late.because(0) == ("HP-QUIET-TZ",)


def test_a_column_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="no such column: colour"):
        ContactRequests.build(1, at=at("10:00"), colour="red", **FACTS)


def test_without_a_calendar_for_the_year_a_visit_or_call_is_held():
    request = contact("10:00", "2031-03-05")
    assert judged(request).verdict(0) is Verdict.HOLD
    assert "HP-HOLIDAY" in judged(request).because(0)
