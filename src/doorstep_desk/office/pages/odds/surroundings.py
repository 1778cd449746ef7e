"""What does the page about surroundings show?"""

from dataclasses import replace
from datetime import date

from doorstep.terms.local_time import BEIJING
from doorstep_desk.office.presentation.odds.surroundings import (
    FaultRow,
    LayerRow,
    SurroundingsPage,
)
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.refusal import Malformed
from doorstep_desk.surroundings.queries import newest_layers
from doorstep_desk.surroundings.reading import NewLayer, as_csv, read_layers


def surroundings_page(actor: Actor, today: date) -> SurroundingsPage:
    """Return the layers that began last, in one query."""
    rows = tuple(
        LayerRow(
            layer_id=row.pk, county=row.county, kind=row.kind, begins_on=row.begins_on,
            ends_on=row.ends_on, level=f"{row.level:g}", source=row.source,
            added_by=row.added_by, added_at=row.added_at.astimezone(BEIJING),
            withdrawn_by=row.withdrawn_by,
            is_now=not row.withdrawn_by and row.begins_on <= today <= row.ends_on,
        )
        for row in newest_layers(actor.agency_id)
    )  # fmt: skip
    return SurroundingsPage(rows, actor.may("surroundings.import"))


def with_file(page: SurroundingsPage, name: str, content: bytes) -> SurroundingsPage:
    """Return the page with a file looked at: what it would add, or all that is wrong with it."""
    try:
        read = read_layers(content)
    except Malformed as malformed:
        return replace(page, name=name, error=" ".join(malformed.problems))
    return replace(
        page,
        name=name,
        text="" if read.faults else as_csv(read.layers),
        found=tuple(_proposed(each) for each in read.layers),
        faults=tuple(FaultRow(f.row, f.column, f.text, f.sentence) for f in read.faults),
    )


def _proposed(layer: NewLayer) -> LayerRow:
    return LayerRow(
        layer_id=0, county=layer.county, kind=layer.kind, begins_on=layer.begins_on,
        ends_on=layer.ends_on, level=f"{layer.level:g}", source=layer.source, added_by="",
        added_at=None, withdrawn_by="", is_now=False,
    )  # fmt: skip
