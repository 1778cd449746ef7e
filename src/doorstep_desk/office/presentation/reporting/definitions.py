"""How is each number counted, in words that can be held against it?"""

from doorstep_desk.office.presentation.reporting.report import Definition
from doorstep_desk.plumbing.speech import say


def definitions() -> dict[str, Definition]:
    """Return the definition of every number, in the reader's language."""
    return _money() | _harm() | _reached_and_kept() | _worth() | _felt()


def _one(label: str, top: str, bottom: str, leaves_out: str, version: str) -> Definition:
    return Definition(label, top, bottom, leaves_out, version)


def _money() -> dict[str, Definition]:
    return {
        "recovered": _one(
            say("收回", "Recovered"),
            say("期内到账的还款，减去冲正", "payments received in the period, less reversals"),
            "",
            say("未能对应到账户的款项", "money that fits no account yet"),
            "recovered/1",
        ),
        "complaints": _one(
            say("每千案投诉", "Complaints per 1,000 cases"),
            say("期内因投诉或债务异议暂停的次数", "pauses for a complaint or dispute that began"),
            say("期内在办案件，按千件", "cases in work, in thousands"),
            say("其他原因的暂停", "pauses for other reasons"),
            "complaints/1",
        ),
    }


def _harm() -> dict[str, Definition]:
    return {
        "stops": _one(
            say("要求停止联系", "Requests to stop"),
            say("期内借款人要求不再联系的次数", "requests of borrowers not to be contacted"),
            "",
            say("债权人撤案", "cases that the creditor took back"),
            "stops/1",
        ),
        "visits": _one(
            say("上门", "Visits"),
            say("期内到过地址的次数，更正后", "times somebody was at the address, as corrected"),
            "",
            say("已取消的上门", "visits that were cancelled"),
            "visits/1",
        ),
        "breaches": _one(
            say("违规联系", "Contacts at fault"),
            say(
                "事后判定为法律或政策不允许的联系",
                "contacts the rules refuse, seen afterwards",
            ),
            "",
            say("当时无人能知道的，仍计入", "nothing: those that nobody could know of count too"),
            "breaches/1",
        ),
    }


def _reached_and_kept() -> dict[str, Definition]:
    return {
        "right_party": _one(
            say("联系到本人", "Reached the borrower"),
            say("本人接听、见到或回复的次数", "attempts in which the borrower answered in person"),
            say("期内全部联系尝试", "all attempts in the period"),
            say("家人等第三人不算联系到本人", "relatives and other third parties"),
            "right_party_contact/1",
        ),
        "promises_kept": _one(
            say("承诺已兑现", "Promises kept"),
            say("全额按时到账的承诺", "promises paid in full and in time"),
            say("到期日在期内且结果已知的承诺", "promises due in the period, outcome known"),
            say("借款人撤回的承诺", "promises that were withdrawn"),
            "promises_kept/1",
        ),
        "cured": _one(
            say("回归正常", "Cured"),
            say("期末不再逾期的案件", "cases not overdue any more on the last day"),
            say("期初前一日逾期的案件", "cases overdue on the day before the period"),
            say("撤案", "cases taken back by the creditor"),
            "cure/1",
        ),
    }


def _worth() -> dict[str, Definition]:
    return {
        "per_cured": _one(
            say("每件回归正常的上门", "Visits per case cured"),
            say("期内上门", "visits in the period"),
            say("期内回归正常的案件", "cases cured in the period"),
            say(
                "未上门而回归正常的案件仍在分母",
                "nothing: cured without a visit counts below",
            ),
            "visits_per_cured/1",
        ),
        "net": _one(
            say("扣除成本与伤害后", "Net of cost and harm"),
            say(
                "收回，减去联系的成本和给借款人带来的负担（平台估价）",
                "recovered, less the cost of contacts and the burden on borrowers (house prices)",
            ),
            "",
            say(
                "未经试验，不等于上门的增量",
                "no measured effect: it is not compared with doing nothing",
            ),
            "net_of_harm/1",
        ),
    }


def _felt() -> dict[str, Definition]:
    answers = say("期内全部回答", "all answers given in the period")
    declined = say("不愿被问的借款人", "borrowers who do not want to be asked")
    asked = "“{}”"
    return {
        "felt": _one(
            say("回答了联系感受", "Answered how it was"),
            say(
                "期内借款人对一次联系的回答，每次联系至多一个",
                "answers of borrowers about a contact, at most one for each",
            ),
            say("期内联系到本人的次数", "contacts in the period that reached the borrower"),
            declined,
            "felt/1",
        ),
        **{
            f"felt_{answer}": _one(
                label, say("这样回答的", "answers that say so: ") + asked.format(words), answers,
                declined, f"felt_{answer}/1",
            )
            for answer, label, words in (
                ("well", say("觉得得体", "Treated fairly"),
                 say("得体、尊重", "Fairly and with respect")),
                ("partly", say("觉得一般", "Partly fairly"), say("一般", "Partly")),
                ("badly", say("觉得不妥", "Not treated fairly"), say("不妥", "Not fairly")),
            )
        },
    }  # fmt: skip
