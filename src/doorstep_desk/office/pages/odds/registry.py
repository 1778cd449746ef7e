"""How is a model of the registry shown?"""

from collections.abc import Mapping
from typing import Final

from doorstep.probability.heads import Head
from doorstep.terms.local_time import BEIJING
from doorstep_desk.decisions.registry import NONE_STOOD, Version
from doorstep_desk.office.presentation.odds.charts import whiskers
from doorstep_desk.office.presentation.odds.parts import ModelRow, Whisker
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.speech import say

HEADS: Final = (Head.PAID_WITHIN_14_DAYS, Head.CONTACT, Head.PROMISE, Head.PROMISE_KEPT)
_GONE_BACK_TO: Final = frozenset({"superseded", "rolled_back"})
FIGURES: Final = (
    ("auc", 3), ("log_loss", 4), ("brier", 4), ("ece", 4), ("ks", 3), ("slope", 2),
)  # fmt: skip


def model_row(version: Version, may_promote: bool) -> ModelRow:
    """Return one model as the registry lists it."""
    figures = version.metrics.get("figures") or {}
    is_learned = version.basis == "learned"
    return ModelRow(
        row_id=version.row_id,
        version=version.version,
        fitted_on=version.fitted_on,
        rows=version.card["rows"],
        auc=number(figures.get("auc", version.card["evaluation"]["auc"]), 3),
        ece=number(figures.get("ece", version.card["evaluation"]["ece"]), 3),
        state=version.state,
        by=version.by,
        at=version.at.astimezone(BEIJING),
        because=_because(version.because),
        blocked_by=tuple(_blocked(line) for line in version.blocked_by),
        may_promote=may_promote and is_learned and version.state == "candidate",
        may_go_back=may_promote and version.state in _GONE_BACK_TO,
    )


def _because(text: str) -> str:
    """Return why, in a person's own words; the house's rule is said in the reader's language."""
    return say("当时没有学成的模型", "no learned model stood") if text == NONE_STOOD else text


def _blocked(line: Mapping[str, str]) -> str:
    what = {
        "gap": say("几率偏离", "chances are off"),
        "burden": say("联系过多", "too many contacts"),
    }[line["why"]]
    return f"{said(line['attribute'], 'attribute')} {said(line['group'], 'group')}: {what}"


def number(value: float | None, places: int) -> str:
    """Return a figure, or a dash when there is none."""
    return "—" if value is None else f"{value:.{places}f}"


def figures_of(version: Version) -> tuple[tuple[str, str], ...]:
    """Return the figures of a model on the rows that judged it."""
    figures = version.metrics.get("figures") or {}
    return tuple(
        (said(name, "figure"), number(figures.get(name), places)) for name, places in FIGURES
    )


def rivals_of(version: Version) -> tuple[Whisker, ...]:
    """Return how much better or worse the model foretold than others, with intervals."""
    compared = dict(version.metrics.get("rivals") or {})
    if version.metrics.get("standing"):
        compared["standing"] = version.metrics["standing"]
    rows = []
    for name, found in compared.items():
        difference = (found.get("difference") or {}).get("log_loss") or {}
        value, between = difference.get("difference"), difference.get("interval")
        low, high = between or (0.0, 0.0)
        says, kind = _says(value, low, high)
        rows.append((said(name, "rival"), value, low, high, says, kind, 4))
    return whiskers(rows)


def _says(value: float | None, low: float, high: float) -> tuple[str, str]:
    if value is None:
        return say("新数据太少，无法比较", "too few new rows to compare"), ""
    if high < 0:
        return say("本模型更准", "this model foretells better"), "allow"
    if low > 0:
        return say("本模型更差", "this model foretells worse"), "refuse"
    return say("看不出差别", "no evidence of a difference"), ""
