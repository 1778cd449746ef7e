"""How are the closed lists of reviews said in the office?"""

from typing import Final

Said = tuple[str, str]
"""Chinese and English."""

KINDS: Final[dict[str, Said]] = {
    "late": ("离线期间案件已转给别人", "The case went to others while the phone was offline"),
    "twice": ("两份记录说法不同", "Two records tell it differently"),
    "answers": ("记录内容需要确认", "What was written down needs a look"),
    "place": ("位置读数有疑问", "The readings of the place look odd"),
}
FINDINGS: Final[dict[str, Said]] = {
    "speed": ("两次读数之间移动过快", "Faster between two readings than one can go"),
    "accuracy": ("没有一次读数精确到 200 米以内", "No reading sharper than 200 metres"),
    "repeated": ("坐标连续完全相同", "Exactly the same coordinates again and again"),
    "case-unknown": ("此案已不由这一组负责", "The case is no longer with this pair"),
    "stop-unknown": ("这一站不在这一组的行程上", "The stop is not on this pair's plan"),
    "stop-over": ("这一站已结束或撤回", "The stop was over or withdrawn"),
    "visit-recorded": ("这次上门已有另一份记录", "The visit was recorded already"),
    "answers-unreadable": ("回答不在选项之内", "An answer is on no list"),
    "announcement-unreadable": ("证据说明不完整", "Evidence was announced without its facts"),
    "case-paused": (
        "此案当时已暂停，不能接受承诺",
        "The case was paused; no promise can be taken",
    ),
    "promise-incomplete": ("承诺缺少金额或日期", "A promise lacks its sum or its day"),
    "promise-amount": ("承诺金额超过欠款", "The promised sum does not fit"),
    "promise-past": ("承诺日期已过", "The promised day is past"),
    "outcome-does-not-fit": ("结果与见到的人不符", "The outcome does not fit whom they met"),
    "effect-failed": ("系统处理出错，记录已保存", "The office failed to process it; it is kept"),
}
STATES: Final[dict[str, Said]] = {
    "open": ("待复核", "Open"),
    "decided": ("已决定，可申诉", "Decided; may be appealed"),
    "appealed": ("申诉中", "Appealed"),
    "final": ("最终决定", "Final"),
}
OUTCOMES: Final[dict[str, Said]] = {
    "confirmed": ("确认，计入", "Confirmed, it counts"),
    "not_counted": ("不计入", "Not counted"),
    "false_alarm": ("误报", "False alarm"),
}
STEPS: Final[dict[str, Said]] = {
    "reply": ("外访员说明", "Word of an agent"),
    "decision": ("决定", "Decision"),
    "appeal": ("申诉", "Appeal"),
}
ROLES: Final[dict[str, Said]] = {
    "photo": ("照片", "Photograph"),
    "audio": ("录音", "Recording"),
    "signature": ("签名", "Signature"),
    "other": ("其他", "Other"),
}
