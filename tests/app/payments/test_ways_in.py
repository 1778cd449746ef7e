"""By whatever way money comes in: is leave taken back with it, and is there none for cash?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.app.conftest import Cast
from tests.app.payments.leave import give_leave
from tests.app.portfolio import DAY, NOON, place

from doorstep.ledger.incoming import SentPayment
from doorstep_desk.cases.queries import KnownAccount
from doorstep_desk.intake.actions.import_file import SentFile, import_file
from doorstep_desk.payments.actions import (
    NewPayment,
    assign_payment,
    record_payment,
    take_payments,
)
from doorstep_desk.payments.actions.deliver import actor_of_sender, take_delivery
from doorstep_desk.payments.actions.keys import make_sender_key
from doorstep_desk.payments.models import Payment, WaitingPayment
from doorstep_desk.payments.senders import Sender
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.scope import acting_as
from doorstep_desk.staff.roles import PERMISSIONS
from doorstep_desk.staff.routes import ROUTES

LATER = NOON + timedelta(minutes=1)
SENT = SentPayment("L0", "T1", DAY, 100)


def by_hand(cast: Cast, known: KnownAccount) -> None:
    new = NewPayment(known.account_id, known.case_id, "T1", DAY, 100)
    with acting_as(cast.lead):
        record_payment(actor=cast.lead, payment=new, at=LATER, origin="office")


def by_file(cast: Cast, known: KnownAccount) -> None:
    text = "借据号,交易流水号,入账日期,入账金额\nL0,T1,2026-11-25,1.00\n"
    sent = SentFile("paid.csv", text.encode(), DAY, "repayment")
    with acting_as(cast.lead):
        import_file(actor=cast.lead, sent=sent, at=LATER)


def by_message(cast: Cast, known: KnownAccount) -> None:
    with acting_as(cast.admin):
        key = make_sender_key(actor=cast.admin, lender_id=cast.lender_id, at=NOON)
    sender = Sender(key.key_id, cast.agency_id, cast.lender_id, b"")
    actor = actor_of_sender(sender)
    with acting_as(actor):
        take_delivery(
            actor=actor, sender=sender, number="delivery-1", body=b"{}", sent=[SENT], at=LATER
        )


def by_assignment(cast: Cast, known: KnownAccount) -> None:
    lost = SentPayment("nobody", "T1", DAY, 100)
    with acting_as(cast.lead):
        take_payments(
            actor=cast.lead, lender_id=cast.lender_id, sent=[lost], at=NOON, origin="api"
        )
    assert not Permit.objects.exclude(cancelled_at=None).exists()
    with acting_as(cast.lead):
        assign_payment(
            actor=cast.lead, waiting_id=WaitingPayment.objects.get().pk, reference="L0",
            because="the payer called", at=LATER,
        )  # fmt: skip


WAYS: list[Callable[[Cast, KnownAccount], None]] = [by_hand, by_file, by_message, by_assignment]


@pytest.fixture
def permitted(cast):
    """Return an account whose borrower may be called today."""
    (known,) = place(cast)
    give_leave(cast, known)
    return known


@pytest.mark.parametrize("way", WAYS)
def test_money_by_any_way_takes_leave_back_in_its_own_transaction(cast, permitted, way):
    with transaction.atomic():
        way(cast, permitted)
        assert Payment.objects.count() == 1
        assert Permit.objects.get().cancelled_at == LATER
        transaction.set_rollback(True)
    assert not Payment.objects.exists()
    assert Permit.objects.get().cancelled_at is None


@pytest.mark.django_db
def test_there_is_no_field_address_or_permission_for_cash():
    with connection.cursor() as cursor:
        names = {
            f"{table.name}.{column.name}"
            for table in connection.introspection.get_table_list(cursor)
            for column in connection.introspection.get_table_description(cursor, table.name)
        }
    words = {*names, *ROUTES, *(word for each in PERMISSIONS.values() for word in each)}
    assert {"payments_payment.amount_fen", "payment.record"} <= words
    assert [word for word in words if "cash" in word] == []
