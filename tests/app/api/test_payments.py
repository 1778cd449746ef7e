"""Is a signed message taken once, whole, and nothing else ever?"""

from datetime import timedelta

import pytest
from django.db import connection
from tests.app.api.conftest import item
from tests.app.doors import queries_of
from tests.app.portfolio import NOON

from doorstep_desk.payments.actions.keys import OVERLAP, make_sender_key, revoke_sender_key
from doorstep_desk.payments.models import Delivery, Payment, SenderKey, WaitingPayment
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

pytestmark = pytest.mark.django_db


NOTHING = (0, 0, 0)
"""What the desk keeps of a message that it refused."""


def kept() -> tuple[int, int, int]:
    """Return how many payments, payments that wait, and messages there are."""
    return Payment.objects.count(), WaitingPayment.objects.count(), Delivery.objects.count()


def word(answer) -> tuple[int, str]:
    """Return status and word of a refusal, which is JSON like every other answer."""
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize("name", ["Key", "Timestamp", "Signature"])
def test_an_unsigned_message_is_refused(lender, name):
    answer = lender.send([item()], **{f"Doorstep-{name}": ""})
    assert word(answer) == (401, "not-signed")
    assert answer["Content-Type"] == "application/json"
    assert kept() == NOTHING


@pytest.mark.parametrize("number", ["", "short", "a" * 65, "with blank in it", "ünïcödé-1"])
def test_a_message_needs_a_plain_number(lender, number):
    answer = lender.but(number=number).send([item()])
    assert word(answer) == (400, "delivery-unnumbered")
    assert kept() == NOTHING


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_message_of_another_time_is_refused(lender, seconds):
    answer = lender.but(seconds_off=seconds).send([item()])
    assert word(answer) == (401, "timestamp-outside")
    assert kept() == NOTHING


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_a_message_of_now_is_taken(lender, seconds):
    answer = lender.but(seconds_off=seconds).send([item()])
    assert (answer.status_code, kept()) == (200, (1, 0, 1))


@pytest.mark.parametrize("timestamp", ["now", "-1", "1e9", "²", "9" * 13])
def test_a_time_that_is_none_is_refused(lender, timestamp):
    answer = lender.send([item()], **{"Doorstep-Timestamp": timestamp})
    assert answer.status_code == 401
    assert kept() == NOTHING


@pytest.mark.parametrize(
    ("changed", "headers", "code"),
    [
        ({"secret": "guessed"}, {}, "signature-wrong"),
        ({}, {"Doorstep-Delivery": "delivery-2"}, "signature-wrong"),
        ({}, {"Doorstep-Signature": "v1=00"}, "signature-wrong"),
        ({"key": "dk_0000"}, {}, "key-unknown"),
    ],
)
def test_another_secret_number_or_key_is_refused(lender, changed, headers, code):
    answer = lender.but(**changed).send([item()], **headers)
    assert word(answer) == (401, code)
    assert kept() == NOTHING


def test_the_signature_of_another_body_is_refused(lender):
    signature = lender.signature_of(lender.written([item("T2")]))
    answer = lender.send([item()], **{"Doorstep-Signature": signature})
    assert word(answer) == (401, "signature-wrong")
    assert kept() == NOTHING


def test_a_revoked_key_is_refused_at_once(lender, cast):
    with acting_as(cast.admin):
        revoke_sender_key(actor=cast.admin, key_id=lender.key, at=NOON)
    assert word(lender.send([item()])) == (401, "key-unknown")
    assert kept() == NOTHING


def test_a_rotated_key_is_taken_for_a_week_beside_the_new_one(lender, cast):
    with acting_as(cast.admin):
        made = make_sender_key(actor=cast.admin, lender_id=cast.lender_id, at=NOON)
    assert lender.send([item()]).status_code == 200
    assert lender.but(key=made.key_id, secret=made.secret, number="delivery-2").send(
        [item("T2")]
    ).status_code == 200  # fmt: skip
    after = NOON + OVERLAP
    with clock.fixed(after):
        late = lender.but(seconds_off=int(OVERLAP.total_seconds()), number="delivery-3")
        assert late.send([item("T3")]).json()["code"] == "key-unknown"


@pytest.mark.parametrize("who", ["agent", "lead", "analyst", "compliance", "stranger"])
def test_only_an_administrator_makes_and_revokes_keys(lender, cast, who):
    actor = getattr(cast, who)
    with pytest.raises(Refused, match="role"), acting_as(actor):
        make_sender_key(actor=actor, lender_id=cast.lender_id, at=NOON)
    with pytest.raises(Refused, match="role"), acting_as(actor):
        revoke_sender_key(actor=actor, key_id=lender.key, at=NOON)
    assert [key.pk for key in SenderKey.objects.all()] == [lender.key]
    assert lender.send([item()]).status_code == 200


