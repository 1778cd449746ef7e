"""How are sums, days and instants written on paper, in three languages?"""

from datetime import date, datetime
from typing import Final

from doorstep.affordability.arrangement import LARGEST_FEN
from doorstep.terms.local_time import BEIJING
from doorstep.terms.money import Money
from doorstep_desk.documents.errors import amount_unprintable

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿", "万亿")


def sum_text(fen: int, currency: str = "CNY") -> str:
    """Return a sum as it is printed, such as ``¥4,812.36``.

    Raises:
        Refused: It is below zero or larger than any debt that is worked here.
    """
    if not 0 <= fen <= LARGEST_FEN:
        raise amount_unprintable()
    return str(Money(fen, currency))


def change_text(fen: int, currency: str = "CNY") -> str:
    """Return by how much a sum changed, with its sign.

    Raises:
        Refused: It is larger than any debt that is worked here.
    """
    sign = "−" if fen < 0 else "+"
    return f"{sign}{sum_text(abs(fen), currency)}" if fen else sum_text(0, currency)


def day_text(day: date, language: str) -> str:
    """Return a day in words, such as ``2026年11月26日``."""
    match language:
        case "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        case "ko":
            return f"{day.year}년 {day.month}월 {day.day}일"
        case _:
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_text(at: datetime, language: str) -> str:
    """Return an instant as a day and an hour in Beijing."""
    local = at.astimezone(BEIJING)
    return f"{day_text(local.date(), language)} {local:%H:%M}"


def capital_sum(fen: int) -> str:
    """Return a sum of yuan in the capital numerals that Chinese receipts carry."""
    yuan, rest = divmod(fen, 100)
    jiao, small = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return (text or "零元") + "整"
    text += f"{_DIGITS[jiao]}角" if jiao else ("零" if text else "")
    return text + (f"{_DIGITS[small]}分" if small else "整")


def _whole(yuan: int) -> str:
    text, is_gap = "", False
    groups = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group == 0:
            is_gap = bool(text)
            continue
        if text and (is_gap or group < 1000):
            text += "零"
        text, is_gap = text + _group(group) + _GROUPS[place], False
    return text


def _group(group: int) -> str:
    text, is_gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit == 0:
            is_gap = bool(text)
            continue
        text += ("零" if is_gap else "") + _DIGITS[digit] + _PLACES[place]
        is_gap = False
    return text
