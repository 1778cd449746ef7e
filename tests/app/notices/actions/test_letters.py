"""Does a letter leave only under leave, once, and does one that comes back doubt its address?"""

from datetime import timedelta

import pytest
from tests.app.demonstration import DAY
from tests.app.doors import verbs_of
from tests.app.red_lines.trying import TEN

from doorstep.terms.codes import Channel, Purpose, Verdict
from doorstep_desk.cases.queries import case_of, visible_cases
from doorstep_desk.complaints.actions import pause_case
from doorstep_desk.decisions.may_write import may_write
from doorstep_desk.notices.actions.letters import (
    letters_said,
    post_letters,
    print_letters,
    take_back_letter,
    write_letter,
)
from doorstep_desk.notices.actions.send import mark_lost
from doorstep_desk.notices.actions.templates import (
    NewTemplate,
    approve_template,
    propose_template,
)
from doorstep_desk.notices.jobs import sender_of
from doorstep_desk.notices.letters import letters_since, print_of_day, waiting_letters
from doorstep_desk.notices.models import Message, ReturnedLetter
from doorstep_desk.office.pages.one_case.asked import case_asked
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Malformed, Refused

HOUR = timedelta(hours=1)
BODY = (
    "{lender}委托{agency}致信。{name}您好：截至 {day}，您尚有 {amount} 没有还清。"
    "您可以查询、提出异议或商量分期：{portal}。停止来信：{stop}。投诉：{complaint}。"
)
WORDS = NewTemplate("account", Channel.LETTER, Purpose.NOTIFY, "zh", BODY)
NOBODY_SHOULD = ("agent1", "analyst", "compliance", "admin")


@pytest.fixture
def lead(demo):
    """Return the lead of a desk whose words for a letter two people agreed on."""
    row = propose_template(actor=demo.actor("lead"), new=WORDS, at=TEN)
    approve_template(
        actor=demo.actor("compliance"), template_id=row.pk, payload_hash_seen=row.payload_hash,
        at=TEN,
    )  # fmt: skip
    return demo.actor("lead")


@pytest.fixture
def case_id(lead):
    """Return a case to which a letter may be written."""
    return next(key for key, answer in answers(lead) if answer.verdict is Verdict.ALLOW)


def answers(actor):
    """Yield cases with what the rules say about a letter."""
    for case in visible_cases(actor).order_by("id")[:400]:
        asked = case_asked(case, DAY, TEN)
        if answer := may_write(asked, Purpose.NOTIFY, TEN, in_own_language=True):
            yield case.pk, answer


def asked_of(actor, case_id, at=TEN):
    return case_asked(case_of(actor, case_id), DAY, at)


def written(actor, case_id):
    return write_letter(actor=actor, asked=asked_of(actor, case_id), key="account", at=TEN)


def posted(actor, case_id, left_behind=()):
    key = written(actor, case_id)
    print_letters(actor=actor, at=TEN)
    post_letters(actor=actor, on=DAY, left_behind=left_behind, at=TEN + HOUR)
    return key


@pytest.mark.parametrize("who", NOBODY_SHOULD)
def test_whoever_may_not_writes_prints_and_posts_no_letter(demo, lead, case_id, who):
    actor = demo.actor(who)
    for act in (
        lambda: write_letter(actor=actor, asked=asked_of(lead, case_id), key="account", at=TEN),
        lambda: print_letters(actor=actor, at=TEN),
        lambda: post_letters(actor=actor, on=DAY, left_behind=(), at=TEN),
        lambda: take_back_letter(actor=actor, message_id=new_id(), reason="moved", at=TEN),
    ):
        with pytest.raises(Refused):
            act()
    assert not Message.objects.filter(channel="letter").exists()


def test_words_that_only_one_person_has_read_are_no_letter(demo):
    lead = demo.actor("lead")
    propose_template(actor=lead, new=WORDS, at=TEN)
    case = visible_cases(lead).order_by("id").first()
    with pytest.raises(Refused, match="two people"):
        written(lead, case.pk)


def test_a_rule_that_forbids_or_does_not_know_keeps_the_letter_from_being_queued(demo, lead):
    against = next((key, a) for key, a in answers(lead) if a.verdict is not Verdict.ALLOW)
    with pytest.raises(Refused) as refusal:
        written(lead, against[0])
    assert refusal.value.rule == min(against[1].because)
    assert not Message.objects.filter(channel="letter").exists()


