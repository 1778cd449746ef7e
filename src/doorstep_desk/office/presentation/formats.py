"""How are money, chances, days and hours written in Chinese, English and Korean?

Everything is whole numbers, instants and days on the way in, and finished text on the way out.
The minus is the typographic one and ranges carry an en dash, except beside a minus, where words
are clearer.
"""

from datetime import date, datetime
from typing import Final

MINUS: Final = "−"
DASH: Final = "–"
NOTHING: Final = "—"
"""An empty cell is said, never left blank and never a zero."""

_FEN_PER_YUAN: Final = 100
_SIGNS: Final = {"CNY": "¥"}
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CHINESE_WEEKDAYS: Final = "一二三四五六日"
_KOREAN_WEEKDAYS: Final = "월화수목금토일"


def is_chinese(language: str) -> bool:
    """Say whether a language code is one of Chinese."""
    return language.startswith("zh")


def is_korean(language: str) -> bool:
    """Say whether a language code is one of Korean."""
    return language.startswith("ko")


def amount(fen: int | None, *, plain: bool = False) -> str:
    """Return a sum with two decimals and thousands, such as ``4,812.36``.

    Args:
        fen: The sum in hundredths; None is a dash.
        plain: Leave the thousands' commas out, for form fields.
    """
    if fen is None:
        return NOTHING
    sign = MINUS if fen < 0 else ""
    whole, part = divmod(abs(fen), _FEN_PER_YUAN)
    return f"{sign}{whole}.{part:02d}" if plain else f"{sign}{whole:,}.{part:02d}"


def money(fen: int | None, currency: str = "CNY") -> str:
    """Return a sum with its currency: ``¥4,812.36``, ``KES 1,200.00``."""
    if fen is None:
        return NOTHING
    text = amount(abs(fen))
    unit = _SIGNS.get(currency, f"{currency} ")
    return f"{MINUS if fen < 0 else ''}{unit}{text}"


def rounded(fen: int | None) -> str:
    """Return an estimate in whole yuan: an estimate has no fen."""
    if fen is None:
        return NOTHING
    yuan = (abs(fen) + _FEN_PER_YUAN // 2) // _FEN_PER_YUAN
    return f"{MINUS if fen < 0 and yuan else ''}¥{yuan:,}"


def cost(fen: int | None) -> str:
    """Return a small cost: whole yuan where it is whole, else with fen."""
    if fen is None:
        return NOTHING
    return rounded(fen) if fen % _FEN_PER_YUAN == 0 else money(fen)


def whole_percent(share: float) -> int:
    """Return a share in whole percent."""
    return round(100 * share)


def interval(low: float, high: float) -> str:
    """Return a 90 % interval in percent without the sign: ``51–72``."""
    return f"{whole_percent(low)}{DASH}{whole_percent(high)}"


def close_interval(low: float, high: float) -> str:
    """Return two chances that may lie close together: ``11.8–12.7%``."""
    return f"{100 * low:.1f}{DASH}{100 * high:.1f}%"


def signed(points: float) -> str:
    """Return points with their sign: ``+11``, ``−4``, ``0``."""
    number = round(100 * points)
    return f"{MINUS if number < 0 else '+' if number else ''}{abs(number)}"


def points_range(low: float, high: float, language: str) -> str:
    """Return an interval of points; words replace the dash beside a minus."""
    first, last = round(100 * low), round(100 * high)
    if first >= 0 and last >= 0:
        return f"{first}{DASH}{last}"
    between = " 至 " if is_chinese(language) else " to "
    return between.join(f"{MINUS if each < 0 else ''}{abs(each)}" for each in (first, last))


def clock(minute: int | None) -> str:
    """Return a minute of the day as ``9:05``, or ``20:00``."""
    if minute is None:
        return NOTHING
    return f"{minute // 60}:{minute % 60:02d}"


def clock_range(first: int, last: int) -> str:
    """Return a window of the day: ``10:30–11:30``."""
    return f"{clock(first)}{DASH}{clock(last)}"


def day(on: date | None, language: str) -> str:
    """Return a day within the year: ``11-24`` or ``24 Nov``."""
    if on is None:
        return NOTHING
    if is_korean(language):
        return f"{on.month}월 {on.day}일"
    return f"{on:%m-%d}" if is_chinese(language) else f"{on.day} {_MONTHS[on.month - 1]}"


def full_day(on: date | None, language: str) -> str:
    """Return a day with its year: ``2026-11-24`` or ``24 Nov 2026``."""
    if on is None:
        return NOTHING
    if is_chinese(language):
        return f"{on:%Y-%m-%d}"
    if is_korean(language):
        return f"{on.year}년 {on.month}월 {on.day}일"
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def weekday(on: date, language: str) -> str:
    """Return a day with its weekday: ``11月24日 周二`` or ``Tue 24 Nov``."""
    if is_chinese(language):
        return f"{on.month}月{on.day}日 周{_CHINESE_WEEKDAYS[on.weekday()]}"
    if is_korean(language):
        return f"{on.month}월 {on.day}일 ({_KOREAN_WEEKDAYS[on.weekday()]})"
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"


def month(on: date, language: str) -> str:
    """Return a month: ``11月`` or ``Nov``."""
    if is_korean(language):
        return f"{on.month}월"
    return f"{on.month}月" if is_chinese(language) else _MONTHS[on.month - 1]


def moment(at: datetime | None, language: str) -> str:
    """Return an instant in the zone it is given in: ``11-24 10:30`` or ``24 Nov 10:30``."""
    if at is None:
        return NOTHING
    return f"{day(at.date(), language)} {clock(at.hour * 60 + at.minute)}"


def metres(distance: int) -> str:
    """Return a short distance with its unit, in metres or kilometres."""
    return f"{distance} m" if distance < 1000 else f"{distance / 1000:.1f} km"


def number(value: int | None) -> str:
    """Return a count with thousands."""
    return NOTHING if value is None else f"{value:,}"
