"""Large synthetic files that speak of accounts placed before, one writer per kind.

Rows are seeded by their number alone; about one in fifty has a blemish, and the accounts are those
that ``intake.write_text`` numbers from ``JJ000000000``.
"""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from doorstep.terms.local_time import BEIJING

HEADERS = {
    "supplement": "借据号,联系人姓名,关系,手机号,地址,号码来源,备注",
    "repayment": "借据号,交易流水号,还款日期,还款金额,原交易流水号,还款渠道,付款人,备注",
    "attempts": "借据号,联络时间,催收方式,关系,联络电话,催收结果,通话记录,催收员",
    "recall": "借据号,姓名,撤案日期,撤案原因,备注",
}
_START = datetime(2026, 6, 2, 8, tzinfo=BEIJING)


def write_later(kind: str, path: Path, count: int, accounts: int) -> None:
    """Write so many rows of a kind about so many accounts."""
    row = _ROWS[kind]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS[kind].split(","))
        writer.writerows([f"JJ{at % accounts:09d}", *row(at, accounts)] for at in range(count))


def _supplement(at: int, _: int) -> list[str]:
    phone = f"{'86' if at % 50 == 0 else ''}165{at % 10**8:08d}"
    return ["样例", "朋友", phone, f"吉林省延吉市光明街{9000 + at % 999}号", "原申请资料", ""]


def _repayment(at: int, accounts: int) -> list[str]:
    amount, original = f"{1 + at % 997}.{at % 100:02d}", ""
    if at % 50 == 49 and at >= accounts:
        # The same account paid this sum one round before.
        earlier = at - accounts
        amount, original = f"-{1 + earlier % 997}.{earlier % 100:02d}", f"T{earlier:09d}"
    day = (_START + timedelta(days=at % 25)).date().isoformat()
    return [f"T{at:09d}", day, amount, original, "银行转账", "样例", ""]


def _attempt(at: int, _: int) -> list[str]:
    moment = _START + timedelta(minutes=at * 7 % (60 * 24 * 27))
    result = ("无人接听", "本人接听", "关机")[at % 3]
    phone = f"163{at % 10**8:08d}"
    words = "多次未接" if at % 50 else "已委托律师"
    return [f"{moment:%Y-%m-%d %H:%M:%S}", "电话", "本人", phone, result, words, "样例"]


def _recall(at: int, _: int) -> list[str]:
    day = (_START + timedelta(days=at % 25)).date().isoformat()
    return ["", day, ("结清", "到期")[at % 2], ""]


_ROWS: dict[str, Callable[[int, int], list[str]]] = {
    "supplement": _supplement,
    "repayment": _repayment,
    "attempts": _attempt,
    "recall": _recall,
}
