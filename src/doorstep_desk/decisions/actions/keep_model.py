"""Keep a fitted model with its card; the newest of a head is the one in use."""

import json
from datetime import date, datetime

from django.db import transaction

from doorstep.probability.fit import FittedHead
from doorstep_desk.audit.actions import record
from doorstep_desk.decisions.models import ModelVersion
from doorstep_desk.plumbing.actor import Actor


@transaction.atomic
def keep_model(
    *, actor: Actor, head: FittedHead, on: date, input_hash: str, because: str, at: datetime
) -> str:
    """Keep a model for use from a day on, and return its version.

    Args:
        actor: In whose name it is put into use.
        head: The fitted head.
        on: First day of use.
        input_hash: What it was fitted from; equal inputs are not fitted again.
        because: ``refit``, ``recalibrated`` or ``base rate``.
        at: When.

    Raises:
        Refused: The actor may not.
    """
    actor.require("model.promote")
    row = ModelVersion.objects.filter(
        agency_id=actor.agency_id, head=head.card.head.value, version=head.model.version,
    ).first()  # fmt: skip
    if row is None:
        body = json.dumps(head.as_dict())
        row = ModelVersion.objects.create(
            agency_id=actor.agency_id, head=head.card.head.value,
            version=head.model.version, fitted_on=on, basis=head.model.basis.value,
            card=head.card.as_dict(), body=body, input_hash=input_hash, created_at=at,
        )  # fmt: skip
    record(
        at=at, actor=actor, verb="model.promoted", subject=f"model:{row.pk}",
        head=row.head, version=row.version, because=because,
    )  # fmt: skip
    return row.version
