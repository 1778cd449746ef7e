"""What stands on the page of a rule, in English and Chinese?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from doorstep.compliance.explain import Language
from doorstep.compliance.lawbook.register import DatedValue, RegisterEntry
from doorstep.parameters.doubts import Doubt
from doorstep.parameters.register import Leg, Text

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "sources": "Sources",
        "numbers": "Numbers by date",
        "examples": "Examples",
        "doubts": "For a lawyer to settle",
        "here": "Until then",
        "instead": "Instead",
        "missing": "Held for want of",
        "not_gated": "No contact is asked this",
        "always": "always",
        "open": "no end",
        "adopted": "elsewhere adopted as house policy",
    },
    "zh": {
        "sources": "来源",
        "numbers": "数值与日期",
        "examples": "例子",
        "doubts": "待律师确定",
        "here": "在此之前",
        "instead": "可以改为",
        "missing": "缺少时暂缓",
        "not_gated": "不对联系逐次判定",
        "always": "一直",
        "open": "未定终止",
        "adopted": "其他情形由平台采纳为政策",
    },
}
_SOURCE_HEADINGS: Final[Mapping[Language, str]] = {
    "en": "| source | kind | shown as | confidence | from | to | covers | compared | again by |",
    "zh": "| 来源 | 性质 | 显示为 | 可信度 | 自 | 至 | 适用 | 核对日 | 下次核对 |",
}
_NUMBER_HEADINGS: Final[Mapping[Language, str]] = {
    "en": "| number | value | binds | counts | from | to | source |",
    "zh": "| 名称 | 数值 | 比较 | 计量 | 自 | 至 | 来源 |",
}
_LABELS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"law": "law", "policy": "house policy", "draft": "draft, never decides"},
    "zh": {"law": "法律", "policy": "平台政策", "draft": "征求意见稿，不作判定"},
}
_DECISIONS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"allow": "allowed", "hold": "held for a person", "deny": "refused"},
    "zh": {"allow": "允许", "hold": "需复核", "deny": "拒绝"},
}


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case that names a rule.

    Attributes:
        case_id: The case.
        title: One sentence.
        decision: allow, hold or deny.
        rules: Rules that its expectation names.
    """

    case_id: str
    title: str
    decision: str
    rules: tuple[str, ...]


def examples_of(cases: Iterable[Mapping[str, Any]]) -> tuple[Example, ...]:
    """Return one example per step of worked cases, in their order."""
    return tuple(
        Example(
            case_id=case["id"],
            title=case["title"],
            decision=step["expect"].get("decision", "deny"),
            rules=tuple(step["expect"].get("because", ())),
        )
        for case in cases
        for step in case.get("steps", [case])
        if "expect" in step
    )


def pages_of(
    register: Sequence[RegisterEntry], examples: Sequence[Example], doubts: Sequence[Doubt]
) -> Mapping[str, str]:
    """Return every page by its path below the folder: an index, the doubts, one per rule."""
    pages = {path_of(entry): _page(entry, examples) for entry in register}
    return {"index.md": _index(register), "doubts.md": _doubts_page(doubts), **pages}


def path_of(entry: RegisterEntry) -> str:
    """Return the path of a rule's page."""
    return f"{entry.place}/{entry.rule_id.lower().replace('*', 'draft')}.md"


def _page(entry: RegisterEntry, examples: Sequence[Example]) -> str:
    shown = [example for example in examples if entry.rule_id in example.rules]
    lines = [f"# {entry.rule_id}", ""]
    for language in ("en", "zh"):
        lines += _in_one_language(entry, shown, language)
    return "\n".join(lines).rstrip() + "\n"


