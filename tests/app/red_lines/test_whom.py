"""Can the desk be brought to go through a child, a neighbour or a stranger's number?"""

from dataclasses import replace
from datetime import date

import pytest
from tests.app.portfolio import DAY, NOON, account, borrower, mandate, phone_of, publish
from tests.app.red_lines.trying import signed

from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep_desk.attempts.actions import NewAttempt, record_attempt, record_attempts
from doorstep_desk.attempts.models import Review
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.cases.queries import accounts_on_file, points_of
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as

CHILD, GROWN_UP = date(2008, 11, 26), date(2008, 11, 25)
"""Seventeen, and eighteen years old, on the day of these tests."""


@pytest.fixture
def two(cast):
    """Return the accounts of two borrowers, each with a phone; the second has others' as well."""
    placement = mandate(cast)
    other = replace(phone_of(1, "15400000077"), role="contact_person")
    bought = replace(phone_of(1, "15400000078"), provenance="bought")
    publish(
        cast, [account(cast, placement, n, f"L{n}") for n in range(2)],
        [phone_of(0, "15400000001"), phone_of(1, "15400000002"), other, bought],
    )  # fmt: skip
    return accounts_on_file(cast.agency_id)


def born(cast, birth_on):
    """Return the account of somebody who was born on a day."""
    new = account(cast, mandate(cast), 5, "L5", borrower=replace(borrower(5), birth_on=birth_on))
    publish(cast, [new])
    return accounts_on_file(cast.agency_id)[-1]


def point(known, **wanted) -> int:
    return next(
        each.pk
        for each in points_of(known.borrower_id)
        if all(getattr(each, name) == value for name, value in wanted.items())
    )


def test_a_number_of_somebody_elses_file_is_no_way_to_a_borrower(cast, two):
    one, two_ = two
    stray = point(two_, role="mobile", provenance="contract")
    assert signed(cast.agency_id, one, NOON, point_id=stray) == "RL-05"
    assert signed(cast.agency_id, one, NOON, person_id=two_.borrower_id) == "RL-05"
    assert entries_for(f"case:{one.case_id}")[0].verb == "permit.withheld"
    assert not Permit.objects.exists()


def test_a_contact_person_is_not_called_for_the_borrower(cast, two):
    other = point(two[1], role="contact_person")
    assert signed(cast.agency_id, two[1], NOON, point_id=other) == "RL-05"
    with pytest.raises(ValueError, match="third-party contact"):
        signed(cast.agency_id, two[1], NOON, channel=Channel.THIRD_PARTY)
    assert not Permit.objects.exists()


def test_a_bought_number_is_not_called(cast, two):
    bought = point(two[1], provenance="bought")
    assert signed(cast.agency_id, two[1], NOON, point_id=bought) == "HP-ADDR"
    own = point(two[1], role="mobile", provenance="contract")
    assert signed(cast.agency_id, two[1], NOON, point_id=own) == ""


@pytest.mark.parametrize(("birth_on", "rule"), [(CHILD, "RL-06"), (GROWN_UP, ""), (None, "")])
def test_nobody_is_reached_before_the_eighteenth_birthday(cast, birth_on, rule):
    known = born(cast, birth_on)
    assert signed(cast.agency_id, known, NOON) == rule


def test_a_file_brings_no_child_into_the_store(cast):
    header = "委托方,姓名,身份证号,借据号,委案金额,逾期天数,委案日期,手机号\n"
    row = "北原信贷,金某一,222401201003017011,JJ1,1000.00,56,2026-10-01,15400000001\n"
    sent = SentFile("child.csv", (header + row).encode(), DAY, "placement")
    outcome = import_file(actor=cast.lead, sent=sent, at=NOON)
    assert "borrower_minor" in str(outcome)
    assert accounts_on_file(cast.agency_id) == []


def spoken_to(known) -> NewAttempt:
    return NewAttempt(
        borrower_id=known.borrower_id, case_id=known.case_id, creditor_id=known.creditor_id,
        point_id=None, person_key=known.person_key, at=NOON, channel=Channel.CALL,
        purpose=Purpose.COLLECT, disposition=Disposition.RIGHT_PARTY_CONTACT,
    )  # fmt: skip


@pytest.mark.parametrize(("birth_on", "is_breach"), [(CHILD, True), (GROWN_UP, False)])
def test_a_child_that_was_called_is_a_breach_that_is_kept(cast, birth_on, is_breach):
    known = born(cast, birth_on)
    with acting_as(cast.lead):
        record_attempt(actor=cast.lead, attempt=spoken_to(known), at=NOON, attempt_id=new_id())
    review = Review.objects.get()
    assert ("RL-06" in review.rules, review.is_breach) == (is_breach, is_breach)


def test_a_child_that_another_agency_called_is_judged_when_its_log_comes_in(cast):
    known = born(cast, CHILD)
    runner = day_runner(cast.agency_id)
    record_attempts(actor=runner, attempts=[spoken_to(known)], at=NOON, subject="file:1")
    assert "RL-06" in Review.objects.get().rules
