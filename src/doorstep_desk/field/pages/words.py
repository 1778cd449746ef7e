"""How are the closed lists of the visit record said on the phone?"""

from typing import Final

from doorstep_desk.plumbing.speech import say

Words = tuple[str, str, str, str]
"""Label and hint, each in Chinese and English."""

MET: Final[dict[str, Words]] = {
    "borrower": ("借款人本人", "The borrower", "已确认身份", "identity confirmed"),
    "third_party": ("其他人", "Someone else", "没有提到债务", "the debt was not mentioned"),
    "nobody": ("没有见到人", "Nobody", "", ""),
}
OUTCOMES: Final[dict[str, Words]] = {
    "met_borrower": ("见到本人", "Met the borrower", "", ""),
    "met_third_party": ("见到他人", "Met someone else", "", ""),
    "nobody_met": ("家中无人", "Nobody at home", "", ""),
    "cancelled": ("未成行", "Visit not made", "路上有事或不安全", "on the way, or not safe"),
}
LATE_REASONS: Final[dict[str, tuple[str, str]]] = {
    "income_lower": ("收入减少", "Income fell"),
    "illness": ("生病", "Illness"),
    "business_slow": ("生意不好", "Business is slow"),
    "forgot": ("忘记日期", "Forgot the day"),
    "disputes_sum": ("对金额有异议", "Disagrees with the sum"),
    "other_debts": ("先还其他债务", "Other debts come first"),
    "family": ("家庭事务", "Family matters"),
    "other": ("其他原因", "Another reason"),
}


def picked(words: Words) -> tuple[str, str]:
    """Return label and hint in the reader's language."""
    return say(words[0], words[1]), say(words[2], words[3])
