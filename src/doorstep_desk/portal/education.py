"""What may everybody read about debts, rights and budgets, and on what does it rest today?

One dated file per article below ``articles``; the rules it names are filled in from the register,
so that a number is never older than the law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from doorstep.compliance.explain import LANGUAGES, Language, in_language, rule_text
from doorstep.parameters.legs import Leg, words
from doorstep.parameters.register import RuleEntry, Text, register_of, text_from
from doorstep.parameters.sources import cited
from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed, texts_in

_ARTICLE: Final = frozenset(
    {"place", "icon", "verified_on", "review_by", "title", "lead", "parts"}
)
_PART: Final = frozenset({"heading", "text", "rules", "source"})


@dataclass(frozen=True, slots=True)
class Part:
    """One section.

    Attributes:
        heading: What it is about.
        paragraphs: Its paragraphs by language, as many in each.
        rules: Rules of the register that it rests on.
        source: What else it rests on, or None.
    """

    heading: Text
    paragraphs: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]
    source: Text | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        slug: Its name in addresses.
        place: Where it stands in the list, from 1.
        icon: Picture of the sprite.
        verified_on: Day on which somebody last compared it with its sources.
        review_by: Day by which somebody must do so again.
        title: Its title.
        lead: What it comes to, in one or two sentences.
        parts: Its sections.
    """

    slug: str
    place: int
    icon: str
    verified_on: date
    review_by: date
    title: Text
    lead: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a section rests on: a sentence, empty when only a source is named, and the source."""

    sentence: str
    source: str


@cache
def articles() -> Mapping[str, Article]:
    """Return every article by slug, in the order of the list.

    Raises:
        ParameterError: A file breaks the schema; the message names file and key.
    """
    folder = files("doorstep_desk.portal").joinpath("articles")
    read = [article_in(text, name) for text, name in texts_in(folder)]
    return {article.slug: article for article in sorted(read, key=lambda one: one.place)}


def article_in(text: str, name: str) -> Article:
    """Read one article.

    Raises:
        ParameterError: A key is unknown or missing, a language is missing, or a rule is unknown.
    """
    raw = mapping(parsed(text, name), name, _ARTICLE)
    for key in ("verified_on", "review_by"):
        if not isinstance(raw[key], date):
            raise ParameterError(f"{name} {key}: expected a day such as 2026-11-26")
    if not isinstance(raw["place"], int) or not isinstance(raw["parts"], list):
        raise ParameterError(f"{name}: place is a whole number and parts a list")
    return Article(
        slug=name.removesuffix(".yaml"), place=raw["place"],
        icon=words(raw["icon"], f"{name} icon"),
        verified_on=raw["verified_on"], review_by=raw["review_by"],
        title=text_from(raw["title"], f"{name} title"),
        lead=text_from(raw["lead"], f"{name} lead"),
        parts=tuple(
            _part(value, f"{name} part {number}") for number, value in enumerate(raw["parts"], 1)
        ),
    )  # fmt: skip


def grounds(part: Part, on: date, language: Language) -> tuple[Ground, ...]:
    """Return what a section rests on as of a day; a rule that is not in force is left out."""
    found = []
    for rule in part.rules:
        entry = _register()[rule]
        if (leg := _in_force(entry, on)) is not None:
            found.append(Ground(rule_text(entry, leg, language), cited(leg.source, language)))
    if part.source is not None:
        found.append(Ground("", in_language(part.source, language)))
    return tuple(found)


def _register() -> Mapping[str, RuleEntry]:
    return register_of(("cn",)).entries


def _in_force(entry: RuleEntry, on: date) -> Leg | None:
    return next((leg for leg in entry.legs if leg.is_in_force(on)), None)


def _part(value: Any, where: str) -> Part:
    raw = mapping(value, where, _PART)
    text = mapping(raw["text"], f"{where} text", frozenset(LANGUAGES))
    if not all(isinstance(found, list) and found for found in text.values()):
        raise ParameterError(f"{where} text: expected a list of paragraphs in each language")
    if len({len(found) for found in text.values()}) != 1:
        raise ParameterError(f"{where} text: the languages have different numbers of paragraphs")
    if not isinstance(raw["rules"], list):
        raise ParameterError(f"{where} rules: expected a list of rules")
    if strange := sorted(set(raw["rules"]) - set(_register())):
        raise ParameterError(f"{where} rules: the register has no {', '.join(strange)}")
    return Part(
        heading=text_from(raw["heading"], f"{where} heading"),
        paragraphs={
            language: tuple(words(line, f"{where} text {language}") for line in found)
            for language, found in text.items()
        },
        rules=tuple(raw["rules"]),
        source=None if raw["source"] is None else text_from(raw["source"], f"{where} source"),
    )
