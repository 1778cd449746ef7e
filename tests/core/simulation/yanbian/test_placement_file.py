import csv
import io
import re
from datetime import date

from doorstep.intake import check
from doorstep.intake.known import KnownAccounts
from doorstep.simulation.yanbian.loans import FLAG_REMARKS
from doorstep.simulation.yanbian.placement_file import HEADERS

DAY = date(2026, 11, 25)


def records(world):
    return list(csv.DictReader(io.StringIO(world.placement_csv().decode("utf-8-sig"))))


def test_the_file_has_one_record_per_account_with_amounts_that_add_up(world):
    rows = records(world)
    assert len(rows) == len(world.accounts)
    assert tuple(rows[0]) == HEADERS
    for row in rows:
        parts = ("逾期本金", "逾期利息", "罚息", "违约金", "费用")
        fen = [round(float(row[name]) * 100) for name in (*parts, "逾期金额")]
        assert sum(fen[:-1]) == fen[-1]
        placed, due = (date.fromisoformat(row[name]) for name in ("委案日期", "首次逾期日"))
        assert int(row["逾期天数"]) == (placed - due).days


def test_the_file_says_what_the_rows_say(world):
    rows = records(world)
    assert len(rows) == len(world.accounts) > 0
    for row, account in zip(rows, world.accounts, strict=True):
        assert row["借据号"] == account.loan_number
        assert row["身份证号"] == account.person_key
        assert row["备注"] == account.remark
        assert re.fullmatch(r"\d+\.\d{2}", row["贷款金额"])


def test_the_ordinary_importer_takes_every_row(world):
    checked = check("yanbian.csv", world.placement_csv(), as_of=DAY, known=KnownAccounts.empty())
    report = checked.report.as_dict()
    assert report["outcome"] == "imported"
    assert report["kind"] == "placement"
    assert report["rows"] == {"total": 1250, "accepted": 1250, "rejected": 0}
    assert report["repaired"] == []
    assert report["warnings"] == []
    flagged = sum(each.remark in dict(FLAG_REMARKS) for each in world.accounts)
    assert len(report["flags"]) == flagged > 0
    assert report["totals"]["borrowers"] == len(world.borrowers)
    assert report["totals"]["outstanding_fen"] == sum(each.owed_fen for each in world.accounts)