def _in_one_language(
    entry: RegisterEntry, shown: Sequence[Example], language: Language
) -> Iterator[str]:
    words, rule = _WORDS[language], entry.rule
    yield from (f"## {_said(rule.question, language)}", "")
    stop, colon = ("。", "：") if language == "zh" else (".", ": ")
    yield from (f"{entry.sentence(rule.legs[0], language)}{stop}", "")
    for key, text in (
        ("instead", rule.instead),
        ("missing", rule.missing),
        ("not_gated", rule.not_gated),
    ):
        if text is not None:
            yield from (f"{words[key]}{colon}{_said(text, language)}{stop}", "")
    yield from (f"### {words['sources']}", "", _SOURCE_HEADINGS[language], "|---" * 9 + "|")
    for leg in rule.legs:
        yield _source(entry, leg, language)
    yield ""
    if entry.values:
        yield from (f"### {words['numbers']}", "", _NUMBER_HEADINGS[language], "|---" * 7 + "|")
        for value in entry.values:
            yield _number(value, words)
        yield ""
    yield from _doubts(entry.doubts, language)
    if shown:
        yield from (f"### {words['examples']}", "")
        for example in shown:
            decision = _DECISIONS[language][example.decision]
            yield f"- {decision}: {example.title} (`{example.case_id}`)"
        yield ""


def _source(entry: RegisterEntry, leg: Leg, language: Language) -> str:
    words = _WORDS[language]
    covers = ", ".join(leg.covers) + (f"; {words['adopted']}" if leg.adopted else "")
    cells = [
        leg.source,
        entry.force(leg, language),
        _LABELS[language][leg.label],
        leg.confidence,
        str(leg.effective_from or words["always"]),
        str(leg.effective_to or words["open"]),
        covers,
        str(leg.verified_on),
        str(leg.review_by),
    ]
    return _row(cells)


def _number(value: DatedValue, words: Mapping[str, str]) -> str:
    cells = [
        value.name,
        value.shown,
        value.comparison,
        value.unit,
        str(value.effective_from or words["always"]),
        str(value.effective_to or words["open"]),
        value.leg.source,
    ]
    return _row(cells)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _doubts(doubts: Sequence[Doubt], language: Language) -> Iterator[str]:
    words = _WORDS[language]
    if not doubts:
        return
    yield from (f"### {words['doubts']}", "")
    for doubt in doubts:
        question, here = (
            (doubt.doubt_zh, doubt.here_zh)
            if language == "zh"
            else (doubt.doubt_en, doubt.here_en)
        )
        yield f"- {question} {words['here']}: {here}"
    yield ""


def _doubts_page(doubts: Sequence[Doubt]) -> str:
    lines = [
        "# Doubts, for a lawyer to settle · 待律师确定的问题",
        "",
        "Each stands on the page of its rule as well. 每一条也写在相应规则的页面上。",
        "",
    ]
    for number, doubt in enumerate(doubts, start=1):
        about = ", ".join(doubt.rules) or "everything · 全部"
        lines += [f"## {number}. {about}", ""]
        lines += [doubt.doubt_en, "", f"Until then: {doubt.here_en}", ""]
        lines += [doubt.doubt_zh, "", f"在此之前：{doubt.here_zh}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _index(register: Sequence[RegisterEntry]) -> str:
    lines = [
        "# The rules · 规则",
        "",
        "One page per rule: question, sources with their true kind, numbers by date, doubts and"
        " examples. Not legal advice. Written by `doorstep law pages`; open questions are in"
        " [doubts](doubts.md).",
        "",
        "每条规则一页：问题、来源及其真实性质、数值与日期、疑问和例子。不是法律意见。"
        "由 `doorstep law pages` 生成；待定问题见[疑问](doubts.md)。",
        "",
    ]
    place = ""
    for entry in register:
        if entry.place != place:
            place = entry.place
            lines += ["", f"## {place}", ""]
        labels = ", ".join(entry.labels)
        question = f"{entry.question.en} · {entry.question.zh}"
        outside = "" if entry.rule.is_gated else " — not asked of contacts · 不逐次判定"
        lines.append(f"- [{entry.rule_id}]({path_of(entry)}) ({labels}) {question}{outside}")
    return "\n".join(lines) + "\n"


def _said(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en
