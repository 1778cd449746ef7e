"""What phones leave behind, in a chosen number of rows."""

import uuid

from tests.app.conftest import Cast
from tests.app.portfolio import NOON

from doorstep_desk.devices.models import Device
from doorstep_desk.evidence.models import Blob

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
