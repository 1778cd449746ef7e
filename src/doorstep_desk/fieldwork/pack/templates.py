"""Which words may be said at a door before anybody knows who opened it?

None of them names a debt, a sum, a lender or a case, and none has a field for one: the only thing
filled in is the name of the agent. ``debt_in`` is asked about every text, when the papers are made
and in the tests.
"""

import re
from typing import Final

TEMPLATES: Final[tuple[dict[str, str], ...]] = (
    {
        "id": "greeting",
        "zh": "您好，请问是本人吗？我们有一件私事想和您当面谈，可以吗？",
        "en": "Good day, are you the person we look for? May we speak about a private matter?",
        "ko": "안녕하세요, 본인이십니까? 개인적인 일로 잠시 말씀드려도 되겠습니까?",
    },
    {
        "id": "third_party",
        "zh": "您好，我想找他本人谈一件私人事务，不方便向别人说明。打扰了，谢谢您。",
        "en": "Good day. I have come about a private matter and may speak of it only with the "
        "person themselves. Sorry to disturb you, and thank you.",
        "ko": "안녕하세요. 본인과만 말씀드릴 수 있는 개인적인 일입니다. 실례했습니다, 감사합니다.",
    },
    {
        "id": "left_card",
        "zh": "您好，我是{agent}。有一件私人事务想与您本人联系，今天没有遇到您。"
        "如您愿意，请在方便的时候与我联系。",
        "en": "Good day, I am {agent}. I came about a private matter and did not meet you. If you "
        "wish, please get in touch with me when it suits you.",
        "ko": "안녕하세요, {agent}입니다. 개인적인 일로 찾아뵈었으나 만나지 못했습니다. "
        "원하시면 편하신 때에 연락 주십시오.",
    },
    {
        "id": "leave",
        "zh": "好的，我们马上离开，今天不会再来。",
        "en": "Of course. We leave now and do not come back today.",
        "ko": "알겠습니다. 지금 떠나고 오늘은 다시 오지 않겠습니다.",
    },
    {
        "id": "rights",
        "zh": "您可以随时请我们离开，可以不回答，可以要求不再联系，也可以投诉。"
        "谈话只有在您同意时才录音。我们不收现金。",
        "en": "You may ask us to leave at any time, you need not answer, you may ask for no more "
        "contact, and you may complain. We record only if you agree. We take no cash.",
        "ko": "언제든지 저희에게 떠나 달라고 하실 수 있고, 답하지 않으셔도 되며, 더 이상 "
        "연락하지 말라고 하시거나 민원을 제기하실 수 있습니다. 동의하실 때만 녹음하며 현금은 "
        "받지 않습니다.",
    },
)
BEFORE_CERTAINTY: Final = ("greeting", "third_party", "left_card", "leave")
"""Texts that a stranger may hear or read."""

FIELDS: Final = frozenset({"agent"})
_FIELD: Final = re.compile(r"\{(\w*)\}")
_DEBT: Final = re.compile(
    r"debt|owe|loan|overdue|arrears|repay|payment|amount|bank|creditor|lender|collect|instal|sum\b"
    r"|欠|债|贷|逾期|还款|催收|账单|金额|银行|本金|利息|分期|借款|信用"
    r"|빚|대출|연체|상환|추심|은행|채무|채권|원금|이자|[¥￥$]|\d",
    re.IGNORECASE,
)


def debt_in(text: str) -> list[str]:
    """Return what in a text names a debt or could be filled with one; nothing when it is clean."""
    fields = [name for name in _FIELD.findall(text) if name not in FIELDS]
    return [*_DEBT.findall(text), *fields]


def templates_for(agent: str) -> list[dict[str, str]]:
    """Return all texts in the name of an agent."""
    return [
        {name: text.replace("{agent}", agent) for name, text in template.items()}
        for template in TEMPLATES
    ]
