"""Where do rivers, roads, towns and stops lie on the schematic map?

The same GeoJSON feeds this drawing and the interactive map. It is drawn from general geographic
knowledge, shows no borders and is marked as schematic. Positions are percentages of the frame, so
that pins and words keep their size on a small screen.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from doorstep_desk.office.presentation.board import BoardPage, BoardStop, PairDay

WEST, EAST, SOUTH, NORTH = 127.85, 130.95, 42.25, 43.75
WIDTH: Final = 1000
HEIGHT: Final = round(WIDTH * (NORTH - SOUTH) / ((EAST - WEST) * math.cos(math.radians(43.0))))
"""The frame in drawing units; its proportion is that of the region at its latitude."""

_SOURCE: Final = "static/map/yanbian.geojson"
_APART_X: Final = 3.6
_APART_Y: Final = 5.4
_ROUNDS: Final = 80
_MOST_APART: Final = 200
"""More pins than this have no room beside each other on the map and stay where they are."""

_MOVED: Final = 1.0
_SIDES: Final = {
    "above": (0.0, -3.6), "below": (0.0, 4.2), "right": (4.4, 0.3), "left": (-4.4, 0.3)
}  # fmt: skip
_NAME_X, _NAME_Y = 4.0, 3.6
"""How near a pin may come to the middle of a name, percent."""


@dataclass(frozen=True, slots=True)
class Line:
    """A river, road or hill.

    Attributes:
        kind: ``river``, ``stream``, ``road`` or ``hill``.
        path: SVG path in drawing units.
    """

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class Town:
    """A town.

    Attributes:
        name: Chinese name.
        name_en: Latin name.
        x: Percent from the left.
        y: Percent from the top.
        side: Where its name stands so that no pin covers it: ``above``, ``below``, ``right`` or
            ``left``.
    """

    name: str
    name_en: str
    x: float
    y: float
    side: str = "above"


@dataclass(frozen=True, slots=True)
class Pin:
    """A stop on the map.

    Attributes:
        stop: The stop.
        x: Percent from the left, moved so that pins do not hide each other.
        y: Percent from the top.
        true_x: Where it really is.
        true_y: Where it really is.
        is_moved: A thin line leads from the true place to the pin.
    """

    stop: BoardStop
    x: float
    y: float
    true_x: float
    true_y: float
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Route:
    """One pair's way.

    Attributes:
        pair: The pair.
        path: SVG path in drawing units, from the start point and back.
        start_x: Start point, percent.
        start_y: Start point, percent.
        pins: Its stops; only those of the selected pair are numbered.
    """

    pair: PairDay
    path: str
    start_x: float
    start_y: float
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class SchematicMap:
    """Everything that is drawn.

    Attributes:
        width: Frame in drawing units.
        height: Frame in drawing units.
        hills: Lowest layer.
        waters: Rivers.
        roads: Main roads.
        towns: The eight.
        routes: One for each pair, the selected one last, on top.
        scale_width: Width of a 50 km bar, percent.
    """

    width: int
    height: int
    hills: tuple[Line, ...]
    waters: tuple[Line, ...]
    roads: tuple[Line, ...]
    towns: tuple[Town, ...]
    routes: tuple[Route, ...]
    scale_width: float


def map_of(page: BoardPage) -> SchematicMap:
    """Lay the day's routes over the region."""
    ground = _ground()
    selected = page.selected
    pairs = sorted(page.pairs, key=lambda pair: pair is selected)
    kilometres = (EAST - WEST) * 111.32 * math.cos(math.radians(43.0))
    routes = tuple(_route(pair) for pair in pairs if pair.stops)
    pins = [(pin.x, pin.y) for route in routes[-1:] for pin in route.pins]
    return SchematicMap(
        width=WIDTH,
        height=HEIGHT,
        hills=tuple(line for line in ground.lines if line.kind == "hill"),
        waters=tuple(line for line in ground.lines if line.kind in ("river", "stream")),
        roads=tuple(line for line in ground.lines if line.kind == "road"),
        towns=tuple(_with_free_side(town, pins) for town in ground.towns),
        routes=routes,
        scale_width=round(100 * 50 / kilometres, 2),
    )


