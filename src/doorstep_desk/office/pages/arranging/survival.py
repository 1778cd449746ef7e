"""How long do arrangements hold, by kind, as known on a day?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from doorstep.affordability.arrangement import ArrangementKind
from doorstep.affordability.lifecycle import ArrangementState
from doorstep.affordability.survival import STILL_WATCHED, Curve, survival, watched_on
from doorstep_desk.arrangements.lists import AgreedLife, arrangements_named, lives_on
from doorstep_desk.office.pages.arranging.debts import debt_pills, debts_of
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.presentation.arranging.survival import (
    BrokenRow,
    CurveCard,
    CurveRow,
    SurvivalPage,
)
from doorstep_desk.office.presentation.words import said
from doorstep_desk.plumbing.actor import Actor

READ_AT: Final = 90
"""The day that is read out, as in the reports; the last one watched if that is sooner."""
LONGEST: Final = 365
STEPS: Final = (1, 7, 14, 30, 60, 90)
MARKS: Final = 7
SHOWN: Final = 8
_RUNS: Final = frozenset({ArrangementState.AGREED, ArrangementState.IN_FORCE})


def survival_page(actor: Actor, asked: Mapping[str, str], today: date) -> SurvivalPage:
    """Return the curves, in a constant number of queries.

    Args:
        actor: Who reads.
        asked: What stands in the address.
        today: The present day; a later one cannot be asked about.
    """
    debts, chosen = debts_of(asked)
    kinds = [str(kind) for kind in ArrangementKind]
    if asked.get("kind") in kinds:
        chosen["kind"] = asked["kind"]
    on = _day(asked.get("on", ""), today)
    found = lives_on(actor.agency_id, on, debts, chosen.get("kind", ""))
    broken = [each for each in found if each.life.is_broken]
    pills = [(kind, said(kind, "arrangement_kind")) for kind in kinds]
    address = chosen | ({"on": on.isoformat()} if on != today else {})
    return SurvivalPage(
        on=on, today=today, whole=_card("", found) if found else None,
        kinds=tuple(
            _card(kind, mine)
            for kind in kinds
            if (mine := [each for each in found if each.kind == kind])
        ),
        broken=_broken(broken[:SHOWN]), broken_count=len(broken),
        filters=(*debt_pills(actor, address), filter_pill("kind", pills, address)),
    )  # fmt: skip


def _day(text: str, today: date) -> date:
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def _card(kind: str, found: Sequence[AgreedLife]) -> CurveCard:
    lives = [each.life for each in found]
    curve = survival(lives)
    end = max(min(curve.until, LONGEST), 1)
    firm_until = min(curve.thin_from if curve.thin_from is not None else 0, end)
    corners = _corners(curve, end)
    states = [each.state for each in found]
    return CurveCard(
        kind=kind, line=_points(_part(corners, 0, firm_until), end),
        thin_line=_points(_part(corners, firm_until, end), end), area=_band(curve, end),
        rows=tuple(_row(curve, found, day, end) for day in _marks(end)),
        read_at=_row(curve, found, min(READ_AT, curve.until), end), count=curve.count,
        broken=curve.broken, running=sum(state in _RUNS for state in states),
        completed=states.count(ArrangementState.COMPLETED),
        elsewise=sum(
            state not in _RUNS | {ArrangementState.COMPLETED, ArrangementState.BROKEN}
            for state in states
        ),
        median_days=curve.median_days, is_thin=curve.is_thin,
    )  # fmt: skip


def _row(curve: Curve, found: Sequence[AgreedLife], day: int, end: int) -> CurveRow:
    point = curve.at(day)
    watched = watched_on([each.life for each in found], day)
    place = round(100 * day / end, 2)
    if point is None:
        return CurveRow(day, watched, None, 0, 0, place, is_thin=True)
    is_thin = watched < STILL_WATCHED
    return CurveRow(day, watched, point.share, point.low, point.high, place, is_thin)


def _marks(end: int) -> list[int]:
    """Return the days along the bottom: few enough to be read side by side on a phone."""
    step = next((each for each in STEPS if end / each <= MARKS), STEPS[-1])
    return list(range(0, end + 1, step))


def _corners(curve: Curve, end: int) -> list[tuple[float, float]]:
    """Return day and share at each corner of the steps, up to a day."""
    corners: list[tuple[float, float]] = []
    for point in curve.points:
        if point.day > end:
            break
        if corners:
            corners.append((point.day, corners[-1][1]))
        corners.append((point.day, point.share))
    corners.append((end, corners[-1][1]))
    return corners


def _part(
    corners: Sequence[tuple[float, float]], first: float, last: float
) -> list[tuple[float, float]]:
    """Return the steps between two days."""
    if last <= first:
        return []
    before = [share for day, share in corners if day <= first]
    inside = [corner for corner in corners if first < corner[0] <= last]
    level = inside[-1][1] if inside else before[-1]
    return [(first, before[-1] if before else corners[0][1]), *inside, (last, level)]


def _band(curve: Curve, end: int) -> str:
    high, low = [], []
    points = [point for point in curve.points if point.day <= end]
    for point, day in zip(points, [*(p.day for p in points[1:]), end], strict=True):
        high += [(point.day, point.high), (day, point.high)]
        low += [(point.day, point.low), (day, point.low)]
    return _points([*high, *reversed(low)], end)


def _points(corners: Sequence[tuple[float, float]], end: int) -> str:
    return " ".join(f"{100 * day / end:.2f},{100 - 100 * share:.2f}" for day, share in corners)


def _broken(found: Sequence[AgreedLife]) -> tuple[BrokenRow, ...]:
    rows = arrangements_named(each.arrangement_id for each in found)
    return tuple(
        BrokenRow(
            row.case_id, row.case.number, row.case.borrower.name, each.kind, each.agreed_on,
            each.life.days,
        )
        for each in found
        if (row := rows.get(each.arrangement_id)) is not None
    )  # fmt: skip
