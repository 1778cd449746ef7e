"""Which readings of the law are not settled, and have to be by a lawyer?

``doubts.yaml`` beside this file; each doubt belongs to one or more rules and is shown with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from doorstep.parameters.legs import words
from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed

_KEYS: Final = frozenset({"rules", "doubt", "here"})
_LANGUAGES: Final = frozenset({"en", "zh"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question for a lawyer.

    Attributes:
        rules: The rules it is about; none for a doubt about the whole.
        doubt_en: What is not settled, in English.
        doubt_zh: The same in Chinese.
        here_en: What this product does until it is settled, in English.
        here_zh: The same in Chinese.
    """

    rules: tuple[str, ...]
    doubt_en: str
    doubt_zh: str
    here_en: str
    here_zh: str


@cache
def all_doubts() -> tuple[Doubt, ...]:
    """Return every doubt, in the order of the file.

    Raises:
        ParameterError: The file breaks the schema.
    """
    text = files("doorstep.parameters").joinpath("doubts.yaml").read_text(encoding="utf-8")
    return doubts_in(text, "doubts.yaml")


@cache
def doubts() -> Mapping[str, tuple[Doubt, ...]]:
    """Return the doubts about each rule; a rule without one is left out."""
    named = sorted({rule for doubt in all_doubts() for rule in doubt.rules})
    return {rule: tuple(one for one in all_doubts() if rule in one.rules) for rule in named}


def doubts_in(text: str, name: str) -> tuple[Doubt, ...]:
    """Read a file of doubts.

    Raises:
        ParameterError: It is no list, or a key is unknown or missing.
    """
    raw = parsed(text, name)
    if not isinstance(raw, list):
        raise ParameterError(f"{name}: expected a list of doubts")
    return tuple(_doubt(value, f"{name} {number}") for number, value in enumerate(raw, start=1))


def _doubt(value: Any, where: str) -> Doubt:
    raw = mapping(value, where, _KEYS)
    doubt = mapping(raw["doubt"], f"{where} doubt", _LANGUAGES)
    here = mapping(raw["here"], f"{where} here", _LANGUAGES)
    if not isinstance(raw["rules"], list):
        raise ParameterError(f"{where} rules: expected a list of rules")
    return Doubt(
        rules=tuple(raw["rules"]),
        doubt_en=words(doubt["en"], f"{where} doubt en"),
        doubt_zh=words(doubt["zh"], f"{where} doubt zh"),
        here_en=words(here["en"], f"{where} here en"),
        here_zh=words(here["zh"], f"{where} here zh"),
    )