def test_the_database_holds_no_secret_in_the_open(lender):
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM payments_senderkey")
        assert lender.secret.encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"[]", b"null", b"{}", b'{"payments": []}', b'{"payments": 1}', b"\xff\xfe",
        b"[" * 100_000, b'{"payments": [' + b"9" * 5000 + b"]}",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_whole(lender, body):
    assert word(lender.send(body)) == (400, "malformed")
    assert kept() == NOTHING


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        ("* is not an object", 5),
        ("id is missing", item(None)),
        ("account is not a text", item(account="")),
        ("id is not a text", item("x" * 121)),
        ("id is not a text", item("a\x00b")),
        ("id is not a text", item("\ud800")),
        ("amount_fen is not a whole number", item(fen=1.5)),
        ("amount_fen is not a whole number", item(fen="1")),
        ("amount_fen is not a whole number", item(fen=True)),
        ("amount_fen is not a whole number", item(fen=10**31)),
        ("currency is not three", item(currency="yuan")),
        ("received_on is not a day", item() | {"received_on": "25.11.2026"}),
        ("received_on is not a day", item() | {"received_on": "2026-02-30"}),
        ("cash is not known", item(cash=True)),
    ],
)
def test_each_fault_is_named_with_its_place_and_nothing_is_taken(lender, fault, wrong):
    answer = lender.send([item("T9"), wrong])
    assert word(answer) == (400, "malformed")
    assert kept() == NOTHING
    assert any(p.startswith(f"payments[1].{fault}") for p in answer.json()["problems"])


def test_a_thousand_payments_and_one_mebibyte_are_the_most(lender):
    many = [item(f"T{n}", 1) for n in range(1001)]
    assert word(lender.send(many)) == (400, "malformed")
    assert word(lender.send(b" " * (1024 * 1024 + 1))) == (413, "too-large")
    assert kept() == NOTHING
    assert lender.send(many[:1000]).status_code == 200
    assert kept() == (1000, 0, 1)


def test_nothing_is_read_or_changed_by_a_get_and_no_session_begins(lender, client):
    assert client.get("/api/1/payments").status_code == 405
    assert kept() == NOTHING
    answer = lender.send([item()])
    assert answer.status_code == 200
    assert not answer.cookies


def test_each_item_gets_an_answer_of_its_own(lender):
    answer = lender.send(
        [
            item(), item(), item("T2", 0), item("X", account="?"),
            item("T3", 10**15), item("R1", -30_000, reverses="T1"),
        ]
    ).json()  # fmt: skip
    assert [(r["transaction_id"], r["status"], r["code"]) for r in answer["results"]] == [
        ("T1", "taken", ""), ("T1", "already", ""), ("T2", "waiting", "amount-zero"),
        ("X", "waiting", "account-unknown"), ("T3", "waiting", "amount-too-large"),
        ("R1", "taken", ""),
    ]  # fmt: skip
    assert Payment.objects.count() == 2
    assert WaitingPayment.objects.count() == 3


def test_the_same_message_again_gets_the_same_answer_and_changes_nothing(lender):
    first = lender.send([item()]).json()
    again = lender.but(seconds_off=30).send([item()]).json()
    assert again == first | {"repeated": True}
    assert Payment.objects.count() == Delivery.objects.count() == 1


def test_another_message_under_the_same_number_is_refused(lender):
    lender.send([item()])
    answer = lender.send([item("T2")])
    assert (answer.status_code, answer.json()["code"]) == (409, "delivery-differs")
    assert Payment.objects.count() == 1


def test_a_message_delayed_by_weeks_or_out_of_order_is_signed_anew_and_taken(lender):
    lender.send([item("R1", -30_000, reverses="T1")])
    answer = lender.but(number="delivery-2").send([item()]).json()
    assert answer["results"][0]["status"] == "taken"
    assert Payment.objects.filter(transaction_id="R1", reverses__transaction_id="T1").exists()


def test_a_batch_costs_the_same_whatever_its_length(lender):
    def batch(number: str, count: int) -> list[dict]:
        return [item(f"{number}-{n}", 1, f"L{n % 2}") for n in range(count)] + [
            item(f"?{number}-{n}", 1, "?") for n in range(count)
        ]

    lender.but(number="warm-up-1").send(batch("a", 2))
    few = queries_of(
        lambda: lender.but(number="few-items").send(batch("b", 120))
    )  # up to 100 go in otherwise
    many = queries_of(lambda: lender.but(number="many-items").send(batch("c", 400)))
    assert many == few
    assert kept() == (2 + 120 + 400, 2 + 120 + 400, 3)


def test_a_lender_reaches_its_own_accounts_only(lender, cast):
    with clock.fixed(NOON + timedelta(seconds=1)):
        answer = lender.send([item(account="of-another")]).json()
    assert answer["results"][0]["code"] == "account-unknown"
    assert kept() == (0, 1, 1)
