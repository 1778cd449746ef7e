"""Money that waits, keys of lenders' systems and ways to pay, as many as are wanted."""

import uuid
from datetime import timedelta

from tests.app.conftest import Cast
from tests.app.portfolio import DAY, NOON

from doorstep_desk.arrangements.links import token_of
from doorstep_desk.arrangements.models import (
    AuthorityLimit,
    PersonalLink,
    Promise,
    ReminderWish,
)
from doorstep_desk.cases.queries import KnownAccount
from doorstep_desk.payments.models import (
    PayWay,
    SenderKey,
    WaitingDecision,
    WaitingPayment,
)
from doorstep_desk.plumbing.identifiers import new_id


def money_that_waits(cast: Cast, rows: int) -> uuid.UUID:
    """Let payments wait, decide about half of them, and give the lender as many keys."""
    waits = WaitingPayment.objects.bulk_create(
        WaitingPayment(
            id=new_id(), agency_id=cast.agency_id, lender_id=cast.lender_id,
            source_key=f"{n:064d}", code="account-unknown", reference=f"?{n}",
            transaction_id=f"W{n}", received_on=DAY, amount_fen=1, currency="CNY", origin="api",
            came_at=NOON,
        )
        for n in range(2 * rows)
    )  # fmt: skip
    WaitingDecision.objects.bulk_create(
        WaitingDecision(
            waiting=each, agency_id=cast.agency_id, decision="returned", because="x",
            decided_by="lead", decided_at=NOON,
        )
        for each in waits[::2]
    )  # fmt: skip
    SenderKey.objects.bulk_create(
        SenderKey(
            id=f"dk_{n}", agency_id=cast.agency_id, lender_id=cast.lender_id, secret="s",
            made_at=NOON, made_by="admin", revoked_at=NOON, revoked_by="admin",
        )
        for n in range(rows)
    )  # fmt: skip
    PayWay.objects.bulk_create(
        PayWay(
            id=new_id(), agency_id=cast.agency_id, lender_id=cast.lender_id, kind="app",
            holder="x", place="x", proposed_by="admin", proposed_at=NOON,
            approved_by="compliance", approved_at=NOON,
        )
        for n in range(rows)
    )  # fmt: skip
    AuthorityLimit.objects.bulk_create(
        AuthorityLimit(
            id=new_id(), agency_id=cast.agency_id, lender_id=cast.lender_id, role="lead",
            percent=[0, 0, 100, 100, 100, 0, 0], effective_from=DAY, source="letter",
            proposed_by="lead", proposed_at=NOON, approved_by="compliance", approved_at=NOON,
        )
        for n in range(rows)
    )  # fmt: skip
    return waits[1].pk


def link_of_borrower(cast: Cast, focus: KnownAccount, rows: int) -> str:
    """Give the borrower of the case a link, and as many words about reminders."""
    link = PersonalLink.objects.create(
        id=new_id(), agency_id=cast.agency_id, case_id=focus.case_id,
        borrower_id=focus.borrower_id, made_by="agent", made_at=NOON,
        ends_at=NOON + timedelta(days=7),
    )  # fmt: skip
    promise = Promise.objects.filter(case_id=focus.case_id).first()
    ReminderWish.objects.bulk_create(
        ReminderWish(
            promise=promise, agency_id=cast.agency_id, case_id=focus.case_id, is_wanted=True,
            channel="sms", days_before=1, said_by="agent", said_at=NOON,
        )
        for _ in range(rows)
    )  # fmt: skip
    return token_of(link)
