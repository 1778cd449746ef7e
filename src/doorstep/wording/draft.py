"""What is a message before it has been looked at, and what may be said against it?"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from doorstep.terms.codes import Channel, Purpose


class Audience(Enum):
    """Who will read it."""

    BORROWER = "borrower"
    OTHERS = "others"
    """A third person, or anybody who sees an envelope or the subject of a mail."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A template as somebody proposes it.

    Attributes:
        channel: How it will be sent.
        purpose: What for.
        language: ``zh``, ``en`` or ``ko``.
        body: The words, with fields in braces.
        on: The day whose word lists hold.
        subject: Of a mail; empty elsewhere.
        audience: Who will read the body; whoever sees the subject counts as others.
    """

    channel: Channel
    purpose: Purpose
    language: str
    body: str
    on: date
    subject: str = ""
    audience: Audience = Audience.BORROWER


@dataclass(frozen=True, slots=True)
class Objection:
    """What is said against a message.

    Attributes:
        code: Stable word for programs.
        rule: The rule of the register that it would break.
        en: One sentence in English.
        zh: The same in Chinese.
        found: The words that it is about; empty where something is missing.
    """

    code: str
    rule: str
    en: str
    zh: str
    found: str = ""
