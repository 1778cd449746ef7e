"""After a week of work, does the ledger itself show that the rules were kept?

Nothing here asks the rule engine. The rows that a week leaves behind are counted again with
simple arithmetic, as an inspector with a copy of the database would count them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from tests.app.demonstration import DAWN, DAY, Demonstration

from doorstep.terms.local_time import BEIJING
from doorstep_desk.arrangements.models import Promise, PromiseOutcome
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.commands.days import one_day
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.complaints.models import Pause
from doorstep_desk.dayplans.models import Stop
from doorstep_desk.followups.models import FollowUp
from doorstep_desk.notices.models import Notice
from doorstep_desk.payments.models import Payment
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing import clock

LAST = DAY + timedelta(days=5)
PRESSING = {"collect", "notify", "remind", "locate", "pass_message", "visit_notice"}
Week = list[dict[str, object]]


@pytest.fixture(scope="module")
def week(demo_clone: Demonstration) -> Iterator[Week]:
    """Run and answer six days in turn, with a weekend; two cases are paused at first."""
    with transaction.atomic(), clock.fixed(DAWN):
        for stop in Stop.objects.order_by("id")[:2]:
            pause_case(
                actor=demo_clone.runner, case_id=stop.case_id, reason="complaint", note="",
                until_on=None, at=DAWN,
            )  # fmt: skip
        days = [DAY + timedelta(days=ahead) for ahead in range((LAST - DAY).days + 1)]
        yield [one_day(demo_clone.runner, on) for on in days]
        transaction.set_rollback(True)


def made(channel: str | None = None) -> list[Attempt]:
    """Return what was attempted in the week, imported history left out."""
    rows = Attempt.objects.filter(at__gte=DAWN, direction="outbound").order_by("at")
    return list(rows.filter(channel=channel) if channel else rows)


def local(at: datetime) -> datetime:
    return at.astimezone(BEIJING)


def day_of(at: datetime) -> date:
    return local(at).date()


def test_the_week_was_worth_counting(week):
    assert len(made("visit")) >= 10
    assert len(made("call")) >= 100
    assert len(made("sms")) >= 100
    assert sum(int(line["promises_made"]) for line in week) >= 5


def test_every_visit_began_between_nine_and_half_past_seven_in_the_evening(week):
    clocks = [f"{local(visit.at):%H:%M}" for visit in made("visit")]
    assert "09:00" <= min(clocks) <= max(clocks) <= "19:30"


def test_nobody_was_reached_between_ten_in_the_evening_and_eight(week):
    clocks = [f"{local(attempt.at):%H:%M}" for attempt in made()]
    assert "08:00" <= min(clocks) <= max(clocks) < "22:00"


def test_nobody_was_visited_on_a_weekend_but_on_working_days_somebody_was(week):
    visited = Counter(day_of(visit.at) for visit in made("visit"))
    assert all(day.weekday() < 5 for day in visited)
    assert len(visited) >= 3  # what is announced on a Wednesday evening is a Friday visit


def test_nobody_was_visited_twice_in_a_week_or_three_times_in_a_month(week):
    visits: dict[bytes, list[datetime]] = defaultdict(list)
    since = DAWN - timedelta(days=40)
    rows = Attempt.objects.filter(channel="visit", direction="outbound", at__gte=since)
    for row in rows.exclude(disposition="cancelled").order_by("at"):
        visits[bytes(row.person_key)].append(row.at)
    assert made("visit")
    for row in made("visit"):
        person = visits[bytes(row.person_key)]
        week_before = row.at - timedelta(days=7)
        month_before = row.at - timedelta(days=30)
        assert sum(week_before < at <= row.at for at in person) == 1
        assert sum(month_before < at <= row.at for at in person) <= 2


def test_every_visit_was_announced_a_day_before_and_not_declined(week):
    assert made("visit")
    for visit in made("visit"):
        notices = Notice.objects.filter(
            case_id=visit.case_id, sent_at__lte=visit.at - timedelta(hours=24),
            visits_from_on__lte=day_of(visit.at), visits_until_on__gte=day_of(visit.at),
            offers_decline=True, declined_at=None,
        )  # fmt: skip
        assert notices.exists(), visit.case_id


def test_no_visit_and_no_announcement_without_a_permit_that_was_used(week):
    permits = {
        (row.case_id, day_of(row.starts_at))
        for row in Permit.objects.filter(channel="visit").exclude(used_at=None)
    }
    assert {(row.case_id, day_of(row.at)) for row in made("visit")} == permits
    told = {(row.case_id, row.at) for row in made("sms") if row.purpose == "visit_notice"}
    leave = set(
        Permit.objects.filter(channel="sms", purpose="visit_notice")
        .exclude(used_at=None)
        .values_list("case_id", "starts_at")
    )
    assert told == leave


def test_nobody_was_treated_twice_on_one_day_announcements_aside(week):
    treated = Counter(
        (bytes(row.person_key), day_of(row.at)) for row in made() if row.purpose != "visit_notice"
    )
    assert max(treated.values()) == 1


def test_after_a_case_was_paused_nobody_pressed_its_borrower(week):
    paused = {
        pause.case_id: pause.starts_at
        for pause in Pause.objects.filter(ended_at=None).select_related("case")
    }
    assert len(paused) >= 2
    for row in made():
        if row.case_id in paused and row.purpose in PRESSING:
            assert row.at < paused[row.case_id]


def test_every_promise_was_possible_and_each_is_settled_once_with_one_follow_up(week):
    for promise in Promise.objects.filter(made_at__gte=DAWN):
        assert promise.due_on >= day_of(promise.made_at)
        assert promise.due_on <= day_of(promise.made_at) + timedelta(days=90)
    settled = PromiseOutcome.objects.filter(settled_on__gt=DAY, decided_at__gte=DAWN)
    assert settled.exists()
    for outcome in settled:
        assert FollowUp.objects.filter(source=f"promise:{outcome.promise_id}").count() == 1


def test_a_kept_promise_was_paid_in_full_and_no_money_was_used_twice(week):
    kept: dict[int, int] = defaultdict(int)
    first: dict[int, date] = {}
    rows = PromiseOutcome.objects.filter(decided_at__gte=DAWN).select_related("promise")
    for row in rows:
        assert (row.state == "kept") == (row.paid_fen == row.promise.amount_fen)
        kept[row.promise.case_id] += row.paid_fen
        made_on = day_of(row.promise.made_at)
        first[row.promise.case_id] = min(first.get(row.promise.case_id, made_on), made_on)
    assert any(kept.values())
    for case, fen in kept.items():
        came = Payment.objects.filter(case_id=case, received_on__gte=first[case])
        assert fen <= sum(came.values_list("amount_fen", flat=True))


def test_each_line_says_what_the_ledger_says(week):
    assert sum(int(line["visits"]) for line in week) == len(made("visit")) > 0
    for line in week:
        on = date.fromisoformat(str(line["date"]))
        visits = [row for row in made("visit") if day_of(row.at) == on]
        assert line["visits"] == len(visits)
        paid = Payment.objects.filter(received_on=on).values_list("amount_fen", flat=True)
        assert line["recovered_fen"] == sum(paid)
        promised = [row for row in Promise.objects.all() if day_of(row.made_at) == on]
        assert line["promises_made"] == len(promised)
