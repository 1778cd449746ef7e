"""Is what a lender sends matched to the right account, and does everything else wait, unlost?"""

import itertools
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from tests.app.doors import queries_of
from tests.app.portfolio import DAY, NOON, OWED_FEN, account, mandate, place, publish

from doorstep.ledger.incoming import WAITS, SentPayment
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.ledger.queries import owed_by_account
from doorstep_desk.payments.actions import assign_payment, close_payment, take_payments
from doorstep_desk.payments.models import Payment, WaitingDecision, WaitingPayment
from doorstep_desk.payments.waiting import waiting_by_code
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as


def sent(number: str = "T1", fen: int = 30_000, reference: str = "L0", **more) -> SentPayment:
    return SentPayment(reference, number, more.pop("on", DAY), fen, **more)


def taken(cast, *items, actor=None, at=NOON):
    with acting_as(actor or cast.lead):
        return take_payments(
            actor=actor or cast.lead, lender_id=cast.lender_id, sent=items, at=at, origin="api"
        )


def statuses(cast, *items) -> list[tuple[str, str]]:
    return [(each.status, each.code) for each in taken(cast, *items)]


def assigned(actor, waiting, reference="L0", because="the payer called"):
    with acting_as(actor):
        return assign_payment(
            actor=actor, waiting_id=waiting.pk, reference=reference, because=because, at=NOON
        )


def closed(actor, waiting, decision="returned", because="nobody knows it"):
    with acting_as(actor):
        return close_payment(
            actor=actor, waiting_id=waiting.pk, decision=decision, because=because, at=NOON
        )


@pytest.mark.parametrize("who", ["agent", "compliance", "admin", "stranger"])
def test_who_may_not_take_money_writes_nothing(cast, who):
    place(cast)
    with pytest.raises(Refused, match="role"):
        taken(cast, sent(), actor=getattr(cast, who))
    assert not Payment.objects.exists()
    assert not WaitingPayment.objects.exists()


REASONS = [
    ("account-unknown", sent(reference="nobody")),
    ("account-unknown", sent(reference="")),
    ("amount-zero", sent(fen=0)),
    ("amount-too-large", sent(fen=10**15)),
    ("amount-too-large", sent(fen=10**29)),
    ("amount-negative", sent(fen=-1)),
    ("currency-other", sent(currency="USD")),
    ("in-future", sent(on=DAY + timedelta(days=1))),
    ("before-placement", sent(on=DAY - timedelta(days=365))),
    ("reversal-of-nothing", sent(reverses="never")),
]


@pytest.mark.parametrize(("code", "item"), REASONS)
def test_what_cannot_be_matched_waits_as_it_was_sent(cast, code, item):
    place(cast)
    assert statuses(cast, item) == [("waiting", code)]
    row = WaitingPayment.objects.get()
    assert (row.code, row.transaction_id, row.amount_fen) == (code, "T1", Decimal(item.amount_fen))
    assert (row.currency, row.received_on) == (item.currency, item.received_on)
    assert not Payment.objects.exists()
    assert [entry.verb for entry in entries_for(f"payment:{row.pk}")] == ["payment.waits"]


def test_it_waits_once_however_often_it_is_sent(cast):
    place(cast)
    item = sent(reference="nobody")
    for _ in range(3):
        assert statuses(cast, item, item) == [("waiting", "account-unknown")] * 2
    assert WaitingPayment.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "second"),
    [
        ("duplicate-differs", sent(fen=30_001)),
        ("duplicate-differs", sent(on=DAY - timedelta(days=1))),
        ("duplicate-differs", sent(reference="L1")),
        ("reversal-differs", sent("R1", 29_999, reverses="T1")),
        ("reversal-differs", sent("R1", 30_000, "L1", reverses="T1")),
        ("reversal-too-early", sent("R1", 30_000, reverses="T1", on=DAY - timedelta(days=1))),
    ],
)
def test_what_contradicts_what_was_taken_waits(cast, code, second):
    place(cast, 2)
    assert statuses(cast, sent()) == [("taken", "")]
    assert statuses(cast, second) == [("waiting", code)]
    assert Payment.objects.count() == 1


