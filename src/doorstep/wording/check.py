"""May this message be sent at all? Everything that is said against it, with rule and sentence.

What is looked at is the template: a sum or an address that stands in it came from nobody's books.
``examine_filled`` looks once more at the words of one borrower, just before they are kept.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from doorstep.terms.codes import Channel, Purpose
from doorstep.terms.money import Money
from doorstep.wording.draft import Audience, Draft, Objection
from doorstep.wording.fields import (
    FIELDS,
    FOR_OTHERS,
    MONEY,
    fields_in,
    has_stray_brace,
    without_fields,
)
from doorstep.wording.phrases import word_list
from doorstep.wording.plain import has_unseen, plain, squeezed
from doorstep.wording.segments import segments_of

MOST_SEGMENTS: Final = 6
"""Parts of a text message; what needs more is a letter."""
LONGEST: Final = {Channel.EMAIL: 4_000, Channel.LETTER: 8_000}
_ROOM_FOR_FIELDS: Final = 12
_OPENING: Final = 48

_SUM: Final = re.compile(
    r"(?:¥|\brmb|\bcny|人民币|\$|₩)\s*\d|\d[\d,.]*\s*(?:元|块|万|千元|百元|yuan|rmb|cny|원)"
    r"|\d[\d,.]*\s*k\b|[〇零一二两三四五六七八九十百千万亿]{1,9}(?:元|块|万元|块钱)"
    r"|\b(?:hundred|thousand|million)\b|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2}(?!\d)"
)
_SUM_WRITTEN: Final = re.compile(r"[¥][\d,]+\.\d{2}")
_STOP: Final = re.compile(
    r"退订|(?:回复?|发送?)\s*[\"“「'(]?\s*(?:td|tt|t|n|stop)\b|拒收"
    r"|\b(?:reply|text|send|answer)\s+[\"“']?(?:stop|td|t|n)\b|수신거부|(?:td|stop|n)\s*(?:로|으로|를)?\s*(?:답장|회신)"
)
_COMPLAIN: Final = re.compile(r"投诉\D{0,6}\d{5,}|complain\w*\D{0,24}\d{5,}|불만\D{0,12}\d{5,}")
_SCRIPTS: Final = {
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "ko": re.compile(r"[\uac00-\ud7af\u3130-\u318f]"),
    "en": re.compile(r"[A-Za-z]"),
}
_LETTER: Final = re.compile(r"[^\W\d_]")
_SHARE: Final = 0.6

_Check = Callable[[Draft], Iterator[Objection]]


def examine(draft: Draft) -> tuple[Objection, ...]:
    """Return everything that is said against a template; nothing means that it may be approved."""
    return tuple(objection for check in _CHECKS for objection in check(draft))


def examine_filled(
    draft: Draft, text: str, values: Mapping[str, str | int]
) -> tuple[Objection, ...]:
    """Return what is said against the words of one borrower.

    Every sum in them has to be one of the books' that the template asked for, and a message that
    grew too long by its values is refused as well.
    """
    sums = {str(Money(value)) for name, value in values.items()
            if name in MONEY and isinstance(value, int)}  # fmt: skip
    found = [
        _sum_unknown(written) for written in _SUM_WRITTEN.findall(text) if written not in sums
    ]
    if has_unseen(text):
        found.append(characters_hidden())
    return (*found, *_too_long(draft.channel, text))


def _fields(draft: Draft) -> Iterator[Objection]:
    named = (*fields_in(draft.subject), *fields_in(draft.body))
    if has_stray_brace(draft.subject) or has_stray_brace(draft.body):
        yield Objection(
            "field-broken", "HP-FAIL-CLOSED", "A brace belongs to no field.", "花括号不成对。"
        )
    for name in dict.fromkeys(named):
        if name not in FIELDS:
            yield Objection(
                "field-unknown",
                "HP-FAIL-CLOSED",
                "There is no such field.",
                "没有这个字段。",
                name,
            )


def _sender(draft: Draft) -> Iterator[Objection]:
    """Say who is writing, at once; in mails and letters also on whose behalf."""
    if draft.audience is Audience.OTHERS:
        return
    needed = ["lender"]
    if draft.channel in (Channel.EMAIL, Channel.LETTER) and draft.purpose is not Purpose.REPLY:
        needed.append("agency")
    for name in needed:
        within = draft.body[:_OPENING] if name == "lender" else draft.body
        if f"{{{name}}}" not in within:
            yield Objection(
                "sender-missing", "CN-CHAN-03",
                "It does not say at once who is writing, and for whom.",
                "没有在开头写明由谁、代表谁发出。", name,
            )  # fmt: skip


def _sums(draft: Draft) -> Iterator[Objection]:
    """Let sums come from the books only, by a field."""
    for text in (draft.subject, draft.body):
        words = without_fields(text)
        found = _SUM.search(plain(words)) or _SUM.search(squeezed(words))
        if found:
            yield Objection(
                "sum-written", "CN-CONT-02",
                "A sum stands in the words; sums come from the books by a field.",
                "文字里写了金额；金额只能由账本字段填入。", found[0].strip(),
            )  # fmt: skip


def _phrases(draft: Draft) -> Iterator[Objection]:
    words = word_list(draft.on)
    text = squeezed(without_fields(f"{draft.subject}\n{draft.body}"))
    for each in words.refused:
        if (objection := each.objection(text)) is not None:
            yield objection


def _others(draft: Draft) -> Iterator[Objection]:
    """Keep every word of a debt from whoever is not the borrower."""
    debt = word_list(draft.on).debt
    seen = [draft.subject, draft.body] if draft.audience is Audience.OTHERS else [draft.subject]
    for text in seen:
        if (objection := debt.objection(squeezed(without_fields(text)))) is not None:
            yield objection
        for name in fields_in(text):
            is_told = name in FOR_OTHERS or (name == "name" and text is draft.subject)
            if name in FIELDS and not is_told:
                yield Objection(debt.code, debt.rule, debt.en, debt.zh, f"{{{name}}}")


def _way_to_stop(draft: Draft) -> Iterator[Objection]:
    if draft.purpose is Purpose.REPLY:
        return
    written = draft.channel is Channel.SMS and _STOP.search(squeezed(without_fields(draft.body)))
    if not written and "stop" not in fields_in(draft.body):
        yield Objection(
            "stop-missing", "HP-STOP", "It does not say how to stop such messages.",
            "没有写明怎样停止接收。",
        )  # fmt: skip


def _way_to_complain(draft: Draft) -> Iterator[Objection]:
    if draft.purpose is Purpose.REPLY or draft.audience is Audience.OTHERS:
        return
    written = _COMPLAIN.search(squeezed(without_fields(draft.body)))
    if not written and "complaint" not in fields_in(draft.body):
        yield Objection(
            "complaint-missing", "CN-CMPL-01", "It does not say where to complain.",
            "没有写明投诉方式。",
        )  # fmt: skip


def _language(draft: Draft) -> Iterator[Objection]:
    words = without_fields(draft.body)
    letters = len(_LETTER.findall(words))
    own = len(_SCRIPTS[draft.language].findall(words)) if draft.language in _SCRIPTS else 0
    if letters == 0 or own / letters < _SHARE:
        yield Objection(
            "language-other", "HP-LANG", "It is not written in the language it is meant for.",
            "文字不是所选的语言。", draft.language,
        )  # fmt: skip


def _length(draft: Draft) -> Iterator[Objection]:
    body = re.sub(r"\{[^{}]*\}", "字" * _ROOM_FOR_FIELDS, draft.body)
    yield from _too_long(draft.channel, body)


def _too_long(channel: Channel, text: str) -> tuple[Objection, ...]:
    limit = LONGEST.get(channel, MOST_SEGMENTS)
    size = len(text) if channel in LONGEST else len(segments_of(text).parts)
    if size <= limit:
        return ()
    return (
        Objection("too-long", "RL-02", f"It is too long: {size}, at most {limit}.",
                  f"太长：{size}，最多 {limit}。"),
    )  # fmt: skip


def _hidden(draft: Draft) -> Iterator[Objection]:
    if has_unseen(draft.subject) or has_unseen(draft.body):
        yield characters_hidden()


def characters_hidden() -> Objection:
    """Return what is said against characters that nobody sees."""
    return Objection(
        "characters-hidden", "HP-FAIL-CLOSED", "It holds characters that nobody sees.",
        "含有看不见的字符。",
    )  # fmt: skip


def _sum_unknown(written: str) -> Objection:
    return Objection(
        "sum-not-from-books", "CN-CONT-02", "A sum in it is not one of the books'.",
        "其中的金额与账本不符。", written,
    )  # fmt: skip


_CHECKS: Final[tuple[_Check, ...]] = (
    _fields, _sender, _sums, _phrases, _others, _way_to_stop, _way_to_complain, _language,
    _length, _hidden,
)  # fmt: skip
