"""Does an announcement leave only under a permit, once, and as an attempt that counts?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAWN, DAY, Demonstration

from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.models import CaseFlag
from doorstep_desk.cases.wished import WishedTime
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.notices.actions import deliver_demo_notices, queue_notices
from doorstep_desk.notices.actions.send import claim_due
from doorstep_desk.notices.models import Notice
from doorstep_desk.notices.queries import notices_for
from doorstep_desk.permits.actions import wish_times
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.workdays.announcements import DEMO_GATEWAY

EVENING = beijing_instant(DAY, 20)
TOMORROW = DAY + timedelta(days=1)


def delivered(demo: Demonstration, at=EVENING) -> int:
    return deliver_demo_notices(actor=demo.runner, gateway=DEMO_GATEWAY, at=at)


def waiting() -> list[Notice]:
    return list(Notice.objects.filter(sent_at=None).select_related("case").order_by("id"))


@pytest.mark.parametrize("who", ["agent1", "analyst", "compliance", "admin"])
def test_who_may_not_announce_announces_nothing(demo, who):
    with pytest.raises(Refused, match="role"):
        deliver_demo_notices(actor=demo.actor(who), gateway=DEMO_GATEWAY, at=EVENING)
    with pytest.raises(Refused, match="role"):
        queue_notices(
            actor=demo.actor(who), notices=[], rulebook=rulebook_on(DAY), gateway=DEMO_GATEWAY,
            sends_at=EVENING, at=DAWN,
        )  # fmt: skip


def test_the_day_announces_visits_of_the_next_days_each_under_its_own_permit(demo):
    rows = waiting()
    assert len(rows) == demo.summary["announced"] > 0
    assert len({row.case_id for row in rows}) == len(rows)
    permits = Permit.objects.filter(channel="sms", purpose="visit_notice")
    assert set(permits.values_list("case_id", flat=True)) == {row.case_id for row in rows}
    for row in rows:
        assert row.visits_from_on == TOMORROW
        assert row.sends_at == beijing_instant(DAY, 17)
        assert row.offers_decline
        assert row.point.borrower_id == row.case.borrower_id
        assert row.gateway == DEMO_GATEWAY
        assert "N" in row.body


def test_an_announcement_says_nothing_of_debt(demo):
    bodies = "\n".join(row.body for row in waiting())
    assert "N" in bodies
    for word in ("欠", "逾期", "债", "催", "逮", "诉", "연체", "빚"):
        assert word not in bodies


def test_nothing_leaves_before_its_time(demo):
    assert delivered(demo, beijing_instant(DAY, 16)) == 0
    assert Notice.objects.filter(sent_at__gte=DAWN).count() == 0


def test_what_leaves_is_an_attempt_uses_its_permit_and_leaves_once(demo):
    expected, before = len(waiting()), Attempt.objects.count()
    assert delivered(demo) == expected
    assert waiting() == []
    assert Attempt.objects.count() == before + expected
    assert not Permit.objects.filter(purpose="visit_notice", used_at=None).exists()
    assert delivered(demo) == 0
    assert Attempt.objects.count() == before + expected


def test_what_was_delivered_makes_a_visit_possible_from_tomorrow_on(demo):
    cases = {row.case_id for row in waiting()}
    assert not cases & set(notices_for(demo.agency_id, TOMORROW, EVENING))
    delivered(demo)
    seen = notices_for(demo.agency_id, TOMORROW, EVENING)
    assert cases <= set(seen)
    assert all(not seen[case].was_declined for case in cases)


def test_a_pause_in_the_afternoon_keeps_the_message_of_the_evening_from_leaving(demo):
    stopped, *others = waiting()
    pause_case(
        actor=demo.runner, case_id=stopped.case_id, reason="complaint", note="", until_on=None,
        at=beijing_instant(DAY, 15),
    )  # fmt: skip
    assert delivered(demo) == len(others)
    stopped.refresh_from_db()
    assert stopped.sent_at is None
    assert stopped.case_id not in notices_for(demo.agency_id, TOMORROW, EVENING)


@pytest.mark.parametrize(
    ("wish", "leaves"),
    [
        (WishedTime(0b1111111, 19, 21), False),  # the message would come at five
        (WishedTime(0b1111011, 8, 22), False),  # not on a Wednesday
        (WishedTime(0b1111111, 9, 19), True),
    ],
)
def test_a_message_past_the_times_that_the_borrower_wishes_never_leaves(demo, wish, leaves):
    wishing, *others = waiting()
    wish_times(
        actor=demo.actor("lead"), case_id=wishing.case_id, wish=wish, form="call",
        at=beijing_instant(DAY, 15),
    )  # fmt: skip
    assert delivered(demo) == len(others) + leaves
    wishing.refresh_from_db()
    assert (wishing.sent_at is not None) is leaves


def test_nobody_who_died_or_has_a_lawyer_is_announced_a_visit(demo):
    flagged = CaseFlag.objects.filter(
        flag__in=("deceased", "represented_by_lawyer", "contact_refused", "complaint_open")
    )
    told = {row.case_id for row in waiting()}
    assert not told & set(flagged.values_list("case_id", flat=True))


def test_nothing_is_claimed_inside_a_transaction_that_may_still_be_undone(demo):
    with pytest.raises(RuntimeError, match="durable"):
        claim_due(actor=demo.runner, gateway="sms", most=5, at=EVENING)
