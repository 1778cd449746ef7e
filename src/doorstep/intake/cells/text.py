"""What does a text cell say once everything that is only noise is taken away?

The steps and their order are those of the placement file description, section 7.
"""

import re
from dataclasses import dataclass
from typing import Final

from doorstep.intake.cells.reading import EMPTY, PLACEHOLDER, Reading, failed, stored_text
from doorstep.intake.dictionary import INVISIBLE
from doorstep.intake.tables import Formula, Value

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAKS: Final = re.compile(r"[\r\n\v\f\u0085\u2028\u2029]+")
_WRAPPED: Final = re.compile(r'="([^"]*)"')
_SUSPECT: Final = re.compile(
    rf"[\x00-\x1f\x7f\u0085\u2028\u2029]|{INVISIBLE.pattern}|^[\s=+\-@'`]|\s$"
)
_WIDE: Final = "０１２３４５６７８９．－" + "".join(
    map(chr, (*range(ord("Ａ"), ord("Ｚ") + 1), *range(ord("ａ"), ord("ｚ") + 1)))
)
_ASCII: Final = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in _WIDE}
_PLACEHOLDERS: Final = frozenset(
    "- -- — / \\ 无 暂无 空 未知 不详 n/a #n/a na null none nan 0000-00-00".split()
)
_LONGEST_PLACEHOLDER: Final = max(map(len, _PLACEHOLDERS))
_SAID: Final = frozenset({"未知", "不详"})
"""In a coded cell these are answers, not placeholders."""

LONGEST: Final = 32_767


@dataclass(frozen=True, slots=True)
class TextRules:
    """How strictly a type of cell is read as text.

    Attributes:
        longest: Characters allowed.
        placeholders: Texts that stand for an empty cell.
        formula_signs: First characters that look like a formula.
        formula_error: Such a text costs the row; otherwise it is kept with a warning.
        is_ascii: Full-width letters and digits are made ASCII.
    """

    longest: int = LONGEST
    placeholders: frozenset[str] = _PLACEHOLDERS
    formula_signs: str = ""
    formula_error: bool = False
    is_ascii: bool = False


NAME: Final = TextRules(64, formula_signs="=+-@", formula_error=True)
KEY: Final = TextRules(64, formula_signs="=+-@", formula_error=True, is_ascii=True)
CODED: Final = TextRules(
    placeholders=_PLACEHOLDERS - _SAID, formula_signs="=@", formula_error=True, is_ascii=True
)
PHONE: Final = TextRules(placeholders=_PLACEHOLDERS | {"0"}, is_ascii=True)
NUMBER: Final = TextRules(is_ascii=True)
ADDRESS: Final = TextRules(300, formula_signs="=+-@")
FREE: Final = TextRules(formula_signs="=+-@")


def read_text(value: Value | None, rules: TextRules) -> Reading:
    """Read a cell as text: a text, or a number or day in the form in which it is stored."""
    if isinstance(value, Formula):
        return _formula(value, rules)
    text = value if isinstance(value, str) else stored_text(value)
    if not text:
        return EMPTY
    if len(text) > rules.longest or _SUSPECT.search(text):
        return _cleaned(text, rules)
    return _finished(text, (), rules)


def read_remark(value: Value | None) -> Reading:
    """Read a remark, which is kept as it is; only dangerous characters and length count."""
    text = stored_text(value)
    if _CONTROL.search(text):
        return failed("control_character")
    if len(text) > LONGEST:
        return failed("cell_too_long")
    reading = Reading(text or None)
    return reading.warned("formula_like_text") if text.startswith(tuple("=+-@")) else reading


def _formula(value: Formula, rules: TextRules) -> Reading:
    if rules.formula_error or not rules.formula_signs:
        return failed("formula_cell")
    if len(value.text) > rules.longest:
        return failed("cell_too_long")
    return Reading(value.text, warnings=("formula_like_text",))


def _cleaned(text: str, rules: TextRules) -> Reading:
    if _CONTROL.search(text):
        return failed("control_character")
    if len(text) > rules.longest:
        return failed("cell_too_long")
    repairs = []
    for rule, step in _STEPS:
        changed = step(text)
        if changed != text:
            repairs.append(rule)
            text = changed
    if not text:
        return Reading(repairs=tuple(repairs))
    return _finished(text, tuple(repairs), rules)


def _finished(text: str, repairs: tuple[str, ...], rules: TextRules) -> Reading:
    """Take placeholders, formula signs, line breaks and width, in this order."""
    if len(text) <= _LONGEST_PLACEHOLDER and text.lower() in rules.placeholders:
        return PLACEHOLDER
    warnings: tuple[str, ...] = ()
    if rules.formula_signs and text[0] in rules.formula_signs:
        if rules.formula_error:
            return failed("formula_cell")
        warnings = ("formula_like_text",)
    unbroken = text if text.isprintable() else _BREAKS.sub("", text)
    if unbroken != text:
        repairs = (*repairs, "line_break_removed")
    is_narrow = not rules.is_ascii or unbroken.isascii()
    narrow = unbroken if is_narrow else unbroken.translate(_ASCII)
    if narrow != unbroken:
        repairs = (*repairs, "fullwidth_to_ascii")
    return Reading(narrow, repairs, warnings)


def _without_invisible(text: str) -> str:
    return INVISIBLE.sub("", text)


def _unwrapped(text: str) -> str:
    found = _WRAPPED.fullmatch(text)
    return found[1] if found else text


def _without_apostrophe(text: str) -> str:
    return text[1:] if text[:1] in ("'", "`") else text


_STEPS: Final = (
    ("invisible_removed", _without_invisible),
    ("whitespace_trimmed", str.strip),
    ("excel_text_formula_unwrapped", _unwrapped),
    ("leading_apostrophe_removed", _without_apostrophe),
)
