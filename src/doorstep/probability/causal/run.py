"""One run of the effect of a treatment, or of a jump at a threshold."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.bench.fields import Fields, learned_fields
from doorstep.probability.bench.source import Part, Question, Unusable, read_part
from doorstep.probability.bench.suspects import choose_columns
from doorstep.probability.causal.discontinuity import jump_at
from doorstep.probability.causal.doubt import doubt_of
from doorstep.probability.causal.effect import Effects, Trial, estimate, qini, qini_interval
from doorstep.probability.causal.segments import effects_by_segment

Floats = NDArray[np.float64]

NO_EVIDENCE = "no usable heterogeneity"


@dataclass(slots=True)
class UpliftOrder:
    """What a run of the uplift is asked for.

    Attributes:
        train: File of randomised rows to learn from.
        test: File of randomised rows to be judged on.
        question: Target, rows and columns.
        treatment: Column that names the arm.
        treated: Name of the arm with the treatment.
        control: Name of the arm it is compared with.
        propensity: Column with the chance of the treatment; None for the arms' shares.
        seed: Of all that is drawn.
        segment: Column whose values part the rows; each has its effect, drawn to the mean.
    """

    train: Path
    test: Path
    question: Question
    treatment: str
    treated: str
    control: str
    propensity: str | None = None
    seed: int = 1
    segment: str | None = None


def uplift(order: UpliftOrder) -> dict[str, Any]:
    """Run the uplift.

    Raises:
        Unusable: No figure can come of it; one sentence says why.
    """
    train = _two_arms(read_part(order.train, "training", order.question), order, "training")
    test = _two_arms(read_part(order.test, "test", order.question), order, "test")
    _require_both_outcomes(train, order.question.target)
    question = order.question
    segments = _segments(train, order)
    question.drop += tuple(filter(None, (order.treatment, order.propensity, order.segment)))
    chosen = choose_columns(train, test, question, ())
    fields = learned_fields(train, chosen.used)
    if not fields.fields:
        raise Unusable("No column is left that effects could differ by.")
    learned, judged = _trial(train, fields, order), _trial(test, fields, order)
    effects = estimate(learned, judged.matrix, order.seed)
    low, high = qini_interval(effects.ranking, judged, order.seed)
    return {
        "answer": "personal effects" if effects.is_heterogeneous else NO_EVIDENCE,
        "says": _said(order, effects.is_heterogeneous),
        "mean_effect": _mean(effects, judged),
        "gate": {
            "slope_left_out": round(effects.slope[0], 4),
            "error": round(effects.slope[1], 4),
            "open": effects.is_heterogeneous,
        },
        "qini": round(qini(effects.ranking, judged), 6),
        "qini_interval_90": [round(low, 6), round(high, 6)],
        "effect_in_top_30_percent": _top(effects.ranking, judged),
        "personal_effect": _range(effects.personal),
        "personal_interval": _doubt(learned, judged, order.seed),
        "by_segment": [asdict(each) for each in effects_by_segment(learned, segments)]
        if segments
        else None,
        "rows": {"train": train.counts, "test": test.counts},
        "arms": {part: _arms(trial) for part, trial in (("train", learned), ("test", judged))},
        "dropped": chosen.dropped,
        "warnings": chosen.warnings,
        "protected_columns_used": list(chosen.protected),
        "seeds": {"all": order.seed},
    }


def jump(
    file: Path, running: str, outcome: str, threshold: float, bandwidth: float, seed: int
) -> dict[str, Any]:
    """Run the jump at a threshold.

    Raises:
        Unusable: A column is missing, or too few rows stand on one side.
    """
    part = read_part(file, "data", Question(f'"{running}" IS NOT NULL'))
    columns = []
    for name in (running, outcome):
        column = part.columns.get(name)
        if column is None or column.kind != "number":
            raise Unusable(f"{name} is no number in the file {file}.")
        columns.append(column.values.astype(np.float64))
    known = np.isfinite(columns[0]) & np.isfinite(columns[1])
    try:
        found = jump_at(columns[0][known], columns[1][known], threshold, bandwidth, seed)
    except ValueError as error:
        raise Unusable(f"{error}.") from error
    return asdict(found) | {
        "threshold": threshold,
        "bandwidth": bandwidth,
        "kernel": "triangular",
        "rows_read": part.counts["read"],
        "rows_without_a_number": int((~known).sum()),
        "seeds": {"all": seed},
    }


def _mean(effects: Effects, judged: Trial) -> dict[str, float | list[float]]:
    half = 1.96 * effects.error
    return {
        "train": round(effects.mean, 6),
        "interval": [round(effects.mean - half, 6), round(effects.mean + half, 6)],
        "test": round(_plain_effect(judged), 6),
    }


def _segments(part: Part, order: UpliftOrder) -> list[str]:
    """Return the segment of each row, or nothing when none is asked for.

    Raises:
        Unusable: The column does not exist.
    """
    if order.segment is None:
        return []
    column = part.columns.get(order.segment)
    if column is None:
        raise Unusable(f"The training file has no column {order.segment}.")
    return [str(name) for name in _named(column.values)]


def _doubt(learned: Trial, judged: Trial, seed: int) -> dict[str, float | str]:
    """Return how wide personal effects are by Venn-Abers, and for how many none is said."""
    if not np.isin(learned.outcome, (0.0, 1.0)).all():
        return {"not_said_because": "the outcome is a sum, not yes or no"}
    doubt = doubt_of(learned, judged.matrix, seed)
    width = doubt.high - doubt.low
    return {
        "mean_width": round(float(width.mean()), 6),
        "widest": round(float(width.max()), 6),
        "share_not_said_for_thin_support": round(float(doubt.is_thin.mean()), 6),
    }


def _two_arms(part: Part, order: UpliftOrder, role: str) -> Part:
    column = part.columns.get(order.treatment)
    if column is None:
        raise Unusable(f"The {role} file has no column {order.treatment}.")
    if order.treated == order.control:
        raise Unusable(f"--treated and --control both name {order.treated!r}.")
    if not part.counts["used"]:
        raise Unusable(
            f"The {role} file has no rows to use: {part.counts['read']} read, "
            f"{part.counts['left_out_by_where']} left out by --where, "
            f"{part.counts['left_out_without_target']} without a target."
        )
    arm = _named(column.values)
    for name in (order.treated, order.control):
        if not (arm[part.kept] == name).any():
            known = ", ".join(sorted(set(arm[part.kept].tolist()))[:6])
            raise Unusable(f"The {role} file has no arm {name!r}; there are {known}.")
    _require_number(part, order.propensity, role)
    chosen = part.kept & np.isin(arm, (order.treated, order.control))
    others = int(part.kept.sum() - chosen.sum())
    found = part.take(chosen)
    return replace(found, counts=found.counts | {"in_neither_arm": others, "used": len(found)})


def _require_both_outcomes(train: Part, target: str) -> None:
    if train.target.all() or not train.target.any():
        raise Unusable(
            f"The target {target} has one outcome only in the {len(train)} training rows: no "
            "effect can show."
        )


def _require_number(part: Part, name: str | None, role: str) -> None:
    if name is not None and (name not in part.columns or part.columns[name].kind != "number"):
        raise Unusable(f"--propensity {name} is no number in the {role} file.")


def _named(values: NDArray[Any]) -> NDArray[np.str_]:
    return np.array([f"{v:g}" if isinstance(v, float) else str(v) for v in values.tolist()])


def _trial(part: Part, fields: Fields, order: UpliftOrder) -> Trial:
    treated = _named(part.columns[order.treatment].values) == order.treated
    matrix, _ = fields.matrix(part.columns)
    if order.propensity is None:
        propensity = np.full(len(part), float(treated.mean()))
    else:
        propensity = part.columns[order.propensity].values.astype(np.float64)
    if not ((propensity > 0) & (propensity < 1)).all():
        raise Unusable("Every propensity must lie between 0 and 1, both excluded.")
    return Trial(matrix, treated, part.target.astype(np.float64), propensity)


def _plain_effect(trial: Trial) -> float:
    treated, outcome, chance = trial.treated, trial.outcome, trial.propensity
    up = np.average(outcome[treated], weights=1 / chance[treated])
    return float(up - np.average(outcome[~treated], weights=1 / (1 - chance[~treated])))


def _top(ranking: Floats, trial: Trial) -> float | None:
    best = np.argsort(-ranking, kind="stable")[: max(1, int(0.3 * len(ranking)))]
    part = trial.take(best)
    return round(_plain_effect(part), 6) if 0 < part.treated.sum() < len(best) else None


def _range(effects: Floats) -> dict[str, float]:
    return {
        "least": round(float(effects.min()), 6),
        "greatest": round(float(effects.max()), 6),
    }


def _arms(trial: Trial) -> dict[str, int]:
    return {"treated": int(trial.treated.sum()), "control": int((~trial.treated).sum())}


def _said(order: UpliftOrder, is_open: bool) -> str:
    if is_open:
        return f"The effect of {order.treated} against {order.control} differs by person."
    return (
        f"No evidence that {order.treated} works better for some than for others against "
        f"{order.control}: everybody gets the mean effect."
    )
