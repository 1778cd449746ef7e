"""In how many parts does a text message travel, and where is it cut?

GSM-7 takes 160 characters in one part and 153 in each of several; UCS-2 takes 70 and 67. A cut
never goes through a character: neither an escaped one of GSM-7, nor a pair of UTF-16.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED: Final = "^{}\\[~]|€"


class Alphabet(Enum):
    """The alphabet of a message, with what fits into one part and into each of several."""

    GSM_7 = (160, 153)
    UCS_2 = (70, 67)

    @property
    def alone(self) -> int:
        """Return how many units a message of one part holds."""
        return int(self.value[0])

    @property
    def each(self) -> int:
        """Return how many units each of several parts holds."""
        return int(self.value[1])


@dataclass(frozen=True, slots=True)
class Segments:
    """A message as it travels.

    Attributes:
        alphabet: How it is written.
        parts: Its text in parts, in their order.
    """

    alphabet: Alphabet
    parts: tuple[str, ...]


def segments_of(text: str) -> Segments:
    """Cut a text into the parts in which it travels; an empty text is one empty part."""
    is_narrow = all(letter in _BASIC or letter in _ESCAPED for letter in text)
    alphabet = Alphabet.GSM_7 if is_narrow else Alphabet.UCS_2
    width = _narrow_width if is_narrow else _wide_width
    if sum(map(width, text)) <= alphabet.alone:
        return Segments(alphabet, (text,))
    return Segments(alphabet, tuple(_cut(text, alphabet.each, width)))


def _narrow_width(letter: str) -> int:
    return 2 if letter in _ESCAPED else 1


def _wide_width(letter: str) -> int:
    return 2 if ord(letter) > 0xFFFF else 1


def _cut(text: str, room: int, width: Callable[[str], int]) -> Iterator[str]:
    begin = used = 0
    for place, letter in enumerate(text):
        if used + width(letter) > room:
            yield text[begin:place]
            begin, used = place, 0
        used += width(letter)
    yield text[begin:]
