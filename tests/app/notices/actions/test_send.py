"""Does every message leave at most once, only under its permit, and is every doubt listed?"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.app.notices.harness import faults_of, queued, send_all, weather
from tests.app.portfolio import NOON
from tests.outside.centre import Centre, Whim

from doorstep.terms.codes import Channel
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.notices.actions.hear import settle_unknown, take_answer
from doorstep_desk.notices.actions.send import claim_due, mark_lost, settle_left
from doorstep_desk.notices.jobs import sender_of
from doorstep_desk.notices.models import Message
from doorstep_desk.notices.outgoing import Answer, Fate, Left
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused

LATER = NOON + timedelta(minutes=10)


def test_whoever_may_not_send_sends_nothing(cast):
    with pytest.raises(Refused):
        claim_due(actor=cast.agent, gateway="sms", most=5, at=NOON)
    with pytest.raises(Refused):
        mark_lost(actor=cast.analyst, at=NOON)
    with pytest.raises(Refused):
        settle_unknown(actor=cast.agent, message_id=new_id(), fate=Fate.SENT, at=NOON)


def test_a_message_is_committed_with_its_used_permit_before_it_is_handed_over(cast):
    queued(cast, 2)
    claimed = claim_due(actor=sender_of(cast.agency_id), gateway="sms", most=5, at=NOON)
    rows = list(Message.objects.select_related("permit", "attempt"))
    assert {row.state for row in rows} == {"sending"}
    assert len(claimed) == 2
    for row in rows:
        assert row.permit.used_at == NOON
        assert row.attempt.permit_id == row.permit_id
        assert row.attempt.disposition == "unknown"
    assert claim_due(actor=sender_of(cast.agency_id), gateway="sms", most=5, at=NOON) == []


def test_what_a_dead_process_left_is_unknown_and_is_never_sent_again(cast):
    queued(cast, 1)
    sender = sender_of(cast.agency_id)
    claim_due(actor=sender, gateway="sms", most=5, at=NOON)
    assert mark_lost(actor=sender, at=NOON + timedelta(minutes=5)) == 0
    assert mark_lost(actor=sender, at=LATER) == 1
    with Centre() as centre:
        assert send_all(cast, centre, LATER) == 0
        assert centre.taken == []
    (row,) = Message.objects.all()
    assert (row.state, row.because) == ("unknown", "its process ended")


@pytest.mark.parametrize(
    ("column", "value"),
    [("state", "queued"), ("state", "cancelled"), ("case_id", None), ("permit_id", None)],
)
def test_the_database_lets_no_message_go_back_or_change_hands(cast, column, value):
    queued(cast, 2)
    claim_due(actor=sender_of(cast.agency_id), gateway="sms", most=1, at=NOON)
    first, other = Message.objects.order_by("state").all()[::-1]
    assert first.state == "sending"
    with pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.filter(pk=first.pk).update(**{column: value or getattr(other, column)})


def test_the_database_keeps_no_message_without_a_permit(cast):
    queued(cast, 1)
    row = Message.objects.get()
    Permit.objects.update(cancelled_at=NOON)
    with pytest.raises(DatabaseError, match="without a permit"), transaction.atomic():
        Message(
            **{**{f.attname: getattr(row, f.attname) for f in row._meta.fields}, "id": new_id()}
        ).save(force_insert=True)
    with pytest.raises(DatabaseError, match=r"executed contact|violates"), transaction.atomic():
        Message.objects.filter(pk=row.pk).update(state="sending")


def test_a_pause_before_its_time_keeps_it_from_leaving(cast):
    queued(cast, 2)
    stopped, kept = Message.objects.order_by("id")
    pause_case(
        actor=cast.lead, case_id=stopped.case_id, reason="complaint", note="", until_on=None,
        at=NOON,
    )  # fmt: skip
    stopped.refresh_from_db()
    assert (stopped.state, stopped.because) == ("cancelled", "paused: complaint")
    with Centre() as centre:
        assert send_all(cast, centre) == 1
    assert {each.to for each in centre.taken} == {kept.point.value}


def test_a_permit_that_is_gone_cancels_its_message_at_the_last_moment(cast):
    queued(cast, 1)
    Permit.objects.update(cancelled_at=NOON, cancelled_because="x")
    assert claim_due(actor=sender_of(cast.agency_id), gateway="sms", most=5, at=NOON) == []
    assert Message.objects.get().state == "cancelled"
    assert Attempt.objects.count() == 0


def test_a_receipt_makes_the_contact_a_delivered_one_and_twice_is_once(cast):
    queued(cast, 1)
    with Centre(whim=lambda n: Whim.TWICE) as centre:
        send_all(cast, centre)
    row = Message.objects.get()
    assert row.state == "sent"
    assert row.delivered_at is not None
    outcomes = list(
        Attempt.objects.order_by("received_at", "corrects").values_list("disposition", flat=True)
    )
    assert sorted(outcomes) == ["delivered", "unknown"]


def test_a_failure_counts_as_not_delivered(cast):
    queued(cast, 1)
    with Centre(whim=lambda n: Whim.REFUSE) as centre:
        send_all(cast, centre)
    assert Message.objects.get().state == "failed"
    assert Attempt.objects.exclude(corrects=None).get().disposition == "not_delivered"


def test_a_person_settles_what_is_unknown_and_nothing_else(cast):
    queued(cast, 1)
    sender = sender_of(cast.agency_id)
    (out,) = claim_due(actor=sender, gateway="sms", most=5, at=NOON)
    with pytest.raises(Refused, match="known already"):
        settle_unknown(actor=cast.lead, message_id=out.message_id, fate=Fate.SENT, at=NOON)
    settle_left(actor=sender, left=[Left(out.message_id, Fate.UNKNOWN)], at=NOON)
    with pytest.raises(Refused, match="no such message"):
        settle_unknown(actor=cast.rival, message_id=out.message_id, fate=Fate.SENT, at=NOON)
    settle_unknown(actor=cast.lead, message_id=out.message_id, fate=Fate.FAILED, at=NOON)
    row = Message.objects.get()
    assert (row.state, row.acknowledged_by) == ("failed", "lead")


def test_an_answer_that_asks_to_stop_stops_everything_at_once(cast):
    (number, _) = queued(cast, 2)
    sender = sender_of(cast.agency_id)
    answer = Answer(number, "ＴＤ", NOON)
    assert take_answer(actor=sender, answer=answer, channel=Channel.SMS, at=NOON)
    states = {row.point.value: row.state for row in Message.objects.select_related("point")}
    assert states.pop(number) == "cancelled"
    assert set(states.values()) == {"queued"}
    assert Permit.objects.filter(cancelled_at=None).count() == 1
    assert not take_answer(
        actor=sender, answer=Answer("13900000000", "TD", NOON), channel=Channel.SMS, at=NOON
    )


def test_a_thousand_messages_through_a_bad_day_leave_nothing_twice_and_no_doubt_unlisted(cast):
    seed, people = 7, 1000
    queued(cast, people)
    with Centre(whim=weather(seed, 0.30, 20_000), delay=0.001) as centre:
        assert send_all(cast, centre) == people
    found = faults_of(centre)
    assert found.count == 0, (seed, found)
    assert Message.objects.filter(state="unknown").count() > 0


def test_the_harness_notices_a_second_sending_a_missing_permit_and_a_hidden_doubt(cast):
    queued(cast, 4)
    with Centre() as centre:
        send_all(cast, centre)
        centre.taken.append(centre.taken[0])  # sent twice
        stranger = type(centre.taken[0])("15499999999", b"", 0, False, "x")
        centre.taken.append(stranger)  # sent to somebody without leave
        lost = next(each for each in centre.taken[1:4])
        centre.taken.remove(lost)  # called sent, never came
    found = faults_of(centre)
    assert found.twice == [centre.taken[0].to]
    assert found.without_permit == [stranger.to]
    assert found.wrong == [lost.to]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notices_message WHERE state = 'sent'")
        assert cursor.fetchone()[0] == 4