def test_a_payment_is_taken_back_once(cast):
    place(cast)
    assert statuses(cast, sent("R1", reverses="T1"), sent()) == [("taken", "")] * 2
    assert statuses(cast, sent("R2", reverses="T1")) == [("waiting", "reversed-twice")]
    assert statuses(cast, sent("R3", reverses="R1")) == [("waiting", "reversal-of-nothing")]


def test_the_same_content_twice_is_taken_once(cast):
    place(cast)
    assert statuses(cast, sent(), sent()) == [("taken", ""), ("already", "")]
    assert statuses(cast, sent()) == [("already", "")]
    assert Payment.objects.count() == 1


def test_a_number_of_two_accounts_waits_until_somebody_says_which(cast):
    batch = mandate(cast)
    publish(cast, [account(cast, batch, n, f"L{n}", contract_no="same") for n in range(2)])
    assert statuses(cast, sent(reference="same")) == [("waiting", "account-ambiguous")]


def test_the_account_of_another_lender_or_agency_is_unknown(cast):
    place(cast)
    with acting_as(cast.rival):
        (answer,) = take_payments(
            actor=cast.rival, lender_id=cast.lender_id, sent=[sent()], at=NOON, origin="api"
        )
    assert answer.code == "account-unknown"


def test_a_reversal_that_came_first_is_taken_with_its_payment(cast):
    (known,) = place(cast)
    assert statuses(cast, sent("R1", reverses="T1")) == [("waiting", "reversal-of-nothing")]
    assert statuses(cast, sent()) == [("taken", "")]
    assert Payment.objects.filter(transaction_id="R1").get().reverses.transaction_id == "T1"
    assert WaitingDecision.objects.get().decision == "matched"
    assert owed_by_account([known.account_id])[known.account_id].total_fen == OWED_FEN
    assert statuses(cast, sent("R1", reverses="T1")) == [("already", "")]


def test_what_is_too_much_is_in_the_books_and_its_surplus_waits(cast):
    (known,) = place(cast)
    assert statuses(cast, sent(fen=OWED_FEN + 500)) == [("taken", "")]
    owed = owed_by_account([known.account_id])[known.account_id]
    assert (owed.total_fen, owed.overpaid_fen) == (0, 500)
    row = WaitingPayment.objects.get()
    assert (row.code, row.amount_fen, row.account_id) == ("overpayment", 500, known.account_id)
    with pytest.raises(Refused) as refusal:
        assigned(cast.lead, row)
    assert refusal.value.code == "payment-surplus"
    assert closed(cast.lead, row).decision == "returned"


def test_every_reason_has_a_sentence_and_every_sentence_is_used():
    seen = {code for code, _ in REASONS} | {
        "account-ambiguous", "duplicate-differs", "reversal-differs", "reversal-too-early",
        "reversed-twice", "overpayment",
    }  # fmt: skip
    assert seen == set(WAITS)


@pytest.mark.parametrize("who", ["agent", "compliance", "admin", "stranger"])
def test_who_may_not_decide_decides_nothing(cast, who):
    place(cast)
    taken(cast, sent(reference="nobody"))
    row = WaitingPayment.objects.get()
    for act in (assigned, closed):
        with pytest.raises(Refused, match="role"):
            act(getattr(cast, who), row)
    assert not WaitingDecision.objects.exists()


def test_what_waits_with_another_agency_does_not_exist(cast):
    place(cast)
    taken(cast, sent(reference="nobody"))
    with pytest.raises(Refused) as refusal:
        closed(cast.rival, WaitingPayment.objects.get())
    assert refusal.value.code == "payment-unknown"


