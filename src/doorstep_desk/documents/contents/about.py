"""What is common to all papers of a case, and in which pieces is a paper written?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from doorstep.terms.local_time import local_day
from doorstep_desk.cases.queries import accounts_of, case_of
from doorstep_desk.documents.errors import nothing_to_print
from doorstep_desk.documents.printing.fonts import name_to_print
from doorstep_desk.documents.printing.formats import change_text, day_text, sum_text
from doorstep_desk.documents.printing.words import word, words_of
from doorstep_desk.organisations.queries import organisations_by_id
from doorstep_desk.plumbing.actor import Actor

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class About:
    """A case as its papers speak of it, in one language.

    Attributes:
        actor: Who writes.
        case: The case, with borrower, creditor and placement.
        accounts: Its accounts that the lender has not taken back.
        language: ``zh``, ``en`` or ``ko``.
        words: The words of that language.
        borrower: Name to print.
        lender: Name to print.
        agency: Name to print.
        currency: Of all accounts.
        at: The instant of issue.
    """

    actor: Actor
    case: Any
    accounts: tuple[Any, ...]
    language: str
    words: Mapping[str, Any]
    borrower: str
    lender: str
    agency: str
    currency: str
    at: datetime

    @property
    def on(self) -> date:
        """Return the day of issue."""
        return local_day(self.at)

    def say(self, path: str, **said: object) -> str:
        """Return words, with what they speak of filled in."""
        return word(self.words, path, **said)

    def sum(self, fen: int) -> str:
        """Return a sum in the currency of the case."""
        return sum_text(fen, self.currency)

    def change(self, fen: int) -> str:
        """Return by how much a sum changed."""
        return change_text(fen, self.currency)

    def day(self, on: date) -> str:
        """Return a day in words."""
        return day_text(on, self.language)


@dataclass(frozen=True, slots=True)
class Said:
    """What a paper says.

    Attributes:
        subject: What it is about, such as ``payment:12``.
        as_of: The day up to which it speaks.
        blocks: Its pieces from top to bottom.
    """

    subject: str
    as_of: date
    blocks: tuple[Block, ...]


def about_case(actor: Actor, case_id: int, language: str, at: datetime) -> About:
    """Return what all papers of a case have in common.

    Raises:
        Refused: The case is not among those the actor may see, the language is unknown, or a
            name on file cannot be printed.
    """
    words = words_of(language)
    case = case_of(actor, case_id)
    accounts = tuple(each for each in accounts_of(case_id) if each.recalled_on is None)
    currencies = {each.currency for each in accounts} or {"CNY"}
    if len(currencies) > 1:
        raise nothing_to_print("This case has accounts in several currencies; print each alone.")
    agency = organisations_by_id([case.agency_id])[case.agency_id]
    return About(
        actor, case, accounts, language, words,
        name_to_print(case.borrower.name, "borrower's name"),
        name_to_print(_called(case.creditor, language), "lender's name"),
        name_to_print(_called(agency, language), "agency's name"), currencies.pop(), at,
    )  # fmt: skip


def _called(organisation: Any, language: str) -> str:
    name = organisation.name_en if language == "en" else ""
    return str(name or organisation.name)


def text(words: str) -> Block:
    """Return a paragraph."""
    return {"kind": "text", "text": words}


def facts(rows: Sequence[tuple[str, str]]) -> Block:
    """Return names and what they are, one below the other."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def amount(label: str, value: str, note: str = "") -> Block:
    """Return the sum that the paper is about."""
    return {"kind": "amount", "label": label, "value": value, "note": note}


def points(title: str, items: Sequence[str]) -> Block:
    """Return a list of sentences."""
    return {"kind": "points", "title": title, "items": list(items)}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Its heading.
        is_right: Whether it holds sums.
        is_wide: Whether it takes what room is left.
    """

    name: str
    is_right: bool = False
    is_wide: bool = False


def table(
    title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]],
    total: Sequence[str] = (), note: str = "",
) -> Block:  # fmt: skip
    """Return a table; its last row may be a total."""
    heads = [{"name": c.name, "right": c.is_right, "wide": c.is_wide} for c in columns]
    return {
        "kind": "table", "title": title, "columns": heads, "rows": [list(row) for row in rows],
        "total": list(total), "note": note,
    }  # fmt: skip
