"""How are the closed lists of reviews said in the office?"""

from typing import Final

Said = tuple[str, str]
"""Chinese and English."""

KINDS: Final[dict[str, Said]] = {
    "late": ("离线期间案件已转给别人", "The case went to others while the phone was offline"),
    "twice": ("两份记录说法不同", "Two records tell it differently"),
    "answers": ("记录内容需要确认", "What was written down needs a look"),
    "place": ("位置读数有疑问", "The readings of the place look odd"),
    "correction": ("外访员更正上门记录", "An agent corrects the record of a visit"),
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
    "correction-unreadable": (
        "这份更正无法读取，不能生效",
        "The correction cannot be read and has no effect",
    ),
    "correction-of-nothing": (
        "没有这条可更正的上门记录",
        "There is no such record of a visit to correct",
    ),
    "correction-of-other": ("更正的是别人的记录", "It corrects somebody else's record"),
    "correction-empty": ("内容与原记录相同", "It says the same as the record"),
    "correction-late": (
        "当天已过，更正不再生效；可在案件页更正",
        "The day was over, so it has no effect; correct it on the page of the case",
    ),
    "correction-confirmed": (
        "已有人对这次上门作出决定，更正不再生效",
        "A person had decided about the visit, so it has no effect",
    ),
    "correction-after-wish": (
        "这次上门中有人提出不再联系、离开、不录音，或需要保护；更正不会撤回这些",
        "Somebody asked to be left alone or not recorded, or needed protection; "
        "the correction takes none of that back",
    ),
    "correction-outcome": ("改变了见到谁", "It changes who was met"),
    "correction-promise": (
        "承诺变为更多或更早",
        "More would be promised than was written down, or sooner",
    ),
    "correction-softens": (
        "说明中表示拒绝或投诉的字句没有了",
        "Words of a no or a complaint are gone from the note",
    ),
    "visit-not-recorded": (
        "这次上门还没有计入；请先决定那一项",
        "The visit itself is not written down yet; decide that first",
    ),
    "promise-decided": (
        "这项承诺已由还款决定",
        "Payments have decided this promise already",
    ),
    "clock": ("手机时钟前后矛盾", "The phone's clocks contradict each other"),
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
