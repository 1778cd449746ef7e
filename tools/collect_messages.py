"""Bring the catalogues in step with the texts that stand in code and templates.

Chinese and English hold every text; Korean holds those that a borrower can meet on the portal.
``python tools/collect_messages.py`` adds each new text with an empty translation and drops those
that nobody uses any more; translations that exist are kept. No gettext program is needed.
"""

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import template

DESK = Path(__file__).resolve().parents[1] / "src" / "doorstep_desk"
LANGUAGES = ("zh_Hans", "en")
KOREAN = "ko"

_PORTAL = DESK / "portal"
_BESIDE_PORTAL = (
    "office/templates/parts/error.html", "office/templates/parts/languages.html",
    "office/templates/parts/pay_code.html", "config/answers.py",
)  # fmt: skip
"""What else draws on a borrower's page or answers there."""

_LISTS = re.compile(r'\|said:"(\w+)"')

_CALLS = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"})
_LITERAL = r"""u?('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
_SINGLE = re.compile(rf"(?<![\w])(?:gettext|_)\(\s*{_LITERAL}\s*\)")
_PLURAL = re.compile(rf"(?<![\w])ngettext\(\s*{_LITERAL}\s*,\s*{_LITERAL}")

Text = tuple[str, str]
"""A text and its plural; the plural is empty where there is none."""


def texts(below: Path = DESK) -> dict[Text, list[str]]:
    """Return every text that is said to people, with the files it stands in."""
    found: dict[Text, list[str]] = {}
    for path in sorted(below.rglob("*.py")):
        for text in _python_texts(path.read_text(encoding="utf-8")):
            found.setdefault(text, []).append(path.relative_to(below).as_posix())
    for path in sorted(below.rglob("*.html")):
        for text in _template_texts(path.read_text(encoding="utf-8")):
            found.setdefault(text, []).append(path.relative_to(below).as_posix())
    return found


def borrowers_texts() -> dict[Text, list[str]]:
    """Return every text that a borrower can meet, with the files it stands in."""
    every = texts()
    here = {f"portal/{name}" for name in _names(_PORTAL)} | set(_BESIDE_PORTAL)
    met = {text: files for text, files in every.items() if here & set(files)}
    for said in _listed():
        met[said, ""] = every[said, ""]
    return met


def _names(below: Path) -> list[str]:
    return [path.relative_to(below).as_posix() for path in below.rglob("*") if path.is_file()]


def _listed() -> set[str]:
    """Return the words of the closed lists that the portal's templates name, and refusals."""
    if not settings.configured:
        settings.configure()
    words = importlib.import_module("doorstep_desk.office.presentation.words")
    refusals = importlib.import_module("doorstep_desk.office.presentation.refusal_words")
    met = list(refusals.BORROWERS_READ.values())
    for page in _PORTAL.rglob("*.html"):
        for name in _LISTS.findall(page.read_text(encoding="utf-8")):
            met.extend(words.LISTS[name].values())
    return {lazy._args[0] for lazy in met}


def _python_texts(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in _CALLS:
            words = [
                each.value
                for each in node.args
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]
            is_plural = _name(node.func).startswith("ngettext")
            if words:
                yield words[0], words[1] if is_plural and len(words) > 1 else ""


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else ""


def _template_texts(source: str) -> Iterator[Text]:
    plain = template.templatize(source)
    for match in _PLURAL.finditer(plain):
        yield ast.literal_eval(match[1]), ast.literal_eval(match[2])
    for match in _SINGLE.finditer(plain):
        yield ast.literal_eval(match[1]), ""


def catalogue(language: str) -> Path:
    """Return where the catalogue of a language stands."""
    return DESK / "locale" / language / "LC_MESSAGES" / "django.po"


def bring_in_step(language: str) -> tuple[int, int]:
    """Add new texts and drop unused ones.

    Returns:
        How many were added and how many dropped.
    """
    path = catalogue(language)
    wanted = borrowers_texts() if language == KOREAN else texts()
    book = (
        polib.pofile(str(path), encoding="utf-8", wrapwidth=99)
        if path.exists()
        else _new(language)
    )
    known = {(entry.msgid, entry.msgid_plural): entry for entry in book}
    kept = polib.POFile(wrapwidth=99)
    kept.metadata = book.metadata
    for text, files in sorted(wanted.items(), key=lambda item: (item[1][0], item[0])):
        entry = known.get(text) or _entry(text, language)
        entry.occurrences = [(name, "") for name in sorted(set(files))][:3]
        kept.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept.save(str(path))
    return len(wanted.keys() - known.keys()), len(known.keys() - wanted.keys())


def _entry(text: Text, language: str) -> polib.POEntry:
    single, plural = text
    if not plural:
        said = single if language == "en" else ""
        return polib.POEntry(msgid=single, msgstr=said)
    forms = {0: single, 1: plural} if language == "en" else {0: ""}
    return polib.POEntry(msgid=single, msgid_plural=plural, msgstr_plural=forms)


def _new(language: str) -> polib.POFile:
    book = polib.POFile(wrapwidth=99)
    forms = "nplurals=2; plural=(n != 1);" if language == "en" else "nplurals=1; plural=0;"
    book.metadata = {
        "Project-Id-Version": "doorstep",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": forms,
    }
    return book


if __name__ == "__main__":
    for each in (*LANGUAGES, KOREAN):
        added, dropped = bring_in_step(each)
        sys.stdout.write(f"{each}: {added} added, {dropped} dropped\n")
