"""Does one borrower get exactly the words that somebody read, under leave, once, or nothing?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import signed_in, text_of, verbs_of
from tests.app.red_lines.trying import TEN

from doorstep.terms.codes import Channel, Purpose, Verdict
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.cases.queries import case_of, visible_cases
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.decisions.may_write import may_write, writing_seen
from doorstep_desk.notices.actions.send import claim_due, take_due
from doorstep_desk.notices.actions.templates import (
    NewTemplate,
    approve_template,
    propose_template,
    withdraw_template,
)
from doorstep_desk.notices.actions.write import message_said, write_message
from doorstep_desk.notices.models import Message, Template
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused

LATE = beijing_instant(DAY, 23)
BODY = (
    "【{lender}】{name}您好，如果近来手头紧，可以改期或分次：{portal}。退订回TD，投诉{complaint}。"
)
WORDS = NewTemplate("help", Channel.SMS, Purpose.SERVICE, "zh", BODY)
NOBODY_SHOULD = ("agent1", "analyst", "compliance", "admin")


@pytest.fixture
def lead(demo):
    """Return the lead of a desk whose words two people agreed on."""
    row = propose_template(actor=demo.actor("lead"), new=WORDS, at=TEN)
    approve_template(
        actor=demo.actor("compliance"), template_id=row.pk, payload_hash_seen=row.payload_hash,
        at=TEN,
    )  # fmt: skip
    return demo.actor("lead")


@pytest.fixture
def case_id(lead):
    """Return a case whose borrower may be written to at ten."""
    return next(key for key, verdict in answers(lead) if verdict is Verdict.ALLOW)


def answers(actor):
    for case in visible_cases(actor).order_by("id")[:400]:
        asked = case_asked(case, DAY, TEN)
        answer = may_write(asked, Purpose.SERVICE, TEN, in_own_language=True, channel=Channel.SMS)
        if answer is not None:
            yield case.pk, answer.verdict


def asked_of(actor, case_id, at=TEN):
    return case_asked(case_of(actor, case_id), DAY, at)


def seen_by(actor, case_id, at=TEN):
    return message_said(actor, asked_of(actor, case_id, at), "help", Channel.SMS).seen


def written(actor, case_id, seen=None, at=TEN, channel=Channel.SMS):
    return write_message(
        actor=actor, asked=asked_of(actor, case_id, at), key="help", channel=channel, at=at,
        seen=seen_by(actor, case_id, at) if seen is None else seen,
    )  # fmt: skip


def expect_refused(code, act):
    with pytest.raises(Refused) as refusal:
        act()
    assert refusal.value.code == code
    assert not Message.objects.filter(key="help").exists()
    return refusal.value


@pytest.mark.parametrize("who", NOBODY_SHOULD)
def test_whoever_may_not_write_neither_reads_nor_sends(demo, lead, case_id, who):
    asked, seen = asked_of(lead, case_id), seen_by(lead, case_id)
    expect_refused("not-permitted", lambda: write_message(
        actor=demo.actor(who), asked=asked, key="help", channel=Channel.SMS, seen=seen, at=TEN
    ))  # fmt: skip
    with clock.fixed(TEN):
        assert signed_in(who).get(f"/cases/{case_id}/message").status_code == 403
        assert signed_in(who).post(f"/cases/{case_id}/message/send").status_code == 403


def test_words_that_were_taken_back_are_not_sent_though_they_were_read(lead, case_id):
    seen = seen_by(lead, case_id)
    row = Template.objects.get(key="help")
    withdraw_template(actor=lead, template_id=row.pk, at=TEN)
    expect_refused("template-not-approved", lambda: written(lead, case_id, seen))


def test_what_nobody_read_is_not_sent(lead, case_id):
    expect_refused("message-changed", lambda: written(lead, case_id, ""))
    others = next(key for key, _ in answers(lead) if key != case_id)
    expect_refused("message-changed", lambda: written(lead, case_id, seen_by(lead, others)))


def test_no_letter_and_no_call_leaves_this_way(lead, case_id):
    expect_refused("message-channel", lambda: written(lead, case_id, "x", channel=Channel.LETTER))


def test_a_paused_borrower_is_left_in_peace_even_with_an_offer_of_help(demo, lead, case_id):
    pause_case(actor=demo.runner, case_id=case_id, reason="other", note="", until_on=None, at=TEN)
    expect_refused("message-paused", lambda: written(lead, case_id))


def test_at_night_nothing_is_queued_and_the_rule_is_named(lead, case_id):
    refusal = expect_refused("message-refused", lambda: written(lead, case_id, at=LATE))
    assert refusal.rule


def test_a_second_click_sends_nothing_more(lead, case_id):
    seen = seen_by(lead, case_id)
    written(lead, case_id, seen)
    with pytest.raises(Refused, match="wait for this borrower already"):
        written(lead, case_id, seen)
    take_due(actor=lead, gateway="demo", most=50, at=TEN)
    with pytest.raises(Refused, match="Read it again"):
        written(lead, case_id, seen)
    assert Message.objects.filter(key="help").count() == 1


def test_it_waits_under_its_own_permit_and_its_intent_is_kept_before_it_leaves(lead, case_id):
    row = Message.objects.get(pk=written(lead, case_id))
    assert (row.state, row.gateway, row.attempt, row.permit.used_at) == (
        "queued", "demo", None, None,
    )  # fmt: skip
    assert "{" not in row.body
    assert "message.queued" in verbs_of(f"case:{case_id}")
    with pytest.raises(RuntimeError):
        claim_due(actor=lead, gateway="demo", most=50, at=TEN)
    take_due(actor=lead, gateway="demo", most=50, at=TEN)
    row.refresh_from_db()
    assert (row.state, row.permit.used_at, row.attempt.channel) == ("sending", TEN, "sms")


def test_a_message_allowed_in_the_evening_does_not_leave_in_the_night(lead, case_id):
    seen = writing_seen(
        asked_of(lead, case_id), Purpose.SERVICE, TEN, in_own_language=True, channel=Channel.SMS
    )
    closes = seen.open_until
    row = Message.objects.get(pk=written(lead, case_id, at=closes - timedelta(minutes=20)))
    assert row.permit.ends_at == closes
    assert take_due(actor=lead, gateway="demo", most=50, at=closes + timedelta(minutes=1)) == []
    row.refresh_from_db()
    assert (row.state, row.attempt) == ("cancelled", None)


def test_the_page_shows_the_words_and_a_button_and_sends_what_was_read(lead, case_id):
    with clock.fixed(TEN):
        client = signed_in("lead")
        answer = client.get(f"/cases/{case_id}/message")
        seen = answer.context["page"].preview
        assert seen.may_send
        assert f'value="{seen.seen}"' in text_of(answer)
        sent = client.post(
            f"/cases/{case_id}/message/send",
            {"channel": seen.channel, "key": seen.key, "seen": seen.seen},
        )
        assert sent.status_code == 302
    assert Message.objects.get(key="help").body == seen.body


def test_where_the_law_refuses_a_reason_and_the_next_time_stand_in_place_of_the_button(
    lead, case_id
):
    with clock.fixed(LATE):
        client = signed_in("lead")
        answer = client.get(f"/cases/{case_id}/message")
        law = answer.context["page"].preview.law
        assert law.verdict != "allow"
        assert law.against
        assert law.next_at > LATE
        assert "message/send" not in text_of(answer)
        tried = client.post(
            f"/cases/{case_id}/message/send",
            {"channel": "sms", "key": "help", "seen": answer.context["page"].preview.seen},
        )
        assert tried.status_code == 409
    assert not Message.objects.filter(key="help").exists()
