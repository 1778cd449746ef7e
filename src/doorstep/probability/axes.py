"""Of what does each feature speak: will, means, distance, surroundings, our own work, the past?

The two indices that people see, ability and willingness, are the sums of the contributions on
their axis, so their reasons are exact summands too. 50 is the average row.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.catalogue import FEATURES, Feature
from doorstep.probability.glass.logistic import expit
from doorstep.probability.matrix import FeatureMatrix
from doorstep.probability.reasons import Reason, reason_of
from doorstep.probability.tables import GlassBoxModel

Floats = NDArray[np.float64]


class Axis(StrEnum):
    """What a feature speaks of."""

    WILLINGNESS = "willingness"
    ABILITY = "ability"
    AVOIDANCE = "avoidance"
    SURROUNDINGS = "surroundings"
    PREPARATION = "preparation"
    HISTORY = "history"


_NAMES: Final = {
    Axis.WILLINGNESS: (
        "payments_30_days", "payments_90_days", "paid_share_30_days", "paid_share_90_days",
        "days_since_payment", "promises_made", "promises_kept", "promises_broken",
        "days_since_promise", "days_to_promise", "inbound_90_days",
    ),
    Axis.ABILITY: (
        "log_owed", "owed_share", "log_loan", "loan_to_last", "open_accounts", "days_to_due",
        "instalments", "product",
    ),
    Axis.AVOIDANCE: (
        "reached_30_days", "reached_90_days", "reached_share_90_days", "call_reached_share",
        "visit_reached_share", "days_since_reached", "last_call", "last_message", "last_visit",
        "asked_to_leave", "band_reached_share",
    ),
    Axis.SURROUNDINGS: ("hour", "weekday"),
    Axis.PREPARATION: (
        "calls_7_days", "calls_30_days", "calls_90_days", "messages_7_days", "messages_30_days",
        "messages_90_days", "visits_7_days", "visits_30_days", "visits_90_days",
        "days_since_attempt", "planned_channel",
    ),
    Axis.HISTORY: (
        "days_past_due", "days_since_payout", "earlier_loans", "earlier_late_share",
        "earlier_days_late", "last_days_late", "most_days_late", "days_since_repaid",
    ),
}  # fmt: skip

AXES: Final = {name: axis for axis, names in _NAMES.items() for name in names}
"""The axis of each feature of the closed list."""


def source_of(feature: Feature) -> str:
    """Return the table of facts that a feature is computed from."""
    name = feature.name
    if name in ("hour", "weekday"):
        return "calendar"
    if name == "planned_channel":
        return "planned attempt"
    if "promise" in name:
        return "promises"
    if name.startswith(("payments", "paid_share", "days_since_payment")):
        return "payments"
    if name.startswith(("earlier", "last_days", "most_days", "days_since_repaid", "log_owed")):
        return "accounts, payments"
    if AXES[name] in (Axis.AVOIDANCE, Axis.PREPARATION) or name == "inbound_90_days":
        return "attempts"
    return "accounts, payments" if name == "owed_share" else "accounts"


@dataclass(frozen=True, slots=True)
class Index:
    """Where a row stands on one axis.

    Attributes:
        axis: Willingness or ability, or another.
        value: 0 to 100; 50 is the average row.
        reasons: Its features by weight; their log-odds add up to the whole.
    """

    axis: Axis
    value: float
    reasons: tuple[Reason, ...]


def indices(
    model: GlassBoxModel,
    matrix: FeatureMatrix,
    row: int,
    axes: tuple[Axis, ...] = (Axis.ABILITY, Axis.WILLINGNESS),
) -> tuple[Index, ...]:
    """Return where one row stands on each axis, with reasons."""
    one = matrix.take(np.array([row]))
    scored = model.score(one)
    parts = scored.parts[0] * model.line.slope
    values = one.columns(scored.features)[0]
    return tuple(_index(axis, scored.features, parts, values) for axis in axes)


def _index(axis: Axis, features: tuple[str, ...], parts: Floats, values: Floats) -> Index:
    on = sorted(
        (at for at, name in enumerate(features) if AXES[name] is axis and parts[at] != 0),
        key=lambda at: -abs(parts[at]),
    )
    reached = expit(np.concatenate(([0.0], np.cumsum(parts[on]))))
    reasons = tuple(
        reason_of(
            features[at],
            float(values[at]),
            float(parts[at]),
            float(reached[place + 1] - reached[place]),
        )
        for place, at in enumerate(on)
    )
    return Index(axis, round(100 * float(reached[-1]), 1), reasons)


def features_page() -> str:
    """Return the page that lists every feature, for ``docs/features.md``."""
    lines = [
        "# Features: what a chance may be computed from",
        "",
        "The closed list, written by `doorstep odds features`; a test compares this page with",
        "`doorstep/probability/catalogue.py`. Nothing else may enter a served model, and nothing",
        "dated at or after the instant of a row changes any of these.",
        "",
        "Never on this list: age, gender, ethnicity, language, place, family, education, social",
        "or bought data, free text. Such fields serve for checking fairness, outside the model.",
        "",
        "| Feature | Meaning | 含义 | Unit | Axis | Computed from | Lawful basis | Asked by |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for feature in FEATURES:
        heads = ", ".join(sorted(head.value for head in feature.heads))
        lines.append(
            f"| `{feature.name}` | {feature.label_en} | {feature.label_zh} | {feature.unit} | "
            f"{AXES[feature.name]} | {source_of(feature)} | {feature.basis} | {heads} |"
        )
    return "\n".join(lines) + "\n"
