"""How many fen does a cell say?"""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from doorstep.intake.cells.reading import Reading, failed
from doorstep.intake.cells.text import NUMBER, read_text
from doorstep.intake.tables import Formula, Value

UNITS: Final = {"分": 1, "元": 100, "万元": 1_000_000}
"""Fen in one of each unit."""

LARGEST_FEN: Final = 10**15
"""No debt is ten trillion yuan; a larger number is damage."""

_SIGNED: Final = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<front>(?:￥|¥|RMB|CNY|人民币)?)\s*(?P<late_sign>[+-]?)"
    r"(?P<digits>[0-9][0-9,，.]*)\s*(?P<unit>(?:万元|万|元|圆)?)\s*(?P<behind>(?:RMB|CNY|人民币)?)",
    re.IGNORECASE,
)
_BRACKETED: Final = re.compile(r"[(（](.+)[)）]")
_BARE: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,4})?", re.ASCII)
"""What most cells hold, and what needs no cleaning."""
_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?")
_UNREADABLE: Final = failed("amount_unreadable")


def read_amount(value: Value, unit: str) -> Reading:
    """Read an amount in fen.

    Args:
        value: The cell.
        unit: Unit of the column: ``分``, ``元`` or ``万元``.
    """
    if isinstance(value, Formula):
        return _stored_result(value, unit)
    if isinstance(value, int) and not isinstance(value, bool):
        fen = value * UNITS[unit]
        return Reading(fen) if abs(fen) <= LARGEST_FEN else _UNREADABLE
    if isinstance(value, float):
        # A spreadsheet keeps 15 digits; what floating point adds behind them means nothing.
        return _rounded(Decimal(f"{value:.15g}") * UNITS[unit], Reading())
    if not isinstance(value, str):
        return _UNREADABLE
    if _BARE.fullmatch(value):
        return _rounded(Decimal(value) * UNITS[unit], Reading())
    reading = read_text(value, NUMBER)
    return _from_text(reading, unit) if isinstance(reading.value, str) else reading


def _stored_result(value: Formula, unit: str) -> Reading:
    if value.stored is None:
        return failed("formula_no_value")
    reading = read_amount(value.stored, unit)
    return reading if reading.error else reading.warned("formula_cached_value")


def _from_text(reading: Reading, unit: str) -> Reading:
    text = str(reading.value)
    bracketed = _BRACKETED.fullmatch(text)
    found = _SIGNED.fullmatch(bracketed[1].strip() if bracketed else text)
    if found is None or (found["sign"] and found["late_sign"]):
        return _UNREADABLE
    digits, repairs = found["digits"], [*reading.repairs]
    if found["front"] or found["behind"]:
        repairs.append("currency_sign_removed")
    own_unit = _own_unit(found["unit"], unit, repairs)
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "").replace("，", "")
        repairs.append("thousands_separator_removed")
    if not _PLAIN.fullmatch(digits):
        return _UNREADABLE
    is_negative = bool(bracketed) != ("-" in (found["sign"], found["late_sign"]))
    number = Decimal(digits) * UNITS[own_unit]
    return _rounded(-number if is_negative else number, Reading(repairs=_once(repairs)))


def _own_unit(word: str, unit: str, repairs: list[str]) -> str:
    """Return the unit that counts, the cell's own before the column's."""
    if not word:
        return unit
    own = "万元" if word.startswith("万") else "元"
    repairs.append("currency_sign_removed" if own == unit else "cell_unit_converted")
    return own


def _rounded(fen: Decimal, reading: Reading) -> Reading:
    if not fen.is_finite() or abs(fen) > LARGEST_FEN:
        return _UNREADABLE
    whole = fen.quantize(Decimal(1), ROUND_HALF_UP)
    repairs = reading.repairs if whole == fen else (*reading.repairs, "amount_rounded")
    return Reading(int(whole), repairs)


def _once(items: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
