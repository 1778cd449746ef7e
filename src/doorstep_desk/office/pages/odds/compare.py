"""How do two models of one head look side by side?"""

from doorstep_desk.decisions.errors import model_unknown
from doorstep_desk.decisions.registry import Version, versions_of
from doorstep_desk.office.pages.odds.overview import curve_of
from doorstep_desk.office.pages.odds.registry import HEADS, figures_of, model_row, rivals_of
from doorstep_desk.office.presentation.odds.parts import ComparePage
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.speech import say


def compare_page(actor: Actor, first_id: int, second_id: int) -> ComparePage:
    """Return two models of one head side by side, in a constant number of queries.

    Raises:
        Refused: One of them is unknown, or they answer different questions.
    """
    found = {each.row_id: each for head in HEADS for each in versions_of(actor.agency_id, head)}
    for wanted in (first_id, second_id):
        if wanted not in found:
            raise model_unknown(wanted)
    first, second = found[first_id], found[second_id]
    if first.head != second.head:
        raise model_unknown(second_id)
    may = actor.may("model.promote") and actor.staff_id is not None
    return ComparePage(
        head=first.head,
        first=model_row(first, may),
        second=model_row(second, may),
        figures=_figures(first, second),
        curves=(curve_of(first), curve_of(second)),
        features=_features(first, second),
        rivals=(rivals_of(first), rivals_of(second)),
    )


def _figures(first: Version, second: Version) -> tuple[tuple[str, str, str], ...]:
    rows = [
        (name, left, right)
        for (name, left), (_, right) in zip(figures_of(first), figures_of(second), strict=True)
    ]
    both = (first, second)
    counts = {
        say("学习的行数", "Rows learned from"): [v.card["rows"] for v in both],
        say("评判的行数", "Rows that judged"): [v.metrics.get("judged_rows", 0) for v in both],
        say("用到的特征", "Features read"): [len(v.card["features"]) for v in both],
    }
    rows += [(name, f"{left:,}", f"{right:,}") for name, (left, right) in counts.items()]
    return tuple(rows)


def _features(first: Version, second: Version) -> tuple[tuple[str, str], ...]:
    own, other = set(first.card["features"]), set(second.card["features"])
    return tuple(
        (name, "first" if name in own else "second")
        for name in sorted(own.symmetric_difference(other))
    )
