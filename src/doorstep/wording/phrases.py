"""Which words are refused on a day, and by which rule?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from doorstep.parameters.strict_yaml import ParameterError, parsed, texts_in
from doorstep.wording.draft import Objection

_KEYS: Final = frozenset({"effective_from", "source", "objections", "debt", "notes"})
_ENTRY: Final = frozenset({"rule", "en", "zh", "patterns"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words that are refused together.

    Attributes:
        code: What is said against them.
        rule: The rule of the register that they break.
        en: The objection in English.
        zh: The same in Chinese.
        pattern: Any of them, over plain text.
    """

    code: str
    rule: str
    en: str
    zh: str
    pattern: re.Pattern[str]

    def objection(self, text: str) -> Objection | None:
        """Return what is said against a squeezed text, or None."""
        found = self.pattern.search(text)
        if found is None:
            return None
        return Objection(self.code, self.rule, self.en, self.zh, found[0].strip())


@dataclass(frozen=True, slots=True)
class WordList:
    """What holds from a day on.

    Attributes:
        effective_from: First day.
        refused: What nobody may be written.
        debt: What nobody but the borrower may read.
        notes: What no note about the danger of an address may say.
    """

    effective_from: date
    refused: tuple[Phrases, ...]
    debt: Phrases
    notes: tuple[Phrases, ...]


def word_list(on: date) -> WordList:
    """Return the word list of a day.

    Raises:
        ParameterError: No list holds on that day.
    """
    holding = [each for each in _all_lists() if each.effective_from <= on]
    if not holding:
        raise ParameterError(f"no list of refused words holds on {on.isoformat()}")
    return holding[-1]


@cache
def _all_lists() -> tuple[WordList, ...]:
    folder = files("doorstep.wording") / "phrases"
    lists = [read_list(parsed(text, name), name) for text, name in texts_in(folder)]
    return tuple(sorted(lists, key=lambda each: each.effective_from))


def read_list(said: Mapping[str, Any], name: str) -> WordList:
    """Return a list from what its file says.

    Raises:
        ParameterError: A key is missing or unknown, or a pattern is none.
    """
    if said.keys() != _KEYS:
        raise ParameterError(f"{name}: has {sorted(said)}, should have {sorted(_KEYS)}")
    refused = tuple(_phrases(code, entry, name) for code, entry in said["objections"].items())
    debt = _phrases("debt-word", said["debt"], name)
    notes = tuple(_phrases(code, entry, name) for code, entry in said["notes"].items())
    return WordList(said["effective_from"], refused, debt, notes)


def _phrases(code: str, entry: Mapping[str, Any], name: str) -> Phrases:
    if entry.keys() != _ENTRY:
        raise ParameterError(f"{name}: {code} has {sorted(entry)}, not {sorted(_ENTRY)}")
    joined = "|".join(f"(?:{pattern})" for pattern in entry["patterns"])
    try:
        pattern = re.compile(joined)
    except re.error as fault:
        raise ParameterError(f"{name}: {code}: {fault}") from fault
    return Phrases(code, entry["rule"], entry["en"], entry["zh"], pattern)
