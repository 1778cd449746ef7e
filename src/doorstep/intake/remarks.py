"""What does a remark say of the borrower that stops or limits contact?"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from doorstep.intake.dictionary import LOADER, simplified
from doorstep.terms.codes import RemarkFlag

_CLAUSE_END: Final = re.compile(r"[，。；,;!！、\s]+")


@dataclass(frozen=True, slots=True)
class Remarked:
    """What was found in a remark.

    Attributes:
        flags: Facts that pause contact until a person has looked.
        needs_review: It speaks of such a fact, but of somebody else, of the past or of
            something not agreed.
    """

    flags: tuple[RemarkFlag, ...] = ()
    needs_review: bool = False


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How one flag is found.

    Attributes:
        stop: Words in the clause that take its meaning away.
        is_about_a_person: The flag is not raised when the nearest person before the trigger is
            somebody else.
    """

    flag: RemarkFlag
    triggers: re.Pattern[str]
    stop: tuple[str, ...]
    is_about_a_person: bool


@dataclass(frozen=True, slots=True)
class _Words:
    patterns: tuple[_Pattern, ...]
    workplace: tuple[re.Pattern[str], ...]
    refusals: tuple[str, ...]
    people: re.Pattern[str]
    others: frozenset[str]
    any_trigger: re.Pattern[str]


def read_remark(text: str) -> Remarked:
    """Return the flags that a remark raises, clause by clause."""
    plain = simplified(text).upper()
    words = _words()
    if not words.any_trigger.search(plain):
        return Remarked()
    clauses = [clause for clause in _CLAUSE_END.split(plain) if clause]
    flags, needs_review = [], False
    for pattern in words.patterns:
        found = [clause for clause in clauses if pattern.triggers.search(clause)]
        if any(_raises(clause, pattern) for clause in found):
            flags.append(pattern.flag)
        elif found:
            needs_review = True
    if any(form.search(clause) for clause in clauses for form in words.workplace):
        flags.append(RemarkFlag.NO_WORKPLACE_CONTACT)
    return Remarked(tuple(flags), needs_review)


def refuses_contact(text: str) -> bool:
    """Say whether a contact person asked not to be contacted again."""
    plain = simplified(text)
    return any(words in plain for words in _words().refusals)


def _raises(clause: str, pattern: _Pattern) -> bool:
    if any(word in clause for word in pattern.stop):
        return False
    if not pattern.is_about_a_person:
        return True
    return any(
        not _is_about_somebody_else(clause[: found.start()])
        for found in pattern.triggers.finditer(clause)
    )


def _is_about_somebody_else(before: str) -> bool:
    """Say whether the last person named before the trigger is not the borrower."""
    people = _words().people.findall(before)
    return bool(people) and people[-1] in _words().others


@cache
def _words() -> _Words:
    text = resources.files("doorstep.intake").joinpath("remarks.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.load(text, LOADER)  # noqa: S506 (a safe loader)
    patterns = tuple(
        _Pattern(
            flag=RemarkFlag.of(name),
            triggers=_any_of(entry["triggers"]),
            stop=tuple(entry["stop"]),
            is_about_a_person=entry["is_about_a_person"],
        )
        for name, entry in loaded["flags"].items()
    )
    others = loaded["people"]["others"]
    triggers = [word for entry in loaded["flags"].values() for word in entry["triggers"]]
    return _Words(
        patterns=patterns,
        workplace=tuple(re.compile(form) for form in loaded["workplace"]),
        refusals=tuple(loaded["refusals"]),
        people=_any_of([*others, *loaded["people"]["borrower"]]),
        others=frozenset(others),
        any_trigger=_any_of([*triggers, "单位", "公司"]),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    """Match any of the words, the longest first, so that 共同借款人 is not 借款人."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered)))
