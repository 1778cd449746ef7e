"""Does an answer ask us to stop?

Whoever answers with one of the agreed words, however it is typed, has stopped us. A longer answer
that asks for it in a sentence stops us as well: being left alone by mistake harms nobody.
"""

import re
from typing import Final

from doorstep.wording.plain import letters_only, squeezed

_WORDS: Final = frozenset(
    {
        "td", "t", "tt", "qx", "stop", "stopall", "unsubscribe", "unsub", "cancel", "end", "quit",
        "optout", "remove", "退订", "退", "停", "停止", "取消", "拒收", "拒绝", "取消订阅",
        "不要再发", "别发了", "别再发了", "不要发了", "수신거부", "거부", "중지", "그만",
    }
)  # fmt: skip
_SENTENCE: Final = re.compile(
    r"退订|(?:不要|别|勿|停止|请勿|不许)(?:再)?(?:联系|打扰|骚扰|发(?:短信|信息|消息)|给我发|给我打|"
    r"打电话|上门|来)|拒收(?:短信|信息)|\b(?:stop|quit|cease)\s+(?:texting|messaging|contacting|"
    r"calling|sending|emailing)|\bunsubscribe\b|\bopt(?:ing)?[\s-]?out\b|\bdo(?:n['o]?t| not)\s+"
    r"(?:contact|text|message|call|e-?mail)\b|\bleave me alone\b|연락하지\s*마|보내지\s*마|"
    r"수신\s*거부"
)


def is_opt_out(text: str) -> bool:
    """Say whether a text from a borrower asks us to stop."""
    if letters_only(text) in _WORDS:
        return True
    return _SENTENCE.search(squeezed(text)) is not None
