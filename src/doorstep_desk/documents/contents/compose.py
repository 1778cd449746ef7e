"""Which kinds of paper are there, and how does one become a sheet to print?"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from doorstep_desk.documents.contents.about import About, Said
from doorstep_desk.documents.contents.arrangement import agreement, plan
from doorstep_desk.documents.contents.money import closing, receipt, statement
from doorstep_desk.documents.errors import kind_unknown
from doorstep_desk.documents.printing.fonts import NAMED_BY_NUMBER
from doorstep_desk.documents.printing.lines import single_lines
from doorstep_desk.documents.printing.picture_code import picture_code

KINDS: Final = ("agreement", "plan", "receipt", "statement", "closing")
LETTERS: Final = {
    "agreement": "A",
    "plan": "P",
    "receipt": "R",
    "statement": "S",
    "closing": "C",
    "visit": "V",
}
_ON_EVERY_PAGE: Final = ("check_alt", "check_short", "check_text", "check_title")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paper somebody asks for.

    Attributes:
        kind: One of ``KINDS``.
        language: ``zh``, ``en`` or ``ko``.
        about: Identifier of the arrangement, payment or account; may be empty for an account.
        as_of: Day of a statement; today if None.
    """

    kind: str
    language: str
    about: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """By what a paper is known once it is printed.

    Attributes:
        number: Its number.
        code: The code with which anybody can check it.
        site: Address of the desk, without a slash at its end.
    """

    number: str
    code: str
    site: str

    @property
    def url(self) -> str:
        """Return the address at which the paper can be checked."""
        return f"{self.site}/verify/{self.code}"


def said_of(about: About, wanted: Wanted) -> Said:
    """Return what the wanted paper says.

    Raises:
        Refused: There is no such kind, or nothing that this paper could say.
    """
    by_kind: Mapping[str, Callable[[], Said]] = {
        "agreement": lambda: agreement(about, wanted.about),
        "plan": lambda: plan(about, wanted.about),
        "receipt": lambda: receipt(about, wanted.about),
        "statement": lambda: statement(about, wanted.about, wanted.as_of),
        "closing": lambda: closing(about, wanted.about),
    }
    if wanted.kind not in by_kind:
        raise kind_unknown()
    return by_kind[wanted.kind]()


def sheet_of(about: About, kind: str, said: Said, mark: Mark) -> dict[str, Any]:
    """Return a paper as plain data, as it is kept; the picture codes of its mark are left out."""
    blocks = list(said.blocks)
    notes = [about.say("footnote_character")] if NAMED_BY_NUMBER in json.dumps(
        blocks, ensure_ascii=False
    ) else []  # fmt: skip
    return {
        "lang": about.language,
        "title": about.say(f"{kind}.title"),
        "subtitle": about.say("case", number=about.case.number),
        "lender": about.lender,
        "agency": about.say("agency", agency=about.agency),
        "number": mark.number,
        "issued": about.say("issued", day=about.day(about.on)),
        "words": {name: about.words[name] for name in _ON_EVERY_PAGE},
        "verify": {"code": mark.code, "url": mark.url},
        "blocks": blocks,
        "footnotes": notes,
    }


def to_press(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kept sheet as the press takes it.

    What follows from it is added: the picture of its check code, and which rows of its tables
    stand on one line.
    """
    verify = sheet["verify"]
    blocks = [
        {**block, "single": single_lines(block)} if block["kind"] == "table" else block
        for block in sheet["blocks"]
    ]
    return {**sheet, "blocks": blocks, "verify": {**verify, "qr": picture_code(verify["url"])}}


def hash_of(said: Said, language: str) -> str:
    """Return a hash of what a paper says; the day and number of its issue are no part of it."""
    content = json.dumps([language, said.subject, said.blocks], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
