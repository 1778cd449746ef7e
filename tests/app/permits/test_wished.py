"""Is leave past the times that a borrower wishes taken back at once, and given no more?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.app.doors import verbs_of
from tests.app.portfolio import DAY, NOON, place, point_of

from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.cases.facts import time_wishes
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.permits.actions import (
    IssuedPermit,
    WantedPermit,
    Withheld,
    any_time_again,
    issue_permits,
    wish_times,
)
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.self_service.queries import borrower_actor

HOUR = timedelta(hours=1)
EVERY_DAY, NOT_WEDNESDAY = 0b1111111, 0b1111011
AFTERNOON = WishedTime(EVERY_DAY, 14, 18)


@pytest.fixture
def known(cast):
    (one,) = place(cast)
    return one


@pytest.fixture
def own(cast, known):
    return borrower_actor(known.borrower_id, cast.agency_id)


def wanted(known, starts_at=NOON, **changed):
    ends = starts_at + HOUR
    usual = WantedPermit(
        case_id=known.case_id, person_id=known.borrower_id, point_id=point_of(known),
        channel=Channel.VISIT, purpose=Purpose.COLLECT, starts_at=starts_at, ends_at=ends,
        expires_at=ends,
    )  # fmt: skip
    return replace(usual, **changed)


def issued(cast, *asked, at=NOON - HOUR):
    return issue_permits(
        actor=day_runner(cast.agency_id), rulebook=rulebook_on(DAY), at=at, wanted=asked
    )


def say(actor, case_id, wish=AFTERNOON, at=NOON - HOUR):
    with acting_as(actor):
        return wish_times(actor=actor, case_id=case_id, wish=wish, form="page", at=at)


@pytest.mark.parametrize("who", ["analyst", "admin"])
def test_who_does_not_work_on_cases_notes_no_wish(cast, known, who):
    actor = getattr(cast, who)
    for act in (say, lambda a, case: any_time_again(actor=a, case_id=case, at=NOON)):
        with acting_as(actor), pytest.raises(Refused, match="role"):
            act(actor, known.case_id)
    assert time_wishes(NOON) == {}


def test_nobody_wishes_for_another_borrower(cast, known, own):
    other = place(cast, 2)[1]
    with pytest.raises(Refused):
        say(own, other.case_id)


@pytest.mark.parametrize("hours", [(0, 9, 12), (1, 12, 12), (1, 7, 9), (128, 9, 12)])
def test_a_wish_that_leaves_no_hour_is_refused(own, known, hours):
    with pytest.raises(Refused, match="day of the week"):
        say(own, known.case_id, WishedTime(*hours))
    assert time_wishes(NOON) == {}


def test_leave_past_the_wish_is_taken_back_in_the_same_moment_and_other_leave_stays(
    cast, known, own
):
    past, within, sms = issued(
        cast, wanted(known), wanted(known, NOON + 3 * HOUR, channel=Channel.CALL),
        wanted(known, NOON + HOUR, channel=Channel.SMS, purpose=Purpose.VISIT_NOTICE),
    )  # fmt: skip
    assert say(own, known.case_id) == 2
    rows = {row.pk: row.cancelled_because for row in Permit.objects.all()}
    assert rows[past.permit_id] == rows[sms.permit_id] == "wished times"
    assert rows[within.permit_id] == ""
    assert sorted(verbs_of(f"case:{known.case_id}")[:3]) == [
        "borrower.times_wished", "permit.cancelled", "permit.cancelled",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("channel", "purpose"),
    [(Channel.LETTER, Purpose.COLLECT), (Channel.SMS, Purpose.REPLY)],
)
def test_letters_and_answers_keep_their_leave(cast, known, own, channel, purpose):
    (other,) = issued(cast, wanted(known, channel=channel, purpose=purpose))
    assert say(own, known.case_id) == 0
    assert Permit.objects.get(pk=other.permit_id).cancelled_at is None


def minutes_of(answer, case_id):
    """Return how long the leave of an answer lasts, or None when it is withheld for a wish."""
    if answer == Withheld(case_id, "HP-WISH"):
        return None
    row = Permit.objects.get(pk=answer.permit_id)
    return (row.ends_at - row.starts_at) / timedelta(minutes=1)


@pytest.mark.parametrize(
    ("begins", "minutes"),
    [
        (NOON + HOUR, None),  # an hour before the wished hours
        (NOON + 2 * HOUR, 60),  # as they begin
        (NOON + 5.5 * HOUR, 30),  # cut where they end
        (NOON + 6 * HOUR, None),  # they have ended
    ],
)
def test_leave_begins_within_the_wished_hours_and_ends_with_them(
    cast, known, own, begins, minutes
):
    say(own, known.case_id)
    (answer,) = issued(cast, wanted(known, begins))
    assert minutes_of(answer, known.case_id) == minutes
    newest = verbs_of(f"case:{known.case_id}")[0]
    assert newest == ("permit.withheld" if minutes is None else "permit.issued")


def test_on_a_weekday_that_is_not_wished_there_is_no_leave(cast, known, own):
    say(own, known.case_id, WishedTime(NOT_WEDNESDAY, 8, 22))
    calls = (wanted(known, NOON + ahead, channel=Channel.CALL) for ahead in (0 * HOUR, 24 * HOUR))
    today, tomorrow = issued(cast, *calls)
    assert today == Withheld(known.case_id, "HP-WISH")
    assert isinstance(tomorrow, IssuedPermit)


def test_a_newer_wish_takes_the_place_of_the_one_before_and_both_stay_on_file(cast, known, own):
    say(own, known.case_id)
    say(own, known.case_id)
    evening = WishedTime(EVERY_DAY, 18, 20)
    say(cast.lead, known.case_id, evening, NOON)
    assert time_wishes(NOON) == {known.borrower_id: evening}
    assert time_wishes(NOON - HOUR / 2) == {known.borrower_id: AFTERNOON}
    assert verbs_of(f"case:{known.case_id}").count("borrower.times_wished") == 2


def test_after_the_wish_is_withdrawn_leave_is_given_as_before(cast, known, own):
    say(own, known.case_id)
    with acting_as(own):
        any_time_again(actor=own, case_id=known.case_id, at=NOON - HOUR)
        any_time_again(actor=own, case_id=known.case_id, at=NOON - HOUR)
    assert verbs_of(f"case:{known.case_id}").count("borrower.times_withdrawn") == 1
    (answer,) = issued(cast, wanted(known), at=NOON - HOUR)
    assert isinstance(answer, IssuedPermit)
