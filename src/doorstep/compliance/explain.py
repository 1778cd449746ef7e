"""How is an answer said to a person, in Chinese, English and Korean?

Pattern: verdict; rule and force; what may be done instead, and from when. House policy is never
called law, and neither is a source that nobody has read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

import numpy as np

from doorstep.compliance.counting.clocks import clocks_of
from doorstep.compliance.judgement import FAIL_CLOSED, Judgement
from doorstep.compliance.request import ContactRequests
from doorstep.compliance.rulebook import Rulebook
from doorstep.compliance.scope import AS_LAW, kinds_of, legs_of
from doorstep.compliance.words import Answer
from doorstep.parameters.register import CLOCK_KEYS, Leg, RuleEntry, Text
from doorstep.parameters.sources import cited
from doorstep.terms.codes import Channel, Verdict
from doorstep.terms.local_time import BEIJING, instant_of

Language = Literal["zh", "en", "ko"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en", "ko")

POLICY: Final = Text(zh="平台政策", en="house policy", ko="내부 정책")
FORCE_WORDS: Final[Mapping[str, Text]] = {
    "statute": Text(zh="法律", en="statute", ko="법률"),
    "regulation": Text(zh="监管规定", en="regulation", ko="감독 규정"),
    "standard-recommended": Text(
        zh="推荐性国家标准", en="recommended national standard", ko="권고 국가표준"
    ),
    "self-regulation": Text(zh="行业自律规范", en="industry self-regulation", ko="업계 자율규약"),
    "guidance": Text(zh="指导意见", en="guidance", ko="지침"),
    "draft": Text(zh="征求意见稿", en="draft", ko="초안"),
    "policy": POLICY,
}
CHANNEL_WORDS: Final[Mapping[Channel, Text]] = {
    Channel.CALL: Text(zh="打电话", en="call", ko="전화"),
    Channel.SMS: Text(zh="发短信", en="text message", ko="문자"),
    Channel.EMAIL: Text(zh="发邮件", en="e-mail", ko="이메일"),
    Channel.IM: Text(zh="发消息", en="chat message", ko="채팅 메시지"),
    Channel.VISIT: Text(zh="上门", en="visit", ko="방문"),
    Channel.LETTER: Text(zh="寄信", en="letter", ko="편지"),
    Channel.LEGAL_NOTICE: Text(zh="送法律文书", en="legal notice", ko="법적 통지"),
    Channel.THIRD_PARTY: Text(zh="联系第三人", en="contact with a third party", ko="제3자 연락"),
}
_PATTERNS: Final[Mapping[Answer, Text]] = {
    Answer.ALLOW: Text(
        zh="符合：{rule}（{force}）。",
        en="In order: {rule} ({force}).",
        ko="지켰습니다: {rule} ({force}).",
    ),
    Answer.HOLD: Text(
        zh="须有人复核：{rule}（{force}）。",
        en="A person must decide: {rule} ({force}).",
        ko="사람이 판단해야 합니다: {rule} ({force}).",
    ),
    Answer.DENY: Text(zh="{rule}（{force}）。", en="{rule} ({force}).", ko="{rule} ({force})."),
    Answer.UNKNOWN: Text(
        zh="缺：{missing}。请补上后再判定。",
        en="Missing: {missing}. Find it out, then check again.",
        ko="모르는 것: {missing}. 확인한 뒤 다시 검사하십시오.",
    ),
}
_INSTEAD: Final = Text(
    zh="可以改为：{instead}。", en=" Instead: {instead}.", ko=" 대신: {instead}."
)
_EARLIEST: Final = Text(zh="最早：{at}。", en=" Earliest: {at}.", ko=" 가장 이른 때: {at}.")
_VERDICTS: Final[Mapping[Verdict, Text]] = {
    Verdict.ALLOW: Text(
        zh="{at} 可以{channel}。",
        en="Allowed: {channel} at {at}.",
        ko="허용: {at} {channel}.",
    ),
    Verdict.HOLD: Text(
        zh="{at} {channel}：需复核。",
        en="Needs review: {channel} at {at}.",
        ko="검토 필요: {at} {channel}.",
    ),
    Verdict.DENY: Text(
        zh="{at} 不能{channel}。",
        en="Refused: {channel} at {at}.",
        ko="허용되지 않음: {at} {channel}.",
    ),
}
_NO_FACT: Final = Text(zh="需要的事实", en="a needed fact", ko="필요한 사실")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one rule says about one request.

    Attributes:
        rule_id: The rule.
        answer: Its answer.
        is_law: Shown as law; otherwise it is house policy.
        sentence: In the language asked for, with its force.
        question: What the rule asks.
        instead: What may be done instead, or None.
        source: Citation.
        force: Kind of instrument, in that language.
        confidence: How well the source is known: P, S, W, M, U or H.
    """

    rule_id: str
    answer: Answer
    is_law: bool
    sentence: str
    question: str
    instead: str | None
    source: str
    force: str
    confidence: str


