"""How is an answer said to a person, in Chinese and in English?

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
from doorstep.terms.codes import Channel, Verdict
from doorstep.terms.local_time import BEIJING, instant_of

Language = Literal["zh", "en"]

POLICY: Final = Text(zh="平台政策", en="house policy")
FORCE_WORDS: Final[Mapping[str, Text]] = {
    "statute": Text(zh="法律", en="statute"),
    "regulation": Text(zh="监管规定", en="regulation"),
    "standard-recommended": Text(zh="推荐性国家标准", en="recommended national standard"),
    "self-regulation": Text(zh="行业自律规范", en="industry self-regulation"),
    "guidance": Text(zh="指导意见", en="guidance"),
    "draft": Text(zh="征求意见稿", en="draft"),
    "policy": POLICY,
}
CHANNEL_WORDS: Final[Mapping[Channel, Text]] = {
    Channel.CALL: Text(zh="打电话", en="call"),
    Channel.SMS: Text(zh="发短信", en="text message"),
    Channel.EMAIL: Text(zh="发邮件", en="e-mail"),
    Channel.IM: Text(zh="发消息", en="chat message"),
    Channel.VISIT: Text(zh="上门", en="visit"),
    Channel.LETTER: Text(zh="寄信", en="letter"),
    Channel.LEGAL_NOTICE: Text(zh="送法律文书", en="legal notice"),
    Channel.THIRD_PARTY: Text(zh="联系第三人", en="contact with a third party"),
}
_PATTERNS: Final[Mapping[Answer, Text]] = {
    Answer.ALLOW: Text(zh="符合：{rule}（{force}）。", en="In order: {rule} ({force})."),
    Answer.HOLD: Text(
        zh="须有人复核：{rule}（{force}）。", en="A person must decide: {rule} ({force})."
    ),
    Answer.DENY: Text(zh="{rule}（{force}）。", en="{rule} ({force})."),
    Answer.UNKNOWN: Text(
        zh="缺：{missing}。请补上后再判定。",
        en="Missing: {missing}. Find it out, then check again.",
    ),
}
_INSTEAD: Final = Text(zh="可以改为：{instead}。", en=" Instead: {instead}.")
_EARLIEST: Final = Text(zh="最早：{at}。", en=" Earliest: {at}.")
_VERDICTS: Final[Mapping[Verdict, Text]] = {
    Verdict.ALLOW: Text(zh="{at} 可以{channel}。", en="Allowed: {channel} at {at}."),
    Verdict.HOLD: Text(zh="{at} {channel}：需复核。", en="Needs review: {channel} at {at}."),
    Verdict.DENY: Text(zh="{at} 不能{channel}。", en="Refused: {channel} at {at}."),
}
_NO_FACT: Final = Text(zh="需要的事实", en="a needed fact")


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
    return text.zh if language == "zh" else text.en


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
        language: zh or en.
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
    """Return the rule as a sentence without a full stop, its numbers filled in from the leg."""
    values = {key: _number(key, value) for key, value in leg.values.items()}
    return in_language(entry.refused, language).format(**values)


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
        source=leg.source,
        force=force,
        confidence=leg.confidence,
    )


def _number(key: str, value: int) -> str:
    if key in CLOCK_KEYS:
        return f"{value // 3600:02d}:{value % 3600 // 60:02d}"
    return str(value)


def _clock(at: datetime, language: Language) -> str:
    local = at.astimezone(BEIJING)
    return f"{local:%m-%d %H:%M}" if language == "zh" else f"{local.day} {local:%b %H:%M}"
