"""Put a kept model into use, or go back to one that was in use before."""

from datetime import datetime

from django.db import transaction

from doorstep.probability.heads import Basis, Head
from doorstep_desk.audit.actions import record
from doorstep_desk.decisions.errors import (
    already_in_use,
    blocked_by_groups,
    is_base_rate,
    never_stood,
    not_a_person,
    was_changed,
)
from doorstep_desk.decisions.model_folder import faults_of
from doorstep_desk.decisions.models import ModelStep, ModelVersion
from doorstep_desk.decisions.registry import INTO_USE, NONE_STOOD, standing, version_row
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_for_transaction


@transaction.atomic
def promote_model(*, actor: Actor, row_id: int, because: str, at: datetime) -> None:
    """Put a candidate into use, from the next day that is run.

    Args:
        actor: The person who answers for it.
        row_id: The model.
        because: Why, in that person's words.
        at: When.

    Raises:
        Refused: The actor may not or is nobody; the model is unknown, in use, has learned nothing,
            is not as it was signed, or goes beyond a limit between groups.
    """
    actor.require("model.promote")
    _require_person(actor)
    lock_for_transaction("model.promote", actor.agency_id)
    row = version_row(actor.agency_id, row_id)
    _require_new(row)
    if row.basis == Basis.BASE_RATE.value:
        raise is_base_rate(row.version)
    _require_sound(row)
    _step(actor, row, "promoted", because, at)
    record(
        at=at, actor=actor, verb="model.promoted", subject=f"model:{row.pk}",
        head=row.head, version=row.version, because=because,
    )  # fmt: skip


@transaction.atomic
def roll_back_model(*, actor: Actor, row_id: int, because: str, at: datetime) -> None:
    """Go back to a model that was in use before; the one in use now is marked as rolled back.

    Args:
        actor: The person who answers for it.
        row_id: The model to go back to.
        because: Why, in that person's words.
        at: When.

    Raises:
        Refused: As for ``promote_model``, or the model was never in use.
    """
    actor.require("model.promote")
    _require_person(actor)
    lock_for_transaction("model.promote", actor.agency_id)
    row = version_row(actor.agency_id, row_id)
    stands = _require_new(row)
    if not row.steps.filter(step__in=INTO_USE).exists():
        raise never_stood(row.version)
    if faults := faults_of(row):
        raise was_changed(row.version, faults)
    if stands is not None:
        left = version_row(actor.agency_id, stands)
        _step(actor, left, "rolled_back", because, at)
    _step(actor, row, "restored", because, at)
    record(
        at=at, actor=actor, verb="model.rolled_back", subject=f"model:{row.pk}",
        head=row.head, version=row.version, left=stands, because=because,
    )  # fmt: skip


@transaction.atomic
def put_first_model(*, actor: Actor, row_id: int, at: datetime) -> None:
    """Put a model into use by the house's rule, where no learned model stands.

    Raises:
        Refused: The actor may not, or the model goes beyond a limit between groups.
    """
    actor.require("model.propose")
    row = version_row(actor.agency_id, row_id)
    _require_sound(row)
    _step(actor, row, "first", NONE_STOOD, at)
    record(
        at=at, actor=actor, verb="model.promoted", subject=f"model:{row.pk}",
        head=row.head, version=row.version, because=NONE_STOOD,
    )  # fmt: skip


def _require_person(actor: Actor) -> None:
    if actor.staff_id is None:
        raise not_a_person()


def _require_new(row: ModelVersion) -> int | None:
    """Return the row of the model in use, which is not this one."""
    stands = standing(row.agency_id, Head(row.head))
    if stands is not None and stands.row_id == row.pk:
        raise already_in_use(row.version)
    return None if stands is None else stands.row_id


def _require_sound(row: ModelVersion) -> None:
    if faults := faults_of(row):
        raise was_changed(row.version, faults)
    if blocked := row.metrics.get("blocked_by"):
        groups = [f"{line['attribute']} {line['group']}: {line['why']}" for line in blocked]
        raise blocked_by_groups(row.version, groups)


def _step(actor: Actor, row: ModelVersion, step: str, because: str, at: datetime) -> None:
    ModelStep.objects.create(
        agency_id=actor.agency_id, model=row, head=row.head, step=step, by=actor.name,
        because=because, at=at,
    )  # fmt: skip
