"""Is every word of the desk written in both languages, borrowers' in three, in our manner?"""

import ast
import importlib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import polib
import pytest

from doorstep_desk.portal.refusals import KOREAN

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("zh_Hans", "en", "ko")

# Words that the interface never says, by the writing rules of the house.
NEVER_IN_CHINESE = (
    "失信", "逾期客户", "恶意", "催命", "通牒", "立即", "否则", "击破", "战果", "抗拒", "务必",
    "严重后果", "！",
)  # fmt: skip
NEVER_IN_ENGLISH = (
    "deadbeat", "delinquent", "defaulter", "final warning", "act now", "or else", "crack", "tough",
    "debtor", "immediately", "!",
)  # fmt: skip
NEVER_IN_KOREAN = (
    "신용불량", "체납", "독촉", "최후", "당장", "법적 조치", "압류", "반드시", "!", "！",
)  # fmt: skip
# What is called "suspended", "refused" or "visit" has one name on screen.
OLD_NAMES = {
    "zh_Hans": ("冻结", "外勤", "债务人", "客户"),
    "en": ("debtor", "customer", "collector"),
    "ko": ("채무자", "고객", "빚"),
}


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COLLECT = _tool("collect_messages")
SPOKEN = COLLECT.texts()
TO_BORROWERS = COLLECT.borrowers_texts()
WANTED = {"zh_Hans": SPOKEN, "en": SPOKEN, "ko": TO_BORROWERS}


def _book(language: str) -> polib.POFile:
    return polib.pofile(str(COLLECT.catalogue(language)), encoding="utf-8")


def _said(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_catalogue_and_nothing_else(language):
    known = {(entry.msgid, entry.msgid_plural) for entry in _book(language)}
    wanted = WANTED[language].keys()
    assert sorted(wanted - known) == [], "run tools/collect_messages.py, then translate"
    assert sorted(known - wanted) == [], "run tools/collect_messages.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_written_in_its_language(language):
    silent = [entry.msgid for entry in _book(language) if not all(_said(entry))]
    assert silent == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_blank_to_be_filled_is_filled_in_its_language(language):
    blanks = re.compile(r"%\((\w+)\)s")
    broken = [
        entry.msgid
        for entry in _book(language)
        for said in _said(entry)
        if set(blanks.findall(said)) - set(blanks.findall(entry.msgid + entry.msgid_plural))
        or set(blanks.findall(entry.msgid)) - set(blanks.findall(said))
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("language", "never"),
    [("zh_Hans", NEVER_IN_CHINESE), ("en", NEVER_IN_ENGLISH), ("ko", NEVER_IN_KOREAN)],
)
def test_no_text_shames_or_presses(language, never):
    found = [
        (word, said)
        for entry in _book(language)
        for said in _said(entry)
        for word in (*never, *OLD_NAMES[language])
        if word in said.lower()
    ]
    assert found == []


NAMES = r"%\(\w+\)s|Doorstep|doorstep(?: verify)?|parquet|xlsx|JSON|Venn–Abers|docs/[\w/.]+json"
"""What keeps its name in every language: commands, files, kinds of file and people."""


def test_chinese_is_not_english_left_over():
    left = [
        entry.msgid
        for entry in _book("zh_Hans")
        for said in _said(entry)
        if re.search(r"[A-Za-z]{4,}", re.sub(NAMES, "", said))
    ]
    assert left == ["doorstep staff"] or all("doorstep staff" in text for text in left)


def test_chinese_uses_its_own_punctuation():
    half = [
        said
        for entry in _book("zh_Hans")
        for said in _said(entry)
        if re.search(r"[\u4e00-\u9fff][,;:?()]|[,;:?()][\u4e00-\u9fff]", said)
    ]
    assert half == []


def test_korean_is_neither_english_nor_chinese_left_over():
    left = [
        said
        for entry in _book("ko")
        for said in _said(entry)
        if re.search(r"[A-Za-z]{4,}|[\u4e00-\u9fff]", re.sub(NAMES, "", said))
    ]
    assert left == []


def test_korean_says_whole_sentences_in_the_polite_form():
    plain = [
        said
        for entry in _book("ko")
        for said in _said(entry)
        for sentence in re.findall(r"[^.?]+[.?]", re.sub(NAMES, "", said))
        if re.search(r"[가-힣]\.$", sentence) and not sentence.endswith(("니다.", "시오."))
    ]
    assert plain == []


def test_a_borrowers_page_gives_every_sentence_of_its_code_in_korean():
    portal = [*(COLLECT.DESK / "portal").rglob("*.py")]
    short = [
        f"{path.name}:{call.lineno}"
        for path in [*portal, COLLECT.DESK / "arrangements" / "sheet_form.py"]
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "say"
        and any(isinstance(each, (ast.Constant, ast.JoinedStr)) for each in call.args)
        and len(call.args) < 3
    ]  # fmt: skip
    assert short == []


def test_every_refusal_of_a_borrowers_page_is_said_in_korean():
    coded = {
        each
        for path in (COLLECT.DESK / "portal" / "views").glob("*.py")
        for each in getattr(
            importlib.import_module(f"doorstep_desk.portal.views.{path.stem}"), "_IN_CHINESE", ()
        )
    }
    assert coded - KOREAN.keys() == set()


def test_the_catalogues_compile(tmp_path):
    for language in LANGUAGES:
        target = tmp_path / language / "django.po"
        target.parent.mkdir()
        target.write_bytes(COLLECT.catalogue(language).read_bytes())
    written = _tool("compile_messages").compile_catalogues(tmp_path)
    assert [path.suffix for path in written] == [".mo", ".mo", ".mo"]
    assert _tool("compile_messages").compile_catalogues(tmp_path) == [], "up to date: left alone"
