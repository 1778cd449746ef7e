"""Which templates does a desk begin with?

They are words of the house. Those that only answer a borrower's own step may be sent as they are;
the others are proposals until two people of the agency have agreed.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from doorstep.parameters.strict_yaml import ParameterError, parsed, texts_in
from doorstep.terms.codes import Channel, Purpose

_ENTRY: Final = frozenset({"channel", "purpose", "language", "subject", "body"})


@dataclass(frozen=True, slots=True)
class Starter:
    """A template of the house.

    Attributes:
        key: Its name, the same in all languages and on all channels.
        channel: How it is sent.
        purpose: What for.
        language: ``zh``, ``en`` or ``ko``.
        subject: Of a mail.
        body: The words.
    """

    key: str
    channel: Channel
    purpose: Purpose
    language: str
    subject: str
    body: str


@cache
def starters() -> tuple[Starter, ...]:
    """Return the templates of the house, those of the newest file.

    Raises:
        ParameterError: The file does not say what it should.
    """
    folder = files("doorstep.wording") / "templates"
    text, name = list(texts_in(folder))[-1]
    said = parsed(text, name)
    found = []
    for key, entries in said["templates"].items():
        for entry in entries:
            if entry.keys() != _ENTRY:
                raise ParameterError(f"{name}: {key} has {sorted(entry)}, not {sorted(_ENTRY)}")
            found.append(
                Starter(
                    key,
                    Channel.of(entry["channel"]),
                    Purpose.of(entry["purpose"]),
                    entry["language"],
                    entry["subject"],
                    entry["body"].strip(),
                )
            )
    return tuple(found)


def starter(key: str, channel: Channel, language: str) -> Starter:
    """Return one template, in Chinese where it does not exist in that language.

    Raises:
        KeyError: There is no such template on that channel.
    """
    fitting = [each for each in starters() if (each.key, each.channel) == (key, channel)]
    for wanted in (language, "zh"):
        for each in fitting:
            if each.language == wanted:
                return each
    raise KeyError(f"no template {key} by {channel.word}")
