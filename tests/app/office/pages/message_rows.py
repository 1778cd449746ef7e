"""As many messages, half of them in doubt, and as many templates, as a page can list."""

from collections.abc import Sequence

from django.db import connection
from tests.app.conftest import Cast
from tests.app.portfolio import NOON

from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.queries import KnownAccount
from doorstep_desk.notices.models import Message, Template
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.identifiers import new_id


def messages_and_words(cast: Cast, known: Sequence[KnownAccount]) -> None:
    """Write one template and one message for each case, each message a letter and a batch."""
    Template.objects.bulk_create(
        Template(
            id=new_id(), agency_id=cast.agency_id, key=f"key_{n}", channel="sms",
            purpose="service", language="zh", body="【{lender}】", proposed_by="lead",
            proposed_at=NOON, payload_hash="0" * 64,
        )
        for n, _ in enumerate(known)
    )  # fmt: skip
    permits = Permit.objects.bulk_create(
        Permit(
            id=new_id(), agency_id=cast.agency_id, case_id=each.case_id, channel="sms",
            purpose="reply", starts_at=NOON, ends_at=NOON.replace(hour=23), rulebook="r",
            person_key=each.person_key, body=b"", signature=b"", issued_at=NOON,
        )
        for each in known
    )  # fmt: skip
    rows = Message.objects.bulk_create(
        Message(
            id=new_id(), agency_id=cast.agency_id, case_id=permit.case_id, permit=permit,
            batch=new_id(), key="receipt", channel="sms", purpose="reply", language="zh",
            body="x", gateway="post", queued_by="lead", queued_at=NOON, sends_at=NOON,
        )
        for permit in permits
    )  # fmt: skip
    for row, each in zip(rows[: len(rows) // 2], known, strict=False):
        made = Attempt.objects.create(
            id=new_id(), agency_id=cast.agency_id, borrower_id=each.borrower_id,
            case_id=each.case_id, person_key=each.person_key, at=NOON, received_at=NOON,
            channel="sms", purpose="reply", disposition="unknown", origin="executed",
            permit_id=row.permit_id,
        )  # fmt: skip
        row.attempt_id = made.pk
    with connection.cursor() as cursor:
        for state, before in (("sending", "queued"), ("unknown", "sending")):
            cursor.executemany(
                "UPDATE notices_message SET state = %s, attempt_id = %s, sending_at = %s"
                " WHERE id = %s AND state = %s",
                [(state, row.attempt_id, NOON, row.pk, before) for row in rows if row.attempt_id],
            )
