"""Where do the people of the synthetic Yanbian live?

The eight towns and the interior townships are real places, because routes need real distances;
everything below them is invented. Coordinates are approximate (general geographic knowledge, two
decimals). Doors are scattered around a centre at log-normal distances, within bearings that keep
them off the rivers that are borders at Tumen and Hunchun.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.random import Generator

PREFECTURE: Final = "吉林省延边朝鲜族自治州"
KILOMETRES_PER_DEGREE: Final = 111.32
ESTATES: Final = (
    "样例小区",
    "示例家园",
    "示例新村",
    "样例花园",
    "海兰示例苑",
    "长白示例家园",
    "松江示例小区",
    "民俗示例里",
    "江畔示例居",
    "新元示例里",
)
VILLAGES: Final = ("东光", "龙山", "新兴", "光东", "河西", "南沟", "明新", "太阳")


@dataclass(frozen=True, slots=True)
class Township:
    """An interior township outside the seat."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Town:
    """One of the eight.

    Attributes:
        name: County or county-level city.
        code: National code.
        share: Share of all borrowers.
        korean_share: Share of borrowers who prefer Korean.
        latitude: Of the seat.
        longitude: Of the seat.
        median_kilometres: Median distance of a door in the seat from its centre.
        max_kilometres: No door in the seat is farther away.
        bearings: First and last bearing in degrees, clockwise from north, in which doors lie.
        streets: Names of streets.
        townships: Some interior townships.
    """

    name: str
    code: str
    share: float
    korean_share: float
    latitude: float
    longitude: float
    median_kilometres: float
    max_kilometres: float
    bearings: tuple[float, float]
    streets: tuple[str, ...]
    townships: tuple[Township, ...]


TOWNS: Final = (
    Town(
        "延吉市", "222401", 0.36, 0.46, 42.89, 129.51, 1.6, 6.0, (0.0, 360.0),
        ("光明街", "公园路", "河南街", "参花街", "长白山西路", "天池路", "局子街"),
        (Township("朝阳川镇", 42.88, 129.37), Township("依兰镇", 43.0, 129.47)),
    ),
    Town(
        "图们市", "222402", 0.06, 0.5, 42.97, 129.84, 0.7, 2.5, (230.0, 360.0),
        ("友谊街", "图们江街", "口岸大路", "新华街"),
        (Township("石岘镇", 43.08, 129.79), Township("长安镇", 42.98, 129.75)),
    ),
    Town(
        "敦化市", "222403", 0.2, 0.06, 43.37, 128.23, 1.3, 5.0, (0.0, 360.0),
        ("敖东大街", "翰章大街", "吉祥街", "渤海街"),
        (Township("官地镇", 43.53, 128.35), Township("沙河沿镇", 43.5, 128.55)),
    ),
    Town(
        "珲春市", "222404", 0.13, 0.34, 42.86, 130.37, 1.0, 3.5, (270.0, 450.0),
        ("龙源街", "口岸大路", "森林山大路", "新安街"),
        (Township("英安镇", 42.9, 130.28), Township("哈达门乡", 42.93, 130.45)),
    ),
    Town(
        "龙井市", "222405", 0.07, 0.56, 42.77, 129.43, 0.8, 3.0, (0.0, 360.0),
        ("海兰江路", "六道河路", "龙延路", "龙门街"),
        (Township("东盛涌镇", 42.8, 129.53), Township("老头沟镇", 42.87, 129.2)),
    ),
    Town(
        "和龙市", "222406", 0.06, 0.48, 42.55, 129.01, 0.8, 3.0, (0.0, 360.0),
        ("文化路", "海兰大街", "和平街", "光明街"),
        (Township("头道镇", 42.63, 129.12), Township("八家子镇", 42.7, 128.92)),
    ),
    Town(
        "汪清县", "222424", 0.07, 0.28, 43.31, 129.77, 0.9, 3.0, (0.0, 360.0),
        ("汪清大街", "天宝路", "大川街", "东明街"),
        (Township("大兴沟镇", 43.42, 129.63), Township("百草沟镇", 43.15, 129.55)),
    ),
    Town(
        "安图县", "222426", 0.05, 0.2, 43.11, 128.9, 0.8, 3.0, (0.0, 360.0),
        ("瓮声街", "九龙街", "明安街", "长兴街"),
        (Township("石门镇", 43.09, 129.05), Township("亮兵镇", 43.12, 128.72)),
    ),
)  # fmt: skip

RURAL_SHARE: Final = 0.12
RURAL_ACCURACY_METRES: Final = 3_000
SEAT_ACCURACY_METRES: Final = 60
_RURAL_MEDIAN_KILOMETRES: Final = 0.5
_RURAL_MAX_KILOMETRES: Final = 1.5
_SPREAD: Final = 0.6


@dataclass(frozen=True, slots=True)
class Home:
    """An invented address and where it lies."""

    address: str
    latitude: float
    longitude: float
    accuracy_metres: int


def draw_home(town: Town, chance: Generator) -> Home:
    """Draw an address that does not exist, and a point near which it would lie."""
    if chance.random() < RURAL_SHARE:
        return _draw_village_home(town, chance)
    street = town.streets[chance.integers(len(town.streets))]
    estate = ESTATES[chance.integers(len(ESTATES))]
    number, block, stair = chance.integers((9001, 1, 1), (9899, 40, 7))
    room = chance.integers(1, 19) * 100 + chance.integers(1, 5)
    address = f"{PREFECTURE}{town.name}{street}{number}号{estate}{block}号楼{stair}单元{room}室"
    far = _kilometres(town.median_kilometres, town.max_kilometres, chance)
    bearing = chance.uniform(*town.bearings)
    latitude, longitude = moved(town.latitude, town.longitude, far, bearing)
    return Home(address, latitude, longitude, SEAT_ACCURACY_METRES)


def moved(
    latitude: float, longitude: float, kilometres: float, bearing: float
) -> tuple[float, float]:
    """Return the point some kilometres away in a bearing (degrees clockwise from north)."""
    angle = np.radians(bearing)
    north = kilometres * np.cos(angle) / KILOMETRES_PER_DEGREE
    east = kilometres * np.sin(angle) / (KILOMETRES_PER_DEGREE * np.cos(np.radians(latitude)))
    return round(float(latitude + north), 5), round(float(longitude + east), 5)


def _draw_village_home(town: Town, chance: Generator) -> Home:
    township = town.townships[chance.integers(len(town.townships))]
    village = VILLAGES[chance.integers(len(VILLAGES))]
    group, number = chance.integers((1, 9001), (13, 9899))
    address = f"{PREFECTURE}{town.name}{township.name}{village}村{group}组{number}号"
    far = _kilometres(_RURAL_MEDIAN_KILOMETRES, _RURAL_MAX_KILOMETRES, chance)
    bearing = chance.uniform(0, 360)
    latitude, longitude = moved(township.latitude, township.longitude, far, bearing)
    return Home(address, latitude, longitude, RURAL_ACCURACY_METRES)


def _kilometres(median: float, most: float, chance: Generator) -> float:
    return min(median * float(np.exp(_SPREAD * chance.standard_normal())), most)