def island_data(page: BoardPage) -> dict[str, Any]:
    """Return what the interactive map needs, as plain data for a JSON block of the page."""
    selected = page.selected
    return {
        "frame": [[WEST, SOUTH], [EAST, NORTH]],
        "selected": selected.letter if selected else "",
        "pairs": [_island_pair(pair) for pair in page.pairs if pair.stops],
    }


def _island_pair(pair: PairDay) -> dict[str, Any]:
    return {
        "letter": pair.letter,
        "number": pair.number,
        "start": [pair.start_longitude, pair.start_latitude],
        "stops": [
            {"sequence": stop.sequence, "state": stop.state,
             "at": [stop.longitude, stop.latitude]}
            for stop in pair.stops
            if stop.latitude is not None
        ],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ground:
    lines: tuple[Line, ...]
    towns: tuple[Town, ...]


@cache
def _ground() -> _Ground:
    source = files("doorstep_desk.office").joinpath(_SOURCE).read_text(encoding="utf-8")
    features: list[dict[str, Any]] = json.loads(source)["features"]
    lines, towns = [], []
    for feature in features:
        kind, shape = feature["properties"]["kind"], feature["geometry"]
        if kind == "town":
            towns.append(_town(feature["properties"], shape["coordinates"]))
        elif shape["type"] == "Polygon":
            lines.append(Line(kind, _path(shape["coordinates"][0]) + "Z"))
        else:
            lines.append(Line(kind, _path(shape["coordinates"])))
    return _Ground(tuple(lines), tuple(towns))


def _town(properties: dict[str, str], place: Sequence[float]) -> Town:
    x, y = _percent(place[0], place[1])
    return Town(properties["name"], properties["name_en"], x, y)


def _with_free_side(town: Town, pins: Sequence[tuple[float, float]]) -> Town:
    def covered(side: str) -> int:
        x, y = town.x + _SIDES[side][0], town.y + _SIDES[side][1]
        return sum(abs(px - x) < _NAME_X and abs(py - y) < _NAME_Y for px, py in pins)

    return replace(town, side=min(_SIDES, key=covered))


def _percent(longitude: float, latitude: float) -> tuple[float, float]:
    x = 100 * (longitude - WEST) / (EAST - WEST)
    y = 100 * (NORTH - latitude) / (NORTH - SOUTH)
    return round(x, 2), round(y, 2)


def _path(points: Sequence[Sequence[float]]) -> str:
    drawn = (_percent(point[0], point[1]) for point in points)
    return "M" + "L".join(f"{x * WIDTH / 100:.1f} {y * HEIGHT / 100:.1f}" for x, y in drawn)


def _route(pair: PairDay) -> Route:
    placed = [stop for stop in pair.stops if stop.latitude is not None]
    way = [(stop.longitude or 0.0, stop.latitude or 0.0) for stop in placed]
    start = (pair.start_longitude, pair.start_latitude)
    x, y = _percent(*start)
    return Route(pair, _path([start, *way, start]), x, y, _pins(placed, way))


def _pins(stops: Sequence[BoardStop], way: Sequence[tuple[float, float]]) -> tuple[Pin, ...]:
    true = [_percent(*place) for place in way]
    seen = _apart(true)
    return tuple(
        Pin(stop, *place, *home, math.dist(place, home) > _MOVED)
        for stop, home, place in zip(stops, true, seen, strict=True)
    )


def _apart(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Push places apart until no pin hides another; always the same way for the same places."""
    turn = 2.4 * np.arange(len(places))
    now = np.array(places, dtype=np.float64).reshape(-1, 2)
    now = now + 0.3 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    for _ in range(_ROUNDS if len(places) <= _MOST_APART else 0):
        pushes = _pushes(now)
        if not pushes.any():
            break
        now = now + pushes
    held = np.clip(now, (2.0, 3.0), (98.0, 97.0)).round(2)
    return [(x, y) for x, y in held.tolist()]


def _pushes(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far each place is pushed by those that are too near; shape ``(n, 2)``."""
    size = np.array([_APART_X, _APART_Y])
    between = (places[:, None, :] - places[None, :, :]) / size
    far = np.hypot(between[..., 0], between[..., 1])
    near = (far > 0) & (far < 1)
    share = np.where(near, 0.5 * (1 - far) / np.where(near, far, 1.0), 0.0)
    return np.asarray((share[..., None] * between).sum(axis=1) * size)
