"""In which words, in both languages, is a visit recorded and a stop explained on the phone?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.translation import override

from doorstep.ledger.components import Component
from doorstep.terms.local_time import BEIJING
from doorstep_desk.cases.times_form import said_times
from doorstep_desk.cases.wished import WishedTime

Both = dict[str, str]

_OUTCOMES: Final = {
    "met_borrower": ("见到本人", "Met the borrower"),
    "met_third_party": ("见到他人", "Met someone else"),
    "nobody_met": ("家中无人", "Nobody at home"),
    "cancelled": ("未成行", "Visit not made"),
}
_BY_MET: Final = {
    "borrower": ("met_borrower",),
    "third_party": ("met_third_party",),
    "nobody": ("nobody_met", "cancelled"),
}
_REASONS: Final = {
    "income_lower": ("收入减少", "Income fell"),
    "illness": ("生病", "Illness"),
    "business_slow": ("生意不好", "Business is slow"),
    "forgot": ("忘记日期", "Forgot the day"),
    "disputes_sum": ("对金额有异议", "Disagrees with the sum"),
    "other_debts": ("先还其他债务", "Other debts come first"),
    "family": ("家庭事务", "Family matters"),
    "other": ("其他原因", "Another reason"),
}
_PARTS: Final = {
    Component.COST: ("实现债权的费用", "Costs of enforcement"),
    Component.FEE: ("手续费", "Fees"),
    Component.LATE_FEE: ("滞纳金", "Late fees"),
    Component.DEFAULT_PENALTY: ("违约金", "Penalties"),
    Component.PENALTY_INTEREST: ("罚息", "Penalty interest"),
    Component.INTEREST: ("利息", "Interest"),
    Component.PRINCIPAL: ("本金", "Principal"),
}
_CHANNELS: Final = {
    "call": ("电话", "Call"),
    "sms": ("短信", "Text message"),
    "email": ("邮件", "E-mail"),
    "im": ("即时消息", "Message"),
    "visit": ("上门", "Visit"),
    "letter": ("信函", "Letter"),
    "legal_notice": ("法律函件", "Legal notice"),
    "third_party": ("经他人转告", "Through somebody else"),
}
DO_NOT: Final = (
    ("不向家人、邻居、单位提及此事", "Do not speak of it to family, neighbours or employers"),
    ("不收现金，不替人转账", "Take no cash and move no money for anybody"),
    ("不冒充公检法，不说未核实的后果", "Do not pose as an authority, name no consequence"),
    ("只有未成年人在家时立即离开", "Leave at once when only children are at home"),
)
ASKS: Final = (
    ("先问近况和原因，再谈安排", "Ask how things are and why before speaking of a plan"),
    ("有困难时先说明可以得到的帮助", "In hardship, say first what help there is"),
)


def both(pair: tuple[str, str]) -> Both:
    """Return a sentence in both languages, ready to be sent."""
    return {"zh": pair[0], "en": pair[1]}


def closed_lists() -> dict[str, Any]:
    """Return the lists from which a visit is recorded."""
    return {
        "reasons": [{"code": code, "say": both(said)} for code, said in _REASONS.items()],
        "outcomes": {
            met: [{"code": code, "say": both(_OUTCOMES[code])} for code in codes]
            for met, codes in _BY_MET.items()
        },
    }


def parts_said(fen: Sequence[int]) -> list[dict[str, Any]]:
    """Return the parts of a debt that are not nothing, principal first."""
    named = [(part, fen[part]) for part in reversed(Component) if fen[part]]
    return [{"say": both(_PARTS[part]), "fen": each} for part, each in named]


def contact_said(channel: str) -> Both:
    """Return by which way somebody was tried last."""
    return both(_CHANNELS.get(channel, ("联系", "Contact")))


def reason_said(stored: Sequence[Mapping[str, Any]]) -> Both:
    """Return why we go, without debt, sum or creditor."""
    zh, en = [], []
    for each in stored:
        if each["kind"] == "appointment":
            hours = f"{each['from']}–{each['to']}"
            zh.append(f"预约 {hours}")
            en.append(f"appointment {hours}")
        elif each["kind"] == "notice":
            at = datetime.fromisoformat(each["at"]).astimezone(BEIJING)
            zh.append(f"{at:%m-%d} 已事先告知")
            en.append(f"announced on {at.day} {at:%b}")
        elif each["kind"] == "address_verified":
            zh.append("地址已核实")
            en.append("address verified")
    if not zh:
        return both(("顺路且在允许时段内", "on the way, within a lawful window"))
    return {"zh": "，".join(zh), "en": ", ".join(en)}


def wished_said(wish: WishedTime | None) -> Both | None:
    """Return at which times somebody wishes to be contacted, or None where any will do."""
    if wish is None:
        return None
    with override("zh-hans"):
        chinese = said_times(wish)
    with override("en"):
        return both((chinese, said_times(wish)))
