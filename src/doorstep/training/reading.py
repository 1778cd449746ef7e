"""How is a course read, so that a slip of the pen is an error that names file and key?"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from doorstep.compliance.rulebook import FOLDERS
from doorstep.parameters.legs import mapping_of, one_of, words
from doorstep.parameters.register import register_of
from doorstep.parameters.strict_yaml import ParameterError, mapping, parsed, texts_in
from doorstep.training.course import Choice, Course, Part, Question, SceneLine, Words

SPEAKERS: Final = frozenset({"agent", "borrower", "note", "other", "partner"})
CERTIFICATE_WORD: Final = re.compile(r"[a-z][a-z0-9_-]{1,39}")
_MARK: Final = re.compile(r"[0-9a-f]{12}")
_COURSE: Final = frozenset(
    {
        "aim", "certificate", "edition", "minutes", "parts", "place", "questions", "review_by",
        "rules", "scene", "title",
    }
)  # fmt: skip
_LANGUAGES: Final = frozenset({"zh", "en"})
_FEWEST_CHOICES: Final = 2


@cache
def courses() -> Mapping[str, Course]:
    """Return every course by its key, in the order of the list.

    Raises:
        ParameterError: A file breaks the schema, or two courses give the same certificate.
    """
    folder = files("doorstep.training").joinpath("courses")
    known = register_of(FOLDERS["CN"]).entries
    read = [course_in(text, name, known) for text, name in texts_in(folder)]
    given = [each.certificate for each in read]
    if doubled := sorted({kind for kind in given if given.count(kind) > 1}):
        raise ParameterError(f"courses: two of them give the certificate {', '.join(doubled)}")
    return {each.key: each for each in sorted(read, key=lambda one: one.place)}


def course_in(text: str, name: str, known: Collection[str]) -> Course:
    """Read one course.

    Args:
        text: The file's text.
        name: Its name, for messages.
        known: Ids of the rules that there are.

    Raises:
        ParameterError: A key is unknown or missing, a language is missing, a rule does not exist
            any more, or a question has not exactly one right answer.
    """
    raw = mapping(parsed(text, name), name, _COURSE)
    scene = mapping(raw["scene"], f"{name} scene", frozenset({"title", "lines"}))
    rules = _rules(raw["rules"], f"{name} rules", known)
    lines = _listed(scene, "lines", f"{name} scene")
    if not CERTIFICATE_WORD.fullmatch(str(raw["certificate"])):
        raise ParameterError(f"{name} certificate: expected a word of small letters")
    return Course(
        key=name.removesuffix(".yaml"), certificate=raw["certificate"],
        place=_number(raw["place"], f"{name} place"),
        minutes=_number(raw["minutes"], f"{name} minutes"),
        edition=_day(raw["edition"], f"{name} edition"),
        review_by=_day(raw["review_by"], f"{name} review_by"),
        title=_words(raw["title"], f"{name} title"), aim=_words(raw["aim"], f"{name} aim"),
        rules=rules,
        parts=tuple(_part(each, where) for each, where in _listed(raw, "parts", name)),
        scene_title=_words(scene["title"], f"{name} scene title"),
        scene=tuple(_line(each, where) for each, where in lines),
        questions=tuple(
            _question(each, where, rules) for each, where in _listed(raw, "questions", name)
        ),
    )  # fmt: skip


def _rules(value: Any, where: str, known: Collection[str]) -> dict[str, str]:
    found = mapping_of(value, where)
    if gone := sorted(set(found) - set(known)):
        raise ParameterError(f"{where}: the register has no {', '.join(gone)}")
    if not found:
        raise ParameterError(f"{where}: a course rests on at least one rule")
    for rule, mark in found.items():
        if not _MARK.fullmatch(str(mark)):
            raise ParameterError(f"{where} {rule}: expected a mark of 12 hexadecimal digits")
    return {rule: str(mark) for rule, mark in found.items()}


def _part(value: Any, where: str) -> Part:
    raw = mapping(value, where, frozenset({"heading", "text"}))
    paragraphs = tuple(_words(each, place) for each, place in _listed(raw, "text", where))
    return Part(_words(raw["heading"], f"{where} heading"), paragraphs)


def _line(value: Any, where: str) -> SceneLine:
    raw = mapping(value, where, _LANGUAGES | {"who"})
    one_of(raw["who"], SPEAKERS, f"{where} who")
    said = {language: words(raw[language], f"{where} {language}") for language in _LANGUAGES}
    return SceneLine(raw["who"], Words(**said))


def _question(value: Any, where: str, rules: Collection[str]) -> Question:
    raw = mapping(value, where, frozenset({"ask", "rule", "must", "choices"}))
    one_of(raw["rule"], frozenset(rules), f"{where} rule")
    choices = tuple(_choice(each, place) for each, place in _listed(raw, "choices", where))
    if len(choices) < _FEWEST_CHOICES or sum(each.is_right for each in choices) != 1:
        raise ParameterError(f"{where} choices: expected several answers, one of them right")
    return Question(
        _words(raw["ask"], f"{where} ask"), raw["rule"], _flag(raw["must"], f"{where} must"),
        choices,
    )  # fmt: skip


def _choice(value: Any, where: str) -> Choice:
    raw = mapping(value, where, frozenset({"text", "right", "why"}))
    return Choice(
        _words(raw["text"], f"{where} text"), _flag(raw["right"], f"{where} right"),
        _words(raw["why"], f"{where} why"),
    )  # fmt: skip


def _listed(raw: Mapping[str, Any], key: str, where: str) -> list[tuple[Any, str]]:
    value = raw[key]
    if not isinstance(value, list) or not value:
        raise ParameterError(f"{where} {key}: expected a list that is not empty")
    return [(each, f"{where} {key} {number}") for number, each in enumerate(value, 1)]


def _words(value: Any, where: str) -> Words:
    raw = mapping(value, where, _LANGUAGES)
    return Words(**{language: words(raw[language], f"{where} {language}") for language in raw})


def _number(value: Any, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise ParameterError(f"{where}: {value!r} is no whole number above 0")


def _flag(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    raise ParameterError(f"{where}: {value!r} is neither true nor false")


def _day(value: Any, where: str) -> date:
    if isinstance(value, date):
        return value
    raise ParameterError(f"{where}: {value!r} is no day")
