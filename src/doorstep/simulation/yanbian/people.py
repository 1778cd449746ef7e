"""Who lives in the synthetic Yanbian? Nobody; these are the names and numbers they go by.

Names are random common syllables. Identity numbers have a valid GB 11643 check character and an
existing region code, but a serial from 700 up, which is rarely issued; mobiles use blocks that to
our knowledge are not open to subscribers. A match with a real number would be chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from doorstep.simulation.yanbian.towns import TOWNS, Home, Town, draw_home

MOBILE_BLOCKS: Final = ("154", "163", "164", "168", "169", "179")
FIRST_SERIAL: Final = 701
LAST_SERIAL: Final = 999

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_OTHER_REGIONS: Final = ("220102", "220202", "230103", "210102", "370202")
_OTHER_REGION_SHARE: Final = 0.06
_YOUNGEST_YEARS: Final = 21
_OLDEST_YEARS: Final = 66

_HAN_SURNAMES: Final = (
    "王Wang 张Zhang 刘Liu 陈Chen 杨Yang 赵Zhao 孙Sun 周Zhou 徐Xu 马Ma 高Gao 林Lin 郭Guo 于Yu "
    "董Dong 宋Song 韩Han 冯Feng 许Xu 曹Cao 丁Ding 魏Wei 苏Su 姜Jiang 段Duan 沈Shen"
)
_HAN_GIVEN: Final = (
    "海hai 英ying 波bo 华hua 丽li 国guo 春chun 明ming 文wen 建jian 志zhi 红hong 玉yu 晓xiao "
    "东dong 洋yang 军jun 霞xia 雪xue 立li 成cheng 宇yu 欣xin 佳jia 强qiang 平ping 敏min 凤feng"
)
_KOREAN_SURNAMES: Final = (
    "金Kim 朴Park 李Lee 崔Choi 郑Jung 姜Kang 赵Cho 尹Yun 张Jang 林Lim 吴Oh 申Shin 徐Seo 权Kwon "
    "黄Hwang 安An 全Jeon 柳Ryu 许Heo 南Nam"
)
_KOREAN_GIVEN: Final = (
    "哲cheol 洙su 美mi 善seon 英young 姬hee 恩eun 珠ju 东dong 国guk 成seong 浩ho 海hae 兰ran 智ji "
    "慧hye 京kyung 花hwa 龙yong 日il 顺sun 玉ok 男nam 贤hyun 俊jun 秀soo 真jin 淑sook"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person who does not exist.

    Attributes:
        identity_number: 18 characters.
        name: In Chinese characters.
        name_romanised: Family name first.
        language: ``"zh"`` or ``"ko"``.
        born_on: As in the identity number.
        mobile: 11 digits.
        email: Under a reserved domain; "" for most.
        town: Where the person lives.
        home: The home.
    """

    identity_number: str
    name: str
    name_romanised: str
    language: str
    born_on: date
    mobile: str
    email: str
    town: Town
    home: Home


def draw_people(count: int, day: date, chance: Generator) -> list[Person]:
    """Draw persons with distinct identity numbers and mobiles.

    Args:
        count: How many.
        day: They are 21 to 66 years old on this day; a few are 75 or older.
        chance: Source of chance; the only one.
    """
    mobiles = _mobiles(count, chance)
    shares = np.array([town.share for town in TOWNS])
    towns = chance.choice(len(TOWNS), size=count, p=shares / shares.sum())
    taken: set[str] = set()
    people = []
    for mobile, town in zip(mobiles, towns, strict=True):
        people.append(_draw_person(TOWNS[town], mobile, day, taken, chance))
    return people


def check_character(first_17: str) -> str:
    """Return the 18th character of an identity number: GB 11643, which is ISO 7064 MOD 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def draw_name(language: str, chance: Generator) -> tuple[str, str]:
    """Draw a name and its romanisation."""
    is_korean = language == "ko"
    surnames = (_KOREAN_SURNAMES if is_korean else _HAN_SURNAMES).split()
    given = (_KOREAN_GIVEN if is_korean else _HAN_GIVEN).split()
    surname = surnames[chance.integers(len(surnames))]
    first, second = (given[index] for index in chance.choice(len(given), size=2, replace=False))
    if not is_korean and chance.random() < 0.25:
        return surname[0] + first[0], f"{surname[1:]} {first[1:].capitalize()}"
    return (
        surname[0] + first[0] + second[0],
        f"{surname[1:]} {first[1:].capitalize()}{'-' if is_korean else ''}{second[1:]}",
    )


def _draw_person(town: Town, mobile: str, day: date, taken: set[str], chance: Generator) -> Person:
    language = "ko" if chance.random() < town.korean_share else "zh"
    name, romanised = draw_name(language, chance)
    born_on = _birth_date(day, chance)
    identity = _identity_number(town, born_on, taken, chance)
    email = f"{mobile}@mail.example" if chance.random() < 0.35 else ""
    return Person(
        identity, name, romanised, language, born_on, mobile, email, town, draw_home(town, chance)
    )


def _identity_number(town: Town, born_on: date, taken: set[str], chance: Generator) -> str:
    region = town.code
    if chance.random() < _OTHER_REGION_SHARE:
        region = _OTHER_REGIONS[chance.integers(len(_OTHER_REGIONS))]
    while True:
        serial = int(chance.integers(FIRST_SERIAL, LAST_SERIAL + 1))
        if serial % 100 == 0:
            continue  # such a number may end in 000, which importers suspect of lost digits
        first_17 = f"{region}{born_on:%Y%m%d}{serial}"
        if first_17 not in taken:
            taken.add(first_17)
            return first_17 + check_character(first_17)


def _birth_date(day: date, chance: Generator) -> date:
    years = _YOUNGEST_YEARS + (_OLDEST_YEARS - _YOUNGEST_YEARS) * float(chance.beta(1.7, 2.4))
    if chance.random() < 0.004:
        years = float(chance.uniform(75.1, 79.0))
    return day - timedelta(days=round(years * 365.2425) + 1)


def _mobiles(count: int, chance: Generator) -> Sequence[str]:
    """Return distinct mobile numbers."""
    local: NDArray[np.int64] = chance.choice(10**8, size=count, replace=False)
    blocks = chance.integers(len(MOBILE_BLOCKS), size=count)
    return [
        f"{MOBILE_BLOCKS[block]}{number:08d}" for block, number in zip(blocks, local, strict=True)
    ]
