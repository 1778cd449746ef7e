"""Are words sent only after rules and two people have looked at them?"""

import pytest
from tests.app.doors import signed_in, text_of, verbs_of
from tests.app.portfolio import NOON, place

from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.cases.queries import points_of
from doorstep_desk.notices.actions.queue import NewMessage, queue_messages
from doorstep_desk.notices.actions.stop import cancel_batch
from doorstep_desk.notices.actions.templates import (
    NewTemplate,
    approve_template,
    propose_template,
    withdraw_template,
)
from doorstep_desk.notices.models import Message, Template
from doorstep_desk.notices.words import values_of_case, words_for
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.refusal import Refused

GOOD = NewTemplate(
    "help", Channel.SMS, Purpose.SERVICE, "zh",
    "【{lender}】{name}您好，目前合计 {amount}，可以分次：{portal}。退订回TD，投诉{complaint}。",
)  # fmt: skip


def approved(cast) -> Template:
    row = propose_template(actor=cast.lead, new=GOOD, at=NOON)
    return approve_template(
        actor=cast.compliance, template_id=row.pk, payload_hash_seen=row.payload_hash, at=NOON
    )


def test_whoever_may_not_propose_or_approve_does_not(cast):
    with pytest.raises(Refused):
        propose_template(actor=cast.agent, new=GOOD, at=NOON)
    row = propose_template(actor=cast.lead, new=GOOD, at=NOON)
    for actor in (cast.lead, cast.agent, cast.rival):
        with pytest.raises(Refused):
            approve_template(
                actor=actor, template_id=row.pk, payload_hash_seen=row.payload_hash, at=NOON
            )


def test_words_that_a_rule_objects_to_are_not_even_proposed(cast):
    bad = NewTemplate("help", Channel.SMS, Purpose.SERVICE, "zh", GOOD.body + "否则后果自负。")
    with pytest.raises(Refused) as refused:
        propose_template(actor=cast.lead, new=bad, at=NOON)
    assert (refused.value.code, refused.value.rule) == ("threat", "CN-CONT-03")
    assert Template.objects.count() == 0


def test_nobody_approves_their_own_words_nor_others_than_were_read(cast):
    row = propose_template(actor=cast.compliance, new=GOOD, at=NOON)
    with pytest.raises(Refused, match="Another person"):
        approve_template(
            actor=cast.compliance, template_id=row.pk, payload_hash_seen=row.payload_hash,
            at=NOON,
        )  # fmt: skip
    other = propose_template(actor=cast.lead, new=GOOD, at=NOON)
    with pytest.raises(Refused, match="not what stands there"):
        approve_template(
            actor=cast.compliance, template_id=other.pk, payload_hash_seen="0" * 64, at=NOON
        )


def test_only_agreed_words_are_found_and_the_house_answers_without_any(cast):
    with pytest.raises(Refused, match="two people"):
        words_for(cast.agency_id, "help", Channel.SMS, "zh")
    with pytest.raises(Refused, match="two people"):
        words_for(cast.agency_id, "payment_reminder", Channel.SMS, "zh")
    assert words_for(cast.agency_id, "receipt", Channel.SMS, "zh").template_id is None
    row = approved(cast)
    assert words_for(cast.agency_id, "help", Channel.SMS, "ko").template_id == row.pk
    withdraw_template(actor=cast.lead, template_id=row.pk, at=NOON)
    with pytest.raises(Refused):
        words_for(cast.agency_id, "help", Channel.SMS, "zh")
    assert verbs_of(f"template:{row.pk}") == [
        "template.withdrawn", "template.approved", "template.proposed",
    ]  # fmt: skip


def test_a_message_says_the_books_sum_and_a_batch_can_be_stopped(cast):
    (known,) = place(cast)
    approved(cast)
    words = words_for(cast.agency_id, "help", Channel.SMS, "zh")
    values = values_of_case(cast.lead, known.case_id)
    point = points_of(known.borrower_id)[0].pk
    queued = queue_messages(
        actor=cast.lead, words=words, rulebook=rulebook_on(NOON.date()), gateway="sms",
        sends_at=NOON, at=NOON, messages=[NewMessage(known.case_id, point, values)],
    )  # fmt: skip
    assert "¥1,000.00" in Message.objects.get().body
    with pytest.raises(Refused):
        cancel_batch(actor=cast.agent, batch=queued.batch, at=NOON)
    assert cancel_batch(actor=cast.rival, batch=queued.batch, at=NOON) == 0
    assert cancel_batch(actor=cast.lead, batch=queued.batch, at=NOON) == 1
    assert Message.objects.get().state == "cancelled"
    assert Permit.objects.get().cancelled_at == NOON


def test_a_message_whose_field_nobody_knows_is_not_queued(cast):
    (known,) = place(cast)
    approved(cast)
    words = words_for(cast.agency_id, "help", Channel.SMS, "zh")
    with pytest.raises(Refused, match="nothing is known for"):
        queue_messages(
            actor=cast.lead, words=words, rulebook=rulebook_on(NOON.date()), gateway="sms",
            sends_at=NOON, at=NOON,
            messages=[NewMessage(known.case_id, points_of(known.borrower_id)[0].pk, {})],
        )  # fmt: skip
    assert Message.objects.count() == Permit.objects.count() == 0


def test_the_page_names_the_rule_that_objects_and_keeps_what_was_typed(cast):
    client = signed_in("lead")
    typed = {
        "key": "help", "channel": "sms", "purpose": "service", "language": "zh",
        "body": GOOD.body + "立即还款。",
    }  # fmt: skip
    answer = client.post("/templates/propose", typed)
    assert answer.status_code == 409
    assert "RL-02" in text_of(answer)
    assert "立即还款" in text_of(answer)
    assert client.post("/templates/propose", {**typed, "body": GOOD.body}).status_code == 302
    row = Template.objects.get()
    seen = {"seen": row.payload_hash}
    assert client.post(f"/templates/{row.pk}/approve", seen).status_code == 403
    assert signed_in("compliance").post(f"/templates/{row.pk}/approve", seen).status_code == 302
    assert signed_in("lead").get("/work").status_code == 200
