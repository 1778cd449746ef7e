"""Does each text message leave once, whole, and is it said of each what became of it?"""

import uuid
from collections import Counter

import numpy as np
import pytest
from tests.outside.centre import Centre, Whim

from doorstep_desk.notices.channels.smpp import ShortMessageAccount, ShortMessageGateway
from doorstep_desk.notices.outgoing import Fate, GatewayDown, Outgoing

LONG = "【北原信贷】" + "今天风大，路上请慢一些😀。" * 12


def outgoing(number: int, body: str = "您好") -> Outgoing:
    return Outgoing(uuid.uuid4(), f"86154{number:08d}", "", body, "zh", "")


def gateway(centre: Centre, **changed) -> ShortMessageGateway:
    return ShortMessageGateway(ShortMessageAccount.of(centre.url), **{"timeout": 2.0, **changed})


@pytest.mark.parametrize(
    "url", ["", "http://x", "smpp://a:b@host", "smpp://a:b@host?source=abc", "smpp://?source=1"]
)
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(ValueError, match="a centre reads"):
        ShortMessageAccount.of(url)


def test_nothing_is_handed_over_where_nobody_listens():
    door = ShortMessageGateway(ShortMessageAccount.of("smpp://a:b@127.0.0.1:9?source=1"))
    with pytest.raises(GatewayDown):
        door.open()
    assert [left.fate for left in door.send([outgoing(1)])] == [Fate.FAILED]


def test_a_wrong_password_hands_nothing_over():
    with Centre() as centre:
        door = ShortMessageGateway(
            ShortMessageAccount.of(centre.url.replace("secret", "other")), timeout=2.0
        )
        with pytest.raises(GatewayDown):
            door.open()
        assert centre.seen == 0


def test_short_and_long_messages_arrive_as_they_were_written():
    bodies = ["Hello, [you] 5€", "您好", LONG, "a" * 200]
    with Centre() as centre:
        door = gateway(centre)
        sent = [outgoing(n, body) for n, body in enumerate(bodies)]
        left = list(door.send(sent))
        assert {each.fate for each in left} == {Fate.SENT}
        shown = centre.reached()
        assert shown[sent[2].to] == LONG
        assert shown[sent[1].to] == "您好"
        assert shown[sent[3].to] == "a" * 200
        receipts, _ = door.heard()
        assert {each.ref for each in left} <= {each.ref for each in receipts}
        assert all(each.is_delivered for each in receipts)
        assert door.still_there()
        door.close()
        assert not door.still_there()


def test_whoever_is_asked_to_come_later_comes_later_and_sends_once():
    with Centre(whim=lambda n: Whim.THROTTLE if n in (0, 1, 2) else Whim.TAKE) as centre:
        left = list(gateway(centre).send([outgoing(1), outgoing(2)]))
        assert {each.fate for each in left} == {Fate.SENT}
        assert len(centre.taken) == 2


def test_a_refusal_is_a_failure_and_a_message_taken_in_part_is_neither():
    with Centre(whim=lambda n: Whim.REFUSE if n == 1 else Whim.TAKE) as centre:
        (left,) = gateway(centre).send([outgoing(1, LONG)])
        assert left.fate is Fate.UNKNOWN
        assert "in part" in left.because
    with Centre(whim=lambda n: Whim.REFUSE) as centre:
        (left,) = gateway(centre).send([outgoing(1)])
        assert left.fate is Fate.FAILED
        assert centre.taken == []


@pytest.mark.parametrize("whim", [Whim.DIE, Whim.DROP])
def test_a_line_that_breaks_before_the_answer_leaves_it_unknown_and_the_rest_goes_on(whim):
    with Centre(whim=lambda n: whim if n == 0 else Whim.TAKE) as centre:
        first, *others = [outgoing(n) for n in range(60)]
        left = {each.message_id: each.fate for each in gateway(centre).send([first, *others])}
        assert left[first.message_id] is Fate.UNKNOWN
        assert centre.binds == 2
        assert set(left.values()) <= {Fate.SENT, Fate.UNKNOWN}
        assert sum(fate is Fate.SENT for fate in left.values()) >= 40
        assert max(Counter(each.to for each in centre.taken).values()) == 1


@pytest.mark.parametrize("seed", [11, 12])
def test_under_any_weather_nothing_arrives_twice_and_nothing_is_left_out(seed):
    chance = np.random.default_rng(seed)
    whims = chance.choice(list(Whim), size=4000, p=[0.7, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05])
    with Centre(whim=lambda n: whims[n], delay=0.001) as centre:
        messages = [outgoing(n) for n in range(300)]
        left = {each.message_id: each.fate for each in gateway(centre).send(messages)}
    assert left.keys() == {each.message_id for each in messages}, seed
    arrived = Counter(each.to for each in centre.taken)
    assert max(arrived.values()) == 1
    for each in messages:
        if left[each.message_id] is Fate.SENT:
            assert arrived[each.to] == 1
        if left[each.message_id] is Fate.FAILED:
            assert arrived[each.to] == 0


def test_what_somebody_answers_is_heard():
    with Centre() as centre:
        door = gateway(centre)
        list(door.send([outgoing(1)]))
        centre.answer("8615400000001", "退订")
        for _ in range(50):
            _, answers = door.heard()
            if answers:
                break
            door.still_there()
        assert [(each.sender, each.text) for each in answers] == [("8615400000001", "退订")]
