"""Models, what was done with them, their moves, and layers, as many as asked for."""

from datetime import timedelta

from tests.app.conftest import Cast
from tests.app.portfolio import DAY, NOON

from doorstep.probability.fit import base_rate_head
from doorstep.probability.heads import Head
from doorstep_desk.decisions.models import ModelStep, ModelVersion, RollingState
from doorstep_desk.surroundings.models import Layer

HEADS = (Head.PAID_WITHIN_14_DAYS, Head.CONTACT)
POINT = {"said": 0.2, "came": 0.25, "low": 0.1, "high": 0.4, "rows": 20}
MOVES = {"offset": [0.1, 0.01], "product:card": [0.3, 0.01], "layer:holiday": [-0.3, 0.01]}
SPAN = {"value": 0.01, "low": -0.02, "high": 0.04}
GROUP = {
    "attribute": "age", "rows": 40, "miss": SPAN, "gap": SPAN, "burden": SPAN,
    "gap_standing": "within", "burden_standing": "unclear",
}  # fmt: skip


def models_and_layers(cast: Cast, rows: int) -> tuple[int, int]:
    """Add models of both heads and layers; return two models of one head."""
    made = [_model(cast, head, n, rows) for head in HEADS for n in range(rows)]
    kept = ModelVersion.objects.bulk_create(made)
    ModelStep.objects.bulk_create(
        ModelStep(
            agency_id=cast.agency_id, model=row, head=row.head, step=step, by="compliance",
            because="better", at=NOON,
        )
        for row in kept
        for step in ("proposed", "promoted")
    )  # fmt: skip
    RollingState.objects.bulk_create(
        RollingState(
            agency_id=cast.agency_id, model=row, head=row.head, state=_state(rows),
            watch={"rows": rows, "columns": [], "stretches": _stretches(rows), "alarms": []},
            issued_offset=0.0, seen_at=NOON, at=NOON,
        )
        for row in kept
    )  # fmt: skip
    Layer.objects.bulk_create(
        Layer(
            agency_id=cast.agency_id, kind="holiday", begins_on=DAY - timedelta(days=n),
            ends_on=DAY, source="test", added_by="lead", added_at=NOON,
        )
        for n in range(rows)
    )  # fmt: skip
    return kept[rows - 1].pk, kept[rows - 2].pk


def _model(cast: Cast, head: Head, number: int, rows: int) -> ModelVersion:
    fitted = base_rate_head(head, 20_000)
    return ModelVersion(
        agency_id=cast.agency_id, head=head.value, version=f"{number:016x}", fitted_on=DAY,
        basis="learned", card=fitted.card.as_dict(), body="{}", input_hash=f"{number:064x}",
        metrics={
            "judged_rows": rows, "figures": {"auc": 0.7}, "curve": [POINT] * 10, "lift": [],
            "rivals": {}, "groups": [GROUP | {"group": str(n)} for n in range(min(rows, 20))],
        },
        created_at=NOON,
    )  # fmt: skip


def _state(rows: int) -> dict[str, object]:
    counties = {f"county:{n}": [0.01 * n, 0.01] for n in range(min(rows, 20))}
    return {"centre": -1.0, "beliefs": MOVES | counties, "outcomes": rows}


def _stretches(rows: int) -> list[dict[str, object]]:
    return [
        {"from_day": 20_000 + n, "to_day": 20_001 + n, "rows": 50, "log_loss": 0.5,
         "base_loss": 0.6}
        for n in range(min(rows, 20))
    ]  # fmt: skip
