"""Which words, fields, rules and flags does the importer know?

Read once from the YAML files beside this module; frozen afterwards.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

KINDS: Final = ("placement", "supplement", "repayment", "recall", "attempts")
PARTS: Final = (
    "principal",
    "interest",
    "penalty_interest",
    "default_penalty",
    "late_fee",
    "fee",
)

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The quick safe loader where the library has it."""

_INVISIBLE: Final = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad"
INVISIBLE: Final = re.compile(f"[{_INVISIBLE}]")
"""Characters without width: joiners, direction marks, soft hyphen, byte order mark."""

_BRACKETS: Final = re.compile(r"\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]")
_BLANKS: Final = re.compile(rf"[\s{_INVISIBLE}]+")
_SUFFIX: Final = re.compile(r"_(?:fen|yuan|wan)$")


@dataclass(frozen=True, slots=True)
class Dictionary:
    """All closed lists of the importer.

    Attributes:
        types: Type of each field (``name``, ``code``, ``id``, ``phone``, ``amount`` …).
        words: Field of each header word in normal form, by kind.
        all_words: Every known header word in normal form.
        required: Groups of fields of which a sheet must have one, by kind, in order.
        sensitive: Header words of columns that collections do not need.
        forbidden: Header words of columns from sources that must not be used.
        hints: What to tell the sender, by rule.
        effects: ``refuse``, ``reject``, ``repair`` or ``warn``, by rule.
        sentences: What a rule means, by rule and flag.
    """

    types: dict[str, str]
    words: dict[str, dict[str, str]]
    all_words: frozenset[str]
    required: dict[str, tuple[tuple[str, ...], ...]]
    sensitive: frozenset[str]
    forbidden: frozenset[str]
    hints: dict[str, str]
    effects: dict[str, str]
    sentences: dict[str, str]


def _load(name: str) -> dict[str, Any]:
    text = resources.files("doorstep.intake").joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, LOADER)  # noqa: S506 (a safe loader)
    return loaded


@cache
def traditional() -> dict[int, str]:
    """Return the translation table from traditional to simplified characters."""
    pairs = " ".join(_load("headers.yaml")["traditional"]).split()
    return str.maketrans({pair[0]: pair[1] for pair in pairs})


def simplified(text: str) -> str:
    """Return the text with the traditional characters of the list made simplified."""
    return text.translate(traditional())


def header_word(text: str) -> str:
    """Return a header in its normal form: no width, blanks, stars, brackets or unit suffix."""
    word = _BLANKS.sub("", unicodedata.normalize("NFKC", text)).lstrip("*※")
    word = _BRACKETS.sub("", word).lstrip("*※")
    return _SUFFIX.sub("", simplified(word).lower())


@cache
def dictionary() -> Dictionary:
    """Return the closed lists, read once."""
    lists, rules = _load("headers.yaml"), _load("rules.yaml")
    words = {kind: _words_of(kind, lists) for kind in KINDS}
    effects = ("refuse", "reject", "repair", "warn")
    entries = [
        (effect, rule, *texts) for effect in effects for rule, texts in rules[effect].items()
    ]
    return Dictionary(
        types={field: entry["type"] for field, entry in lists["fields"].items()},
        words=words,
        all_words=frozenset().union(*words.values()),
        required={
            kind: tuple(tuple(group) for group in groups)
            for kind, groups in lists["required"].items()
        },
        sensitive=frozenset(map(header_word, lists["sensitive"])),
        forbidden=frozenset(map(header_word, lists["forbidden"])),
        hints={rule: hint for _, rule, _, hint in entries},
        effects={rule: effect for effect, rule, _, _ in entries},
        sentences={rule: sentence for _, rule, sentence, _ in entries} | rules["flags"],
    )


def _words_of(kind: str, lists: dict[str, Any]) -> dict[str, str]:
    """Give each header word its field for one kind; a kind's own list goes first."""
    words = {
        header_word(word): field
        for field, entry in lists["fields"].items()
        if kind in entry["kinds"]
        for word in entry["words"]
    }
    special = lists.get("by_kind", {}).get(kind, {})
    return words | {header_word(word): field for word, field in special.items()}
