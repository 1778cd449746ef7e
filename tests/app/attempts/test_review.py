"""Is every contact without leave judged afterwards, and every breach that comes late flagged?"""

from datetime import timedelta

import pytest
from django.db import connection
from tests.app.portfolio import DAY, NOON, account, mandate, place

from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.attempts.actions import NewAttempt, record_attempt, record_attempts
from doorstep_desk.attempts.facts import attempts_of_borrower
from doorstep_desk.attempts.models import Review
from doorstep_desk.attempts.queries import breaches_since, reviews_of_case
from doorstep_desk.cases.actions.publish import publish_accounts
from doorstep_desk.cases.queries import accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.followups.jobs import follow_breaches
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.scope import acting_as

LATER = NOON + timedelta(hours=8)
WEEK = timedelta(days=7)


def contact(known, at, channel=Channel.CALL, **more) -> NewAttempt:
    return NewAttempt(
        borrower_id=known.borrower_id, case_id=known.case_id, creditor_id=known.creditor_id,
        point_id=None, person_key=known.person_key, at=at, channel=channel,
        purpose=Purpose.COLLECT,
        disposition=more.pop("disposition", Disposition.RIGHT_PARTY_CONTACT), **more,
    )  # fmt: skip


def reported(cast, attempt: NewAttempt, at=LATER) -> Review:
    attempt_id = new_id()
    with acting_as(cast.lead):
        record_attempt(actor=cast.lead, attempt=attempt, at=at, attempt_id=attempt_id)
    return Review.objects.get(attempt_id=attempt_id)


@pytest.mark.parametrize(
    ("hour", "rules"),
    [
        (12, []),  # at noon
        (7, ["CN-TIME-01", "CN-TIME-02"]),  # before eight in the morning
    ],
)
def test_a_reported_contact_is_judged_by_clock_and_history(cast, hour, rules):
    (known,) = place(cast)
    review = reported(cast, contact(known, beijing_instant(DAY, hour)))
    assert (review.rules, review.is_breach) == (rules, bool(rules))
    assert review.verdict == ("deny" if rules else "allow")
    assert (review.denied_since is not None) is bool(rules)
    assert review.held_permit is False
    assert [each.pk for each in reviews_of_case(known.case_id)] == [review.pk]


def test_the_fourth_talk_of_a_day_is_a_breach_and_the_third_is_not(cast):
    (known,) = place(cast)
    found = [
        reported(cast, contact(known, NOON + timedelta(minutes=n))).is_breach for n in range(4)
    ]
    assert found == [False, False, False, True]


def test_what_others_did_before_us_is_judged_and_no_breach_of_ours(cast):
    (known,) = place(cast)
    early = contact(known, beijing_instant(DAY, 6))
    record_attempts(actor=day_runner(cast.agency_id), attempts=[early], at=NOON, subject="file:1")
    review = Review.objects.get()
    assert (review.verdict, review.is_breach) == ("deny", False)


def test_a_late_report_counts_at_its_own_time_and_reveals_a_breach(cast):
    (known,) = place(cast)
    visit = contact(known, NOON, Channel.VISIT, disposition=Disposition.MET_BORROWER)
    assert reported(cast, visit).is_breach is False
    earlier = contact(
        known, NOON - timedelta(days=2), Channel.VISIT, disposition=Disposition.NOBODY_MET
    )
    late = reported(cast, earlier)
    assert late.is_breach is False  # it was the first
    (breach,) = breaches_since(cast.agency_id, NOON, LATER)
    assert (breach.rules, breach.is_late) == (("HP-VISIT-CAP",), True)
    revealed = Review.objects.get(pk=breach.review_id)
    assert (revealed.attempt.at, revealed.revealed_by_id) == (NOON, late.attempt_id)


def test_each_breach_gets_one_follow_up_for_compliance(cast):
    (known,) = place(cast)
    reported(cast, contact(known, beijing_instant(DAY, 7)))
    runner = day_runner(cast.agency_id)
    assert follow_breaches(actor=runner, on=DAY, at=LATER) == 1
    assert follow_breaches(actor=runner, on=DAY, at=LATER) == 0
    followup = FollowUp.objects.get()
    assert (followup.owner_role, followup.case_id) == ("compliance", known.case_id)
    assert followup.details["rules"] == ["CN-TIME-01", "CN-TIME-02"]


def test_the_web_role_counts_contacts_of_others_and_sees_none_of_their_rows(cast):
    (known,) = place(cast)
    other = mandate(cast, agency_id=cast.other_agency_id)
    rival = day_runner(cast.other_agency_id)
    publish_accounts(
        actor=rival, accounts=[account(cast, other, 0, "R0"), account(cast, other, 7, "R7")],
        points=[], flags=[], at=NOON,
    )  # fmt: skip
    theirs, stranger = accounts_on_file(cast.other_agency_id)
    record_attempts(
        actor=rival, at=NOON, subject="file:1",
        attempts=[contact(each, NOON - WEEK, note="theirs") for each in (theirs, stranger)],
    )  # fmt: skip
    with acting_as(cast.lead), connection.cursor() as cursor:
        assert len(attempts_of_borrower(known.borrower_id, NOON)) == 1
        cursor.execute("SELECT count(*) FROM attempts_attempt")
        assert cursor.fetchone() == (0,)
        keys = [known.person_key, stranger.person_key]
        cursor.execute(
            "SELECT person FROM doorstep_contacts(%s, %s, '-infinity', %s)",
            [keys, cast.agency_id, NOON],
        )
        assert [bytes(person) for (person,) in cursor.fetchall()] == [known.person_key]
    with acting_as(cast.agent), connection.cursor() as cursor:  # nobody gave them the case
        cursor.execute(
            "SELECT person FROM doorstep_contacts(%s, %s, '-infinity', %s)",
            [keys, cast.agency_id, NOON],
        )
        assert cursor.fetchall() == []
