"""Make a placement of invented people, as a lender would send it, of any size.

Identity numbers have serials from 700 up and phones lie in blocks that are not open to
subscribers; nobody is meant.
"""

import csv
import io
from datetime import date, timedelta

import numpy as np

from doorstep.terms.identity import check_character

SURNAMES = "金朴李崔郑张王刘陈杨"
GIVEN = "东哲美英成浩银珠明月海兰春花"
FIRST_BIRTHDAY = date(1960, 1, 1)
REMARKS = ("", "", "", "", "", "", "", "", "", "本人已去世")


def placement_file(
    rows: int, seed: int, *, batch: str = "PC2026-06", corrected: int = 0, left_out: int = 0
) -> bytes:
    """Return a placement as UTF-8 text.

    Args:
        rows: Accounts; each has a borrower of its own.
        seed: The same seed gives the same people.
        batch: Batch number.
        corrected: How many of the first rows have another amount than without it.
        left_out: How many of the last rows are missing.
    """
    chance = np.random.default_rng(seed)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ["批次号", "借据号", "姓名", "身份证号", "手机号", "现居地址", "逾期天数", "逾期金额",
         "委案日期", "备注"]
    )  # fmt: skip
    for at in range(rows):
        owed = int(chance.integers(10_000, 9_000_000))
        row = _row(at, owed + (100 if at < corrected else 0), chance, batch)
        if at < rows - left_out:
            writer.writerow(row)
    return out.getvalue().encode()


def _row(at: int, owed: int, chance: np.random.Generator, batch: str) -> list[str]:
    born = FIRST_BIRTHDAY + timedelta(days=at % 14_000)
    first17 = f"222401{born:%Y%m%d}{700 + at // 14_000:03d}"
    name = SURNAMES[int(chance.integers(10))] + "".join(
        GIVEN[int(each)] for each in chance.integers(0, len(GIVEN), 2)
    )
    return [
        batch, f"JJ{at:07d}", name, first17 + check_character(first17), f"163{at:08d}",
        f"吉林省延边朝鲜族自治州延吉市光明街{9000 + at % 900}号松江新村{1 + at % 40}号楼"
        f"{1 + at % 6}单元{100 + at % 500}室",
        str(int(chance.integers(5, 400))), f"{owed // 100}.{owed % 100:02d}", "2026-06-01",
        REMARKS[int(chance.integers(len(REMARKS)))] if at % 20 == 0 else "",
    ]  # fmt: skip
