"""What does the form for wished times hold, on the borrower's page and on that of a case?"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.dates import WEEKDAYS

from doorstep_desk.cases.wished import FIRST_HOUR, LAST_HOUR, WishedTime
from doorstep_desk.plumbing.speech import say

_USUAL: Final = WishedTime(0b1111111, 9, 20)
"""What the form shows while nothing was wished: every day, and the hours for visits."""

_SHORT: Final = tuple(
    zip(
        ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        "월화수목금토일",
        strict=True,
    )
)
_A_RUN: Final = 3
"""So many days in a row are said as the first and the last of them."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week on the form.

    Attributes:
        number: Monday is 0.
        name: In the reader's language.
        is_chosen: Whether it is ticked.
    """

    number: int
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TimesForm:
    """The form for times.

    Attributes:
        holds: Whether a wish holds now.
        words: The wish in words; empty where none holds.
        weekdays: Days of the week, from Monday.
        from_hours: Hours to begin with, as number and clock.
        to_hours: Hours to end with.
        from_hour: The chosen one.
        to_hour: The chosen one.
        error: What is wrong with what was sent, in the reader's language.
    """

    holds: bool
    words: str
    weekdays: tuple[Weekday, ...]
    from_hours: tuple[tuple[int, str], ...]
    to_hours: tuple[tuple[int, str], ...]
    from_hour: int
    to_hour: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class TypedTimes:
    """What was sent and cannot be kept.

    Attributes:
        days: The days that were ticked.
        from_hour: As sent.
        to_hour: As sent.
        error: What is wrong, in the reader's language.
    """

    days: Collection[str]
    from_hour: str
    to_hour: str
    error: str


def times_form(wish: WishedTime | None, typed: TypedTimes | None = None) -> TimesForm:
    """Return the form with what holds now, or with what was sent and is wrong."""
    shown = wish or _USUAL
    days: Collection[str] = [str(day) for day in shown.days] if typed is None else typed.days
    opens, closes = (shown.from_hour, shown.to_hour)
    if typed is not None:
        opens, closes = _hour(typed.from_hour, opens), _hour(typed.to_hour, closes)
    return TimesForm(
        holds=wish is not None, words="" if wish is None else said_times(wish),
        weekdays=tuple(Weekday(n, str(name), str(n) in days) for n, name in WEEKDAYS.items()),
        from_hours=_clock(FIRST_HOUR, LAST_HOUR - 1), to_hours=_clock(FIRST_HOUR + 1, LAST_HOUR),
        from_hour=opens, to_hour=closes, error="" if typed is None else typed.error,
    )  # fmt: skip


def said_times(wish: WishedTime) -> str:
    """Return a wish in words, such as ``Mon to Fri, 18:00–20:00``."""
    hours = f"{wish.from_hour}:00–{wish.to_hour}:00"
    if len(wish.days) == len(_SHORT):
        return say(f"每天 {hours}", f"every day, {hours}", f"매일 {hours}")
    runs = list(_runs(wish.days))
    return say(
        f"{'、'.join(_run(run, 0, '至') for run in runs)} {hours}",
        f"{', '.join(_run(run, 1, ' to ') for run in runs)}, {hours}",
        f"{', '.join(_run(run, 2, '~') for run in runs)} {hours}",
    )


def _runs(days: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield days in a row together where they are many, else one by one."""
    start = 0
    for place in range(1, len(days) + 1):
        if place < len(days) and days[place] == days[place - 1] + 1:
            continue
        run = days[start:place]
        yield from [run] if len(run) >= _A_RUN else [(day,) for day in run]
        start = place


def _run(run: Sequence[int], tongue: int, until: str) -> str:
    first, last = _SHORT[run[0]][tongue], _SHORT[run[-1]][tongue]
    return first if len(run) == 1 else f"{first}{until}{last}"


def _clock(first: int, last: int) -> tuple[tuple[int, str], ...]:
    return tuple((hour, f"{hour}:00") for hour in range(first, last + 1))


def _hour(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else otherwise
