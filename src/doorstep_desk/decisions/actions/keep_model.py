"""Keep a fitted model with its card and all that it showed, signed: a candidate, not yet used."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from doorstep.probability.fit import FittedHead
from doorstep_desk.audit.actions import record
from doorstep_desk.decisions.model_folder import plain, signed, write_folder
from doorstep_desk.decisions.models import ModelStep, ModelVersion
from doorstep_desk.decisions.registry import KeptModel, kept_model
from doorstep_desk.plumbing.actor import Actor


@dataclass(frozen=True, slots=True)
class NewModel:
    """A fitted model to be kept.

    Attributes:
        head: It, with its card.
        metrics: What it showed.
        on: The day on which it was fitted; it says nothing of earlier days.
        input_hash: What it was fitted from; equal inputs are not fitted again.
    """

    head: FittedHead
    metrics: Mapping[str, Any]
    on: date
    input_hash: str


@transaction.atomic
def keep_model(*, actor: Actor, new: NewModel, at: datetime) -> KeptModel:
    """Keep a model as a candidate and return it; a version that is kept already stays.

    Args:
        actor: Who had it fitted.
        new: The model.
        at: When.

    Raises:
        Refused: The actor may not.
    """
    actor.require("model.propose")
    card = new.head.card
    row = ModelVersion.objects.filter(
        agency_id=actor.agency_id, head=card.head.value, version=card.version
    ).first()
    if row is not None:
        return kept_model(row)
    row = ModelVersion(
        agency_id=actor.agency_id, head=card.head.value, version=card.version, fitted_on=new.on,
        basis=card.basis.value, card=plain(card.as_dict()), metrics=plain(new.metrics),
        body=json.dumps(new.head.as_dict()), input_hash=new.input_hash, created_at=at,
    )  # fmt: skip
    row.manifest, row.signature = signed(row)
    row.save()
    ModelStep.objects.create(
        agency_id=actor.agency_id, model=row, head=row.head, step="proposed", by=actor.name, at=at
    )
    record(
        at=at, actor=actor, verb="model.proposed", subject=f"model:{row.pk}",
        head=row.head, version=row.version, basis=row.basis,
        blocked_by=len(row.metrics.get("blocked_by", [])),
    )  # fmt: skip
    transaction.on_commit(lambda: write_folder(row))
    return replace(kept_model(row), is_new=True)
