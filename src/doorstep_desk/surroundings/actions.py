"""What can change about surroundings: a file is taken whole, and a layer is withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from doorstep_desk.audit.actions import record
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.surroundings.errors import layer_unknown, rows_at_fault
from doorstep_desk.surroundings.models import Layer
from doorstep_desk.surroundings.reading import NewLayer, read_layers


@transaction.atomic
def import_layers(*, actor: Actor, content: bytes, name: str, at: datetime) -> int:
    """Take a file of surroundings and return how many layers were new.

    A layer of the same county, kind and first day that holds already is not taken twice.

    Args:
        actor: Who brings it.
        content: The bytes of a CSV or XLSX file.
        name: Of the file.
        at: Now.

    Raises:
        Refused: The actor may not, or a cell cannot be read; then nothing is taken.
        Malformed: The file as a whole cannot be read.
    """
    actor.require("surroundings.import")
    read = read_layers(content)
    if read.faults:
        raise rows_at_fault(len(read.faults))
    before = Layer.objects.filter(agency_id=actor.agency_id).count()
    Layer.objects.bulk_create(_rows(actor, read.layers, at), ignore_conflicts=True)
    new = Layer.objects.filter(agency_id=actor.agency_id).count() - before
    record(
        at=at, actor=actor, verb="surroundings.imported", subject=f"file:{name[:80]}",
        lines=len(read.layers), new=new,
    )  # fmt: skip
    return new


@transaction.atomic
def withdraw_layer(*, actor: Actor, layer_id: int, at: datetime) -> None:
    """Withdraw a layer that was wrong; chances issued until now keep it.

    Raises:
        Refused: The actor may not, or no such layer holds.
    """
    actor.require("surroundings.import")
    rows = Layer.objects.filter(agency_id=actor.agency_id, pk=layer_id, withdrawn_at=None)
    if not rows.update(withdrawn_by=actor.name, withdrawn_at=at):
        raise layer_unknown(layer_id)
    record(at=at, actor=actor, verb="surroundings.withdrawn", subject=f"layer:{layer_id}")


def _rows(actor: Actor, layers: Sequence[NewLayer], at: datetime) -> list[Layer]:
    return [
        Layer(
            agency_id=actor.agency_id, county=each.county, kind=each.kind,
            begins_on=each.begins_on, ends_on=each.ends_on, level=each.level,
            source=each.source, added_by=actor.name, added_at=at,
        )
        for each in layers
    ]  # fmt: skip
