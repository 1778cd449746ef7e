"""What phones leave behind, in a chosen number of rows."""

import uuid
from collections.abc import Sequence

from tests.app.conftest import Cast
from tests.app.portfolio import DAY, NOON

from doorstep_desk.cases.models import ContactPoint
from doorstep_desk.cases.queries import KnownAccount
from doorstep_desk.devices.models import Device
from doorstep_desk.evidence.models import Blob
from doorstep_desk.fieldwork.models import (
    FieldEvent,
    Place,
    ReviewStep,
    RiskNote,
    SafetyAlert,
    VisitReview,
)

BYTES = "ab" * 32
PHONE = uuid.UUID("0190c0de-0000-7000-8000-00000000f001")


def field_work(cast: Cast, rows: int) -> None:
    """Leave the agent's phone, and as many others of a partner's as there are rows."""
    Device.objects.bulk_create(
        Device(
            id=PHONE if n == 0 else uuid.uuid4(), agency_id=cast.agency_id,
            staff_id=(cast.partner if n else cast.agent).staff_id, name="测试机", share="",
            schema=1, registered_at=NOON, last_seen_at=NOON,
        )
        for n in range(rows)
    )  # fmt: skip
    Blob.objects.bulk_create(
        Blob(
            id=uuid.uuid4(), agency_id=cast.agency_id, sha256=f"{n:064x}" if n else BYTES, total=9,
            began_at=NOON,
        )
        for n in range(rows)
    )  # fmt: skip
    _questions(cast, rows)


def dangers(cast: Cast, known: Sequence[KnownAccount], rows: int) -> None:
    """Leave notes on the address of the first case, and one on each other's, that hold."""
    borrowers = [each.borrower_id for each in known]
    homes = ContactPoint.objects.filter(borrower_id__in=borrowers, kind="address")
    points = dict(homes.values_list("borrower_id", "pk"))
    focus = known[0]
    RiskNote.objects.bulk_create(
        RiskNote(
            id=uuid.uuid4(), agency_id=cast.agency_id, point_id=points[each.borrower_id],
            case_key=each.case_id, kind="animal", source="seen", words="院内有狗", grounds="上门",
            noted_by="agent", noted_at=NOON, expires_on=DAY,
        )
        for each in [*[focus] * rows, *known] if each.borrower_id in points
    )  # fmt: skip


def _questions(cast: Cast, rows: int) -> None:
    """Leave a review with a reply, and an alert, for every row."""
    events = [
        FieldEvent(
            id=uuid.uuid4(), agency_id=cast.agency_id, device_id=PHONE,
            staff_id=cast.agent.staff_id, event_id=uuid.uuid4(), device_sequence=n + 1,
            previous_hash="", body_hash="", kind="visit.left", visit_key=uuid.uuid4(),
            content="{}", happened_at=NOON, schema=1, received_at=NOON, receipt="",
        )
        for n in range(rows)
    ]  # fmt: skip
    FieldEvent.objects.bulk_create(events)
    Place.objects.bulk_create(
        Place(
            event=event, agency_id=cast.agency_id, staff_id=event.staff_id,
            visit_key=event.visit_key, at=NOON, exact="{}", coarse_longitude=0, coarse_latitude=0,
        )
        for event in events
    )  # fmt: skip
    reviews = [
        VisitReview(
            id=uuid.uuid4(), agency_id=cast.agency_id, event=event,
            agents=[cast.agent.staff_id], visit_key=event.visit_key, kind="late",
            opened_at=NOON,
        )
        for event in events
    ]  # fmt: skip
    VisitReview.objects.bulk_create(reviews)
    ReviewStep.objects.bulk_create(
        ReviewStep(
            id=uuid.uuid4(), agency_id=cast.agency_id, review=each, kind="reply", words="",
            by="agent", at=NOON,
        )
        for each in reviews
    )  # fmt: skip
    SafetyAlert.objects.bulk_create(
        SafetyAlert(
            id=uuid.uuid4(), agency_id=cast.agency_id, staff_id=cast.agent.staff_id,
            visit_key=event.visit_key, kind="overdue", raised_at=NOON,
        )
        for event in events
    )  # fmt: skip
