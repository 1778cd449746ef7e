"""What a person settled about a lender's headers goes before what the reader understands."""

from datetime import date

import pytest
from tests.core.intake.lists import MAN

from doorstep.intake import (
    Evidence,
    KnownAccounts,
    Profile,
    ProfileColumn,
    ProfileError,
    Refusal,
    UnitSource,
    check,
    understand,
)

AS_OF = date(2026, 6, 30)
HEADER = "借据流水,*姓名,身份证\n号码,欠款余额（元）,逾期天数,委案日期"
ROW = f"JJ1,金哲洙,{MAN},120.5,40,2026-06-01"
SETTLED = Profile(
    (ProfileColumn("借据流水", "loan_no"), ProfileColumn("欠款余额", "overdue_amount", "万元"))
)


def _file(header: str = HEADER, row: str = ROW) -> bytes:
    quoted = ",".join(f'"{each}"' for each in header.split(","))
    return f"{quoted}\n{row}\n".encode()


def _check(profile: Profile | None = None, content: bytes | None = None):
    known = KnownAccounts.empty()
    chosen = {} if profile is None else {"profile": profile}
    return check("a.csv", content or _file(), as_of=AS_OF, known=known, **chosen)


@pytest.mark.parametrize(
    ("columns", "kind", "code"),
    [
        ([("", "loan_no", None)], None, "empty_header"),
        ([("编号", "loan_number", None)], None, "unknown_field"),
        ([("编号", "loan_no", None), ("*编 号", None, None)], None, "repeated_header"),
        ([("编号", "loan_no", None), ("借据", "loan_no", None)], None, "repeated_field"),
        ([("欠款", "overdue_amount", "千元")], None, "unknown_unit"),
        ([("编号", "loan_no", "元")], None, "unit_without_amount"),
        ([("编号", None, "元")], None, "unit_without_amount"),
        ([("流水", "txn_id", None)], "placement", "field_of_other_kind"),
        ([("民族", "remark", None)], None, "dropped_column"),  # sensitive
        ([("通讯录", "contact1_phone", None)], None, "dropped_column"),  # forbidden source
        ([], "letters", "unknown_kind"),
    ],
)
def test_a_profile_that_cannot_be_used_names_the_header(columns, kind, code):
    with pytest.raises(ProfileError) as caught:
        Profile(tuple(ProfileColumn(*each) for each in columns), kind)
    problem = next(each for each in caught.value.problems if each.code == code)
    assert problem.header in [each[0] for each in columns] or not columns
    assert problem.message.endswith(".")
    assert problem.message in str(caught.value)


def test_all_problems_of_a_profile_are_told_at_once():
    with pytest.raises(ProfileError) as caught:
        Profile.of({"编号": "nothing", "欠款": "overdue_amount"}, {"欠款": "斤"}, "letters")
    assert {each.code for each in caught.value.problems} == {
        "unknown_field",
        "unknown_unit",
        "unknown_kind",
    }


def test_several_headers_may_be_remarks_and_any_may_be_left_out():
    columns = {"甲": "remark", "乙": "remark", "丙": None, "丁": None}
    kept = {each.word: each.field for each in Profile.of(columns, {}).columns}
    assert kept == columns


def test_without_a_profile_the_unknown_headers_cost_the_file():
    assert _check().report.refusal.rule == "required_column_missing"


def test_a_profile_gives_unknown_headers_their_field_and_unit():
    checked = _check(SETTLED)
    assert checked.report.outcome == "imported"
    (row,) = checked.placements
    assert (row.loan_no, row.outstanding_fen) == ("JJ1", 120_500_000)


def test_a_profile_overrides_a_header_that_was_understood():
    settled = Profile((*SETTLED.columns, ProfileColumn("逾期天数", None)))
    assert _check(settled).report.refusal.column == "dpd"


def test_a_file_with_hardly_a_known_word_is_found_by_its_profile():
    header = "甲,乙,丙,丁,戊,己"
    fields = "loan_no borrower_name id_number overdue_amount dpd placement_date".split()
    settled = Profile.of(dict(zip(header.split(","), fields, strict=True)), {})
    content = f"{header}\n{ROW}\n".encode("gb18030").replace(b",", b"|")
    assert _check(content=content).report.refusal.rule == "no_header"
    report = _check(settled, content).report
    assert (report.outcome, report.format.delimiter) == ("imported", "|")


def test_the_kind_of_a_profile_goes_before_the_words_of_the_sheet():
    header = "借据号,还款金额,退案原因"
    settled = Profile((ProfileColumn("借据号", "loan_no"),), "recall")
    content = f"{header}\nJJ1,1,结清\n".encode()
    assert understand("a.csv", content)[0].kind == "repayment"
    assert understand("a.csv", content, profile=settled)[0].kind == "recall"


def test_the_evidence_says_how_each_header_was_understood():
    (sheet,) = understand("a.csv", _file(), profile=SETTLED)
    by_field = {column.field: column for column in sheet.columns}
    assert by_field["loan_no"].evidence == (Evidence.PROFILE,)
    assert by_field["borrower_name"].evidence == (Evidence.STARRED,)
    assert by_field["id_number"].evidence == (Evidence.WRAPPED,)
    assert by_field["dpd"].evidence == (Evidence.EXACT,)
    amount = by_field["overdue_amount"]
    assert (amount.unit, amount.unit_source) == ("万元", UnitSource.PROFILE)
    assert (amount.letters, amount.samples) == ("D", ("120.5",))
    assert by_field["dpd"].unit is None


@pytest.mark.parametrize(
    ("title", "signs"),
    [
        ("姓名", {Evidence.EXACT}),
        ("※姓 名", {Evidence.STARRED, Evidence.WRAPPED}),
        ("逾期金额（万元）", {Evidence.BRACKETED}),
        ("overdue_amount_fen", {Evidence.SUFFIXED}),
        ("逾期金額", {Evidence.TRADITIONAL}),
        ("ＤＰＤ", {Evidence.OTHER_WIDTH, Evidence.OTHER_CASE}),
        ("DPD", {Evidence.OTHER_CASE}),
    ],
)
def test_the_signs_of_a_header_are_told_apart(title, signs):
    content = f'"{title}",姓名,身份证号,逾期本金\n1,2,3,4\n'.encode()
    (sheet,) = understand("a.csv", content)
    assert set(sheet.columns[0].evidence) == signs


def test_a_file_that_lacks_a_column_is_still_shown():
    (sheet,) = understand("a.csv", _file())
    assert [column.field for column in sheet.columns][:2] == [None, "borrower_name"]
    assert sheet.columns[0].evidence == ()


def test_samples_of_a_forbidden_column_are_not_shown():
    (sheet,) = understand("a.csv", _file(HEADER + ",民族", ROW + ",朝鲜族"))
    column = sheet.columns[-1]
    assert (column.dropped, column.samples) == ("sensitive_column_dropped", ())


def test_bytes_that_are_no_table_are_refused():
    assert understand("a.pdf", b"%PDF-1.7") == Refusal("unsupported_type")