def test_a_pause_stops_a_letter_that_waits_before_it_is_printed(demo, lead, case_id):
    key = written(lead, case_id)
    assert waiting_letters(demo.agency_id, TEN) == 1
    pause_case(actor=demo.runner, case_id=case_id, reason="other", note="", until_on=None, at=TEN)
    assert print_letters(actor=lead, at=TEN) == 0
    assert Message.objects.get(pk=key).state == "cancelled"
    with pytest.raises(Refused, match="No letter"):
        print_of_day(demo.agency_id, DAY)


def test_nobody_writes_a_letter_to_somebody_who_is_left_in_peace(demo, lead, case_id):
    pause_case(actor=demo.runner, case_id=case_id, reason="other", note="", until_on=None, at=TEN)
    with pytest.raises(Refused) as refusal:
        written(lead, case_id)
    assert (refusal.value.code, refusal.value.rule) == ("message-refused", "HP-PAUSE-CASE")
    assert not Message.objects.filter(channel="letter").exists()


def test_a_letter_that_nobody_printed_in_time_needs_new_leave(demo, lead, case_id):
    key = written(lead, case_id)
    assert print_letters(actor=lead, at=TEN + 40 * HOUR) == 0
    assert Message.objects.get(pk=key).state == "cancelled"


def test_a_letter_is_printed_once_under_its_permit_and_counts_from_then_on(demo, lead, case_id):
    key = written(lead, case_id)
    row = Message.objects.get(pk=key)
    assert (row.state, row.gateway, row.permit.used_at) == ("queued", "post", None)
    assert print_letters(actor=lead, at=TEN) == 1
    assert print_letters(actor=lead, at=TEN) == 0
    row = Message.objects.get(pk=key)
    assert row.state == "sending"
    assert row.permit.used_at == TEN
    assert (row.attempt.channel, row.attempt.case_id) == ("letter", case_id)
    pdf = print_of_day(demo.agency_id, DAY)
    assert pdf.startswith(b"%PDF")
    assert pdf == print_of_day(demo.agency_id, DAY), "asked again it is the same"
    assert mark_lost(actor=sender_of(demo.agency_id), at=TEN + HOUR) == 0, "it lies on a desk"


def test_what_a_person_carried_is_sent_and_a_spoiled_one_is_not(demo, lead, case_id):
    with pytest.raises(Refused, match="waits for the post"):
        post_letters(actor=lead, on=DAY, left_behind=(), at=TEN)
    key = posted(lead, case_id)
    assert Message.objects.get(pk=key).state == "sent"
    with pytest.raises(Refused, match="waits for the post"):
        post_letters(actor=lead, on=DAY, left_behind=(), at=TEN)
    assert verbs_of(f"agency:{demo.agency_id}")[0] == "letters.posted"


def test_a_spoiled_letter_failed_and_is_in_no_print(demo, lead, case_id):
    key = written(lead, case_id)
    print_letters(actor=lead, at=TEN)
    assert post_letters(actor=lead, on=DAY, left_behind=[key], at=TEN) == 0
    assert Message.objects.get(pk=key).state == "failed"
    with pytest.raises(Refused, match="not come back"):
        take_back_letter(actor=lead, message_id=key, reason="moved", at=TEN)
    with pytest.raises(Refused, match="No letter"):
        print_of_day(demo.agency_id, DAY)


def test_a_letter_that_came_back_puts_its_address_in_doubt_once(demo, lead, case_id):
    key = posted(lead, case_id)
    point = Message.objects.get(pk=key).point
    with pytest.raises(Malformed):
        take_back_letter(actor=lead, message_id=key, reason="angry", at=TEN)
    take_back_letter(actor=lead, message_id=key, reason="moved", at=TEN + HOUR)
    before, point = point.confidence, type(point).objects.get(pk=point.pk)
    assert point.confidence == 5 < before
    (seen,) = letters_since(demo.agency_id, DAY)
    assert (seen.because, seen.state) == ("moved", "sent")
    assert ReturnedLetter.objects.get().message_id == key
    attempt = Message.objects.get(pk=key).attempt
    assert type(attempt).objects.get(corrects_id=attempt.pk).disposition == "returned"
    with pytest.raises(Refused, match="not come back"):
        take_back_letter(actor=lead, message_id=key, reason="moved", at=TEN + HOUR)


def test_what_is_previewed_is_what_is_printed(demo, lead, case_id):
    (said,) = letters_said(lead, asked_of(lead, case_id), ["account"])
    body = said.body
    assert Message.objects.get(pk=written(lead, case_id)).body == body
    assert "{" not in body
