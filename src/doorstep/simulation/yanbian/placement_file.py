"""How does a lender's file with the synthetic accounts look?"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

from doorstep.simulation.rows import WorldAccount
from doorstep.simulation.yanbian.loans import AGENCY
from doorstep.simulation.yanbian.people import Person

HEADERS: Final = (
    "案件编号",
    "合同号",
    "借据号",
    "委托方",
    "受托方",
    "产品",
    "批次号",
    "姓名",
    "身份证号",
    "手机号",
    "现居地址",
    "逾期本金",
    "逾期利息",
    "罚息",
    "违约金",
    "费用",
    "逾期金额",
    "逾期天数",
    "首次逾期日",
    "放款日期",
    "贷款金额",
    "委案日期",
    "退案日期",
    "备注",
)


def placement_csv(accounts: Sequence[WorldAccount], people: Mapping[str, Person]) -> bytes:
    """Return a placement file: UTF-8 with mark, amounts in yuan, dates year first.

    Args:
        accounts: One row each, in this order.
        people: Their borrowers by identity number.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for account in accounts:
        writer.writerow(_cells(account, people[account.person_key]))
    return text.getvalue().encode("utf-8-sig")


def _cells(account: WorldAccount, person: Person) -> tuple[str, ...]:
    return (
        account.case_number,
        f"HT-{account.loan_number}",
        account.loan_number,
        account.lender,
        AGENCY.name,
        account.product_name,
        account.batch_number,
        person.name,
        person.identity_number,
        person.mobile,
        person.home.address,
        _yuan(account.principal_fen),
        _yuan(account.interest_fen),
        _yuan(account.penalty_interest_fen),
        _yuan(account.default_penalty_fen),
        _yuan(account.fee_fen),
        _yuan(account.owed_fen),
        str((account.placed_on - account.due_on).days),
        account.due_on.isoformat(),
        account.opened_on.isoformat(),
        _yuan(account.loan_fen),
        account.placed_on.isoformat(),
        account.returns_on.isoformat(),
        account.remark,
    )


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
