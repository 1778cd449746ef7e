"""What was understood of a file about which somebody has still to decide?

It is kept as text beside the file's bytes: a stranger's file is read once, when it comes, and
never for the sake of showing a page.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

from doorstep.intake import Evidence, UnderstoodColumn, UnderstoodSheet, UnitSource
from doorstep_desk.intake.models import KeptUpload

_LONGEST_SAMPLE: Final = 60


def held_columns(import_id: int) -> tuple[UnderstoodSheet, ...]:
    """Return how a held file was understood; nothing when its bytes are gone."""
    kept = KeptUpload.objects.filter(batch_id=import_id).only("columns").first()
    return () if kept is None else tuple(map(_sheet, json.loads(kept.columns)))


def columns_text(sheets: Iterable[UnderstoodSheet]) -> str:
    """Return what was understood as text; samples are cut."""
    plain = [asdict(sheet) for sheet in sheets]
    for sheet in plain:
        for column in sheet["columns"]:
            column["samples"] = [text[:_LONGEST_SAMPLE] for text in column["samples"]]
    return json.dumps(plain, ensure_ascii=False)


def _sheet(plain: dict[str, Any]) -> UnderstoodSheet:
    columns = tuple(_column(**column) for column in plain["columns"])
    return UnderstoodSheet(**plain | {"columns": columns, "above": tuple(plain["above"])})


def _column(
    *, unit_source: str | None, evidence: list[str], samples: list[str], **plain: Any
) -> UnderstoodColumn:
    source = None if unit_source is None else UnitSource(unit_source)
    return UnderstoodColumn(
        **plain, unit_source=source, evidence=tuple(map(Evidence, evidence)),
        samples=tuple(samples),
    )  # fmt: skip
