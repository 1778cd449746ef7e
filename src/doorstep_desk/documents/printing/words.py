"""Which words stand on a paper, in Chinese, English and Korean?"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from doorstep_desk.documents.errors import language_unknown

LANGUAGES: Final = ("zh", "en", "ko")
_FOLDER: Final = Path(__file__).resolve().parent / "words"


def words_of(language: str) -> Mapping[str, Any]:
    """Return the words of a language.

    Raises:
        Refused: Papers are not written in it.
    """
    if language not in LANGUAGES:
        raise language_unknown()
    return _read(language)


def word(words: Mapping[str, Any], path: str, **said: object) -> str:
    """Return the words at a path such as ``receipt.lead``, with what they speak of filled in.

    Only the words are read as a pattern; braces in what is filled in stay as they are.
    """
    found: Any = words
    for part in path.split("."):
        found = found[part]
    return str(found).format_map(said) if said else str(found)


@cache
def _read(language: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return found