def in_language(text: Text, language: Language) -> str:
    """Return a text in one language."""
    match language:
        case "zh":
            return text.zh
        case "en":
            return text.en
        case "ko":
            return text.ko


def explanations(
    judgement: Judgement,
    requests: ContactRequests,
    row: int,
    rulebook: Rulebook,
    language: Language,
) -> tuple[Explanation, ...]:
    """Return what every examined rule says about one request: strictest first, then by id."""
    one = requests.take(np.array([row]))
    found = []
    for number, rule_id in enumerate(judgement.rules):
        answer = Answer(int(judgement.answers[number, row]))
        if answer is Answer.NOT_EXAMINED:
            continue
        leg = cited_leg(rulebook, rule_id, one)
        is_law = bool(judgement.is_law[number, row]) and answer is not Answer.UNKNOWN
        found.append(_explained(rulebook.entry(rule_id), leg, answer, is_law, language))
    return tuple(sorted(found, key=lambda item: (_ORDER[item.answer], item.rule_id)))


_ORDER: Final[Mapping[Answer, int]] = {
    Answer.DENY: 0,
    Answer.HOLD: 1,
    Answer.UNKNOWN: 2,
    Answer.ALLOW: 3,
}


def cited_leg(rulebook: Rulebook, rule_id: str, one: ContactRequests) -> Leg:
    """Return the source that is cited to one request: law that takes part, else the first."""
    entry = rulebook.entry(rule_id)
    legs = legs_of(entry, kinds_of(one, clocks_of(one)))
    parts = [int(part) for part in legs.table[:, 0]]
    if AS_LAW in parts:
        return entry.legs[parts.index(AS_LAW)]
    taking = [leg for leg, part in zip(entry.legs, parts, strict=True) if part]
    return (*taking, *entry.legs)[0]


def summary(
    judgement: Judgement,
    requests: ContactRequests,
    row: int,
    rulebook: Rulebook,
    language: Language,
    later: datetime | None = None,
) -> str:
    """Return the whole answer as a short text: verdict, rules and force, instead and from when.

    Args:
        judgement: The answers.
        requests: The planned contacts.
        row: Which one.
        rulebook: The rules.
        language: zh, en or ko.
        later: Earliest instant at which it would be allowed, if that is known.
    """
    verdict = judgement.verdict(row)
    channel = CHANNEL_WORDS[Channel(int(requests.contact.channel[row]))]
    at = _clock(instant_of(int(requests.contact.at[row])), language)
    text = in_language(_VERDICTS[verdict], language)
    text = text.format(at=at, channel=in_language(channel, language))
    if verdict is Verdict.ALLOW:
        return text
    space = "" if language == "zh" else " "
    named = set(judgement.because(row)) - {FAIL_CLOSED}
    said = explanations(judgement, requests, row, rulebook, language)
    reasons = [item for item in said if item.rule_id in named]
    text += "".join(space + item.sentence for item in reasons)
    instead = next((item.instead for item in reasons if item.instead), None)
    if instead and verdict is Verdict.DENY:
        text += in_language(_INSTEAD, language).format(instead=instead)
    if later is not None:
        text += in_language(_EARLIEST, language).format(at=_clock(later, language))
    return text


def rule_text(entry: RuleEntry, leg: Leg, language: Language) -> str:
    """Return the rule as a sentence without a full stop, its numbers filled in.

    The cited source's own numbers come first; one that it does not name is that of another source.
    """
    numbers = {key: value for other in reversed(entry.legs) for key, value in other.values.items()}
    numbers |= leg.values
    shown = {key: shown_number(key, value) for key, value in numbers.items()}
    return in_language(entry.refused, language).format(**shown)


def _explained(
    entry: RuleEntry, leg: Leg, answer: Answer, is_law: bool, language: Language
) -> Explanation:
    force = in_language(FORCE_WORDS[leg.force] if is_law else POLICY, language)
    missing = in_language(entry.missing or _NO_FACT, language)
    pattern = in_language(_PATTERNS[answer], language)
    rule = rule_text(entry, leg, language)
    return Explanation(
        rule_id=entry.rule_id,
        answer=answer,
        is_law=is_law,
        sentence=pattern.format(rule=rule, force=force, missing=missing),
        question=in_language(entry.question, language),
        instead=None if entry.instead is None else in_language(entry.instead, language),
        source=cited(leg.source, language),
        force=force,
        confidence=leg.confidence,
    )


def shown_number(key: str, value: int) -> str:
    """Return a number of the register as it is written: a clock time, or a whole number."""
    if key in CLOCK_KEYS:
        return f"{value // 3600:02d}:{value % 3600 // 60:02d}"
    return str(value)


def _clock(at: datetime, language: Language) -> str:
    local = at.astimezone(BEIJING)
    return f"{local.day} {local:%b %H:%M}" if language == "en" else f"{local:%m-%d %H:%M}"