@pytest.mark.parametrize(
    ("code", "reference", "because"),
    [
        ("payment-reason", "L0", " "),
        ("payment-account", "nobody", "called"),
        ("payment-account", "same", "called"),
    ],
)
def test_an_assignment_needs_one_account_and_a_reason(cast, code, reference, because):
    batch = mandate(cast)
    publish(cast, [account(cast, batch, n, f"L{n}", contract_no="same") for n in range(2)])
    taken(cast, sent(reference="nobody"))
    with pytest.raises(Refused) as refusal:
        assigned(cast.lead, WaitingPayment.objects.get(), reference, because)
    assert refusal.value.code == code


@pytest.mark.parametrize("code", ["currency-other", "before-placement", "amount-too-large"])
def test_what_no_account_can_take_is_assigned_to_none(cast, code):
    place(cast)
    taken(cast, dict(REASONS)[code])
    with pytest.raises(Refused) as refusal:
        assigned(cast.lead, WaitingPayment.objects.get())
    assert refusal.value.code == code
    assert not Payment.objects.exists()


def test_assigned_money_is_on_the_account_and_the_same_decision_twice_is_one(cast):
    (known,) = place(cast)
    item = sent(reference="nobody")
    taken(cast, item)
    row = WaitingPayment.objects.get()
    first = assigned(cast.lead, row)
    assert assigned(cast.analyst, row).pk == first.pk
    assert (first.decided_by, first.account_id) == ("lead", known.account_id)
    assert Payment.objects.get().amount_fen == 30_000
    assert entries_for(f"payment:{row.pk}")[0].verb == "payment.assigned"
    assert statuses(cast, item) == [("assigned", "")]
    with pytest.raises(Refused) as refusal:
        closed(cast.lead, row)
    assert refusal.value.code == "payment-decided"
    assert waiting_by_code(cast.agency_id) == {}


@pytest.mark.parametrize("decision", ["returned", "duplicate"])
def test_sent_back_or_a_double_is_decided_once(cast, decision):
    place(cast)
    taken(cast, sent(reference="nobody"))
    row = WaitingPayment.objects.get()
    first = closed(cast.lead, row, decision)
    assert closed(cast.lead, row, decision) == first
    with pytest.raises(Refused) as refusal:
        assigned(cast.lead, row)
    assert refusal.value.code == "payment-decided"


def test_no_other_decision_exists(cast):
    place(cast)
    taken(cast, sent(reference="nobody"))
    with pytest.raises(Refused) as refusal:
        closed(cast.lead, WaitingPayment.objects.get(), "cash")
    assert refusal.value.code == "payment-decision"


def test_one_that_does_not_exist_is_refused(cast):
    with pytest.raises(Refused) as refusal, acting_as(cast.lead):
        close_payment(
            actor=cast.lead, waiting_id=new_id(), decision="returned", because="x", at=NOON
        )
    assert refusal.value.code == "payment-unknown"


def test_a_batch_costs_the_same_whatever_its_length(cast):
    place(cast, 260)
    every = [sent(f"T{n}", reference=f"L{n}") for n in range(260)]
    every += [sent(f"U{n}", reference=f"?{n}") for n in range(260)]
    few = queries_of(lambda: taken(cast, *every[:105], *every[260:365]))  # up to 100: otherwise
    assert queries_of(lambda: taken(cast, *every[105:260], *every[365:])) == few
    assert (Payment.objects.count(), WaitingPayment.objects.count()) == (260, 260)


def test_every_order_of_arrival_gives_one_balance(cast):
    (known,) = place(cast)
    every = [
        sent(), sent("R1", reverses="T1"), sent("T2", 45_000), sent("T3", 80_000),
        sent("X", reference="nobody"),
    ]  # fmt: skip
    seen = set()
    for order in itertools.permutations(every):
        with transaction.atomic():
            for item in order:
                taken(cast, item)
            owed = owed_by_account([known.account_id])[known.account_id]
            waits = waiting_by_code(cast.agency_id)
            seen.add((owed.parts_fen, owed.overpaid_fen, waits["account-unknown"]))
            transaction.set_rollback(True)
    ((parts, overpaid, unknown),) = seen
    assert (sum(parts), overpaid, unknown) == (0, 45_000 + 80_000 - OWED_FEN, 1)
