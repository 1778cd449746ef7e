"""Which facts of an agency or a lender does the law ask for that no case can answer?

Each question fills one column of a law request. An answer that nobody gave, that was withdrawn or
that has lapsed leaves its column unknown, and then the rules beside it hold. The list is closed:
what is not here cannot be declared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from doorstep.compliance.words import Dress, Life
from doorstep.terms.codes import Known
from doorstep.terms.local_time import NO_DAY

YES: Final = "yes"
NO: Final = "no"
_TRUTH: Final = MappingProxyType({YES: int(Known.YES), NO: int(Known.NO)})


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be stated.

    Attributes:
        key: Word in files and commands; the column of the law request that it fills.
        answers: What the column holds for each answer.
        usual: The answer of an agency that works as the law wants it.
        zh: The statement that ``usual`` stands for, in Chinese.
        en: The same in English.
        rules: Rules that hold, or refuse, while nobody has answered.
    """

    key: str
    answers: Mapping[str, int]
    usual: str
    zh: str
    en: str
    rules: tuple[str, ...]


def _asked(
    key: str, usual: str, zh: str, en: str, *rules: str, answers: Mapping[str, int] = _TRUTH
) -> Question:
    return Question(key, answers, usual, zh, en, rules)


_FLAG: Final = MappingProxyType({YES: 1, NO: 0})

AGENCY: Final = (
    _asked(
        "uses_private_device", NO, "不用员工私人手机联系借款人",
        "Borrowers are never contacted from an agent's own phone", "CN-CHAN-01",
    ),
    _asked(
        "has_registered_number", YES, "主叫号码已登记，原样显示",
        "Calling numbers are registered and shown unaltered", "CN-CHAN-02",
    ),
    _asked(
        "names_institution", YES, "短信、电话和上门开头即说明代表哪家机构",
        "Every contact says at once which institution it represents", "CN-CHAN-03",
    ),
    _asked(
        "poses_as_other", NO, "从不冒充公检法、律师、快递等身份",
        "Nobody ever poses as police, court, lawyer or courier", "CN-CONT-01",
    ),
    _asked(
        "has_invented_consequence", NO, "不编造后果",
        "No consequence is named that does not exist", "CN-CONT-02",
    ),
    _asked(
        "matches_ledger", YES, "所说金额与账面一致",
        "Amounts named are those in the ledger", "CN-CONT-02",
    ),
    _asked(
        "has_threat_or_insult", NO, "话术和短信没有威胁、侮辱",
        "Nothing said or written threatens or insults", "CN-CONT-03",
    ),
    _asked(
        "urges_new_borrowing", NO, "不劝人借新还旧",
        "Nobody is pushed towards new borrowing", "CN-CONT-04",
    ),
    _asked(
        "is_in_own_language", YES, "用借款人看得懂的语言",
        "Borrowers are written to in a language that they read", "HP-LANG",
    ),
    _asked(
        "dress", "decent", "上门着装得体，不像制服",
        "Visitors dress decently and wear nothing like a uniform", "CN-VISIT-06",
        answers=MappingProxyType({
            "decent": int(Dress.DECENT), "police_like": int(Dress.POLICE_LIKE),
            "misleading": int(Dress.MISLEADING),
        }),
    ),
    _asked(
        "has_id_documents", YES, "上门人员随身带身份证件和工作证",
        "Visitors carry their identity papers", "CN-VISIT-02",
    ),
    _asked(
        "has_authority_letter", YES, "上门人员随身带委托书",
        "Visitors carry the letter of authority", "CN-VISIT-02",
    ),
    _asked(
        "has_loan_sheet", YES, "上门人员随身带借款明细",
        "Visitors carry the details of the loan", "CN-VISIT-02",
    ),
    _asked(
        "has_working_recorder", YES, "出发前检查录音设备，能正常工作",
        "The recorder is checked to work before every departure", "CN-VISIT-04",
    ),
    _asked(
        "matches_faces", NO, "不做人脸比对", "Faces are never compared by machine", "CN-PI-03",
    ),
    _asked(
        "is_inside", NO, "未经邀请不进屋，谈话在门外",
        "Talks stay outside the door unless somebody asks the visitors in", "CN-VISIT-03",
    ),
    _asked(
        "is_vulnerability_known", YES, "每次联系都问并记录困难情形，导入备注逐条筛查",
        "Vulnerability is asked about and noted at every contact, and remarks are screened",
        "HP-VULN", answers=_FLAG,
    ),
    _asked(
        "has_violent_record", NO, "本机构没有暴力或违法催收记录",
        "This agency has no record of violent or unlawful collection", "CN-OUT-05",
    ),
)  # fmt: skip
"""What an agency states about itself."""

LENDER: Final = (
    _asked(
        "is_lawful", YES, "委托的债务合法有效",
        "The debts that it places are lawful", "RL-12",
    ),
    _asked(
        "has_capacity", YES, "没有已知无民事行为能力的借款人",
        "No borrower that it places is known to lack legal capacity", "CN-TGT-10",
    ),
    _asked(
        "life", "alive", "委托前核对，没有已知去世的借款人",
        "Deaths known to it were checked before placing", "CN-TGT-08",
        answers=MappingProxyType({"alive": int(Life.ALIVE)}),
    ),
    _asked(
        "is_represented", NO, "没有已知聘请律师的借款人（备注另有说明的除外）",
        "No borrower is known to be represented by a lawyer, unless a remark says so",
        "HP-LAWYER",
    ),
    _asked(
        "previous_cycle_ended_day", "none", "此前没有其他机构催收过这些账户",
        "No other agency has worked these accounts before", "CN-FREQ-04",
        answers=MappingProxyType({"none": int(NO_DAY)}),
    ),
    _asked(
        "has_no_contact_order", NO, "没有公安机关的禁止联系令",
        "No police order forbids contact with any of the borrowers", "CN-FREQ-05",
    ),
    _asked(
        "has_outsourcing_notice", YES, "已告知借款人委托本机构催收",
        "The borrowers were told that this agency works their case", "CN-OUT-02",
    ),
    _asked(
        "is_listed_agency", YES, "本机构在该贷款人公布的名单上",
        "This agency is on its public list", "CN-OUT-01",
    ),
    _asked(
        "agency_tier", "1", "由贷款人直接委托，未转包",
        "It mandates this agency directly", "CN-OUT-07",
        answers=MappingProxyType({"1": 1, "2": 2, "3": 3}),
    ),
)  # fmt: skip
"""What a lender states in writing about the accounts that it places with the agency."""

QUESTIONS: Final = MappingProxyType({question.key: question for question in (*AGENCY, *LENDER)})
