"""In which words do staff note what happened?"""

from typing import Final

from doorstep.terms.codes import Disposition

_OF_REASON: Final = {
    "income_lost": "称近期收入减少",
    "illness": "称家人看病支出大",
    "business_slow": "称生意淡季、回款慢",
    "many_debts": "称还有其他借款要还",
    "forgot": "称忘记还款日期",
    "disputes_amount": "对金额有疑问，要求提供明细",
    "away_for_work": "称在外地务工，月底返回",
}
_OF_DISPOSITION: Final = {
    Disposition.RIGHT_PARTY_CONTACT: ("本人接听", "本人接听，语气平和"),
    Disposition.MET_BORROWER: ("见到本人，出示证件后交谈", "见到本人，在门外说明来意"),
    Disposition.REPLIED: ("本人回复", "本人回复，希望协商"),
    Disposition.THIRD_PARTY_CONTACT: ("他人接听，仅请转告回电", "家人接听，未透露事由"),
    Disposition.MET_THIRD_PARTY: ("家人应门，未透露事由", "遇到他人，未透露事由即离开"),
    Disposition.CONNECTED_SHORT: ("接通后即挂断", "接通数秒后断线"),
    Disposition.VOICEMAIL: ("转入语音信箱，未留言", "语音信箱"),
    Disposition.WRONG_PERSON: ("接听人称打错", "号码已换人使用"),
    Disposition.NO_ANSWER: ("无人接听", "响铃未接"),
    Disposition.BUSY: ("占线", "忙音"),
    Disposition.NOT_CONNECTED: ("无法接通", "关机"),
    Disposition.DELIVERED: ("已送达", "已送达，未回复"),
    Disposition.NOT_DELIVERED: ("发送失败", "未送达"),
    Disposition.POSTED: ("已寄出", "已寄出挂号信"),
    Disposition.RETURNED: ("退信", "查无此人退回"),
    Disposition.NOBODY_MET: ("敲门两次无人应答，离开", "家中无人，未留任何纸张"),
    Disposition.CANCELLED: ("已取消", "已取消"),
    Disposition.UNKNOWN: ("结果不明", "结果不明"),
    Disposition.IN_PROGRESS: ("进行中", "进行中"),
}


def note_words(disposition: Disposition, reason: str, has_promise: bool, chance: float) -> str:
    """Return a short Chinese note.

    Args:
        disposition: What happened.
        reason: Why the borrower is in arrears, of ``traits.REASONS``; "" if nobody said.
        has_promise: Whether a day and a sum were promised.
        chance: In (0, 1); picks among equal wordings.
    """
    wordings = _OF_DISPOSITION[disposition]
    parts = [wordings[int(chance * len(wordings))]]
    if reason:
        parts.append(_OF_REASON[reason])
    if has_promise:
        parts.append("同意按约定日期还一部分")
    return "，".join(parts) + "。"
