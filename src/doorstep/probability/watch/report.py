"""What does a night's look at a model in use find: columns that moved, losses, alarms?"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep.probability.glass.logistic import expit
from doorstep.probability.samples import Samples
from doorstep.probability.tables import GlassBoxModel
from doorstep.probability.watch.alarm import FEWEST_OF_EACH, FEWEST_OUTCOMES, alarms, trust
from doorstep.probability.watch.moved import moved
from doorstep.probability.watch.prequential import foretold

Floats = NDArray[np.float64]

FEWEST_LATER: Final = 100
"""Later outcomes below which nothing is compared."""

COLUMNS: Final = 5
"""Features watched: those that weigh most."""

MOST_STRETCHES: Final = 26
SHORTEST_STRETCH: Final = 50


def watched(
    model: GlassBoxModel, trusted: Samples, later: Samples, told: Floats, seed: int
) -> dict[str, Any]:
    """Compare a model's later outcomes with the time it learned from, as plain data for JSON.

    Args:
        model: The model in use.
        trusted: Rows that it learned from, the newest, oldest first.
        later: Rows since, oldest first.
        told: The chance told of each later row before its outcome was known.
        seed: Of all shuffles.
    """
    if len(later) < FEWEST_LATER or not len(trusted):
        return {"rows": len(later), "columns": [], "stretches": [], "alarms": []}
    chance = np.random.default_rng(seed)
    return {
        "rows": len(later),
        "columns": _columns(model, trusted, later, chance),
        "stretches": _stretches(later, told),
        "alarms": _alarms(model, trusted, later, told, chance),
    }


def _columns(
    model: GlassBoxModel, trusted: Samples, later: Samples, chance: np.random.Generator
) -> list[dict[str, Any]]:
    scored = model.score(trusted.matrix)
    weight = np.abs(scored.parts).mean(axis=0)
    names = [scored.features[at] for at in np.argsort(-weight, kind="stable")[:COLUMNS]]
    before, after = (part.matrix.columns(tuple(names)) for part in (trusted, later))
    pairs = [(name, before[:, at], after[:, at]) for at, name in enumerate(names)]
    pairs.insert(
        0, ("", expit(model.log_odds(trusted.matrix)), expit(model.log_odds(later.matrix)))
    )
    found = []
    for name, first, second in pairs:
        step = moved(_finite(first), _finite(second), chance)
        found.append(
            {
                "feature": name,
                "index": round(step.index, 6),
                "by_chance": step.by_chance,
                "is_alarm": step.is_alarm,
            }
        )
    return found


def _finite(values: Floats) -> Floats:
    return np.where(np.isinf(values), np.nan, values)


def _stretches(later: Samples, told: Floats) -> list[dict[str, Any]]:
    length = max(SHORTEST_STRETCH, -(-len(later) // MOST_STRETCHES))
    return [
        {
            "from_day": int(later.anchor_day[each.first]),
            "to_day": int(later.anchor_day[each.first + each.rows - 1]),
            "rows": each.rows,
            "log_loss": round(each.log_loss, 6),
            "base_loss": round(each.base_loss, 6),
        }
        for each in foretold(told, later.labels, length)
    ]


def _alarms(
    model: GlassBoxModel,
    trusted: Samples,
    later: Samples,
    told: Floats,
    chance: np.random.Generator,
) -> list[dict[str, Any]]:
    yes = int(trusted.labels.sum())
    if len(trusted) < FEWEST_OUTCOMES or min(yes, len(trusted) - yes) < FEWEST_OF_EACH:
        return []
    known = trust(_inside(expit(model.log_odds(trusted.matrix))), trusted.labels, chance)
    return [
        {
            "began_day": int(later.anchor_day[each.began]),
            "raised_day": int(later.anchor_day[each.raised]),
            "is_too_low": each.too_low,
        }
        for each in alarms(known, _inside(told), later.labels)
    ]


def _inside(chances: Floats) -> Floats:
    return np.clip(chances, 1e-9, 1 - 1e-9)
