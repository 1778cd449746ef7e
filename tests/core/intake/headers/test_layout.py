"""Which row is the header, and what kind of list it heads."""

from datetime import date

import pytest

from doorstep.intake.dictionary import header_word
from doorstep.intake.headers import layout_of
from doorstep.intake.headers.kinds import kind_of
from doorstep.intake.headers.layout import header_of
from doorstep.intake.tables import Merge, RefusedFileError, Row, Sheet, Tables


def sheet(*rows, **looks):
    filled = (
        Row(number, {at: value for at, value in enumerate(row) if value != ""})
        for number, row in enumerate(rows, start=1)
    )
    return Sheet(looks.pop("name", "S"), tuple(row for row in filled if row.values), **looks)


def tables(*sheets):
    return Tables("xlsx", None, None, sheets)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("姓名", "姓名"),
        (" 姓 名 ", "姓名"),
        ("*身份证\n号码", "身份证号码"),
        ("※姓名", "姓名"),
        ("（必填）*姓名", "姓名"),
        ("逾期本金（元）", "逾期本金"),
        ("逾期本金【万元】", "逾期本金"),
        ("逾期本金[分]", "逾期本金"),
        ("姓\u200b名", "姓名"),
        ("身份證號碼", "身份证号码"),
        ("PRINCIPAL_FEN", "principal"),
        ("Loan_No", "loan_no"),
        ("principal_wan", "principal"),
        ("ｌｏａｎ＿ｎｏ", "loan_no"),
        ("Ｍ值", "m值"),
        ("联系人１姓名", "联系人1姓名"),
    ],
)
def test_a_header_word_has_one_normal_form(written, word):
    assert header_word(written) == word


def test_the_header_is_the_row_with_most_known_words():
    found = header_of(
        sheet(
            ["委案清单"], ["姓名", "身份证号", "手机号"], ["姓名", "身份证号", "手机号", "借据号"]
        )
    )
    assert (found.row, found.above) == (3, ("委案清单", "姓名", "身份证号", "手机号"))


def test_of_two_rows_with_as_many_words_the_first_is_the_header():
    assert header_of(sheet(["姓名", "性别", "年龄"], ["姓名", "性别", "年龄"])).row == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["姓名", "性别"]], None),  # two words are a letter, not a list
        ([["姓名", "姓名", "姓名"]], None),  # one word three times is one word
        ([["序号", "客户号", "姓名", "性别"]], None),
        ([["x"]] * 19 + [["姓名", "性别", "年龄"]], 20),
        ([["x"]] * 20 + [["姓名", "性别", "年龄"]], None),  # too far down
    ],
)
def test_a_header_has_three_known_words_among_the_first_twenty_rows(rows, expected):
    found = header_of(sheet(*rows))
    assert (found.row if found else None) == expected


def test_in_a_header_of_two_levels_the_lower_one_wins_with_the_merged_names():
    found = header_of(
        sheet(
            ["借据号", "姓名", "身份证号", "金额", "", "委案日期"],
            ["", "", "", "逾期本金", "逾期利息", ""],
            merges=(
                Merge(1, 2, 0, 0),
                Merge(1, 2, 1, 1),
                Merge(1, 2, 2, 2),
                Merge(1, 1, 3, 4),
                Merge(1, 2, 5, 5),
            ),
        )
    )
    assert found.row == 2
    assert [found.words[at] for at in range(6)] == [
        *("借据号", "姓名", "身份证号", "逾期本金", "逾期利息", "委案日期")
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("借据号 联络时间 催收方式 通话记录", "attempts"),
        ("案件编号 手机号 关系 催收时间 承诺金额", "attempts"),
        ("流水号 借据号 还款日期 还款金额", "repayment"),
        ("借据号 入账日期 cp金额", "repayment"),
        ("案件编号 姓名 退案日期 退案原因", "recall"),
        ("案件编号 姓名 撤案日期", "recall"),
        ("案件编号 姓名 停催日期", "recall"),
        ("案件编号 姓名 委案金额 停催原因", "recall"),  # a reason is enough
        ("案件编号 姓名 委案金额 实际退案日", "placement"),  # a date beside money is not
        ("案件编号 姓名 退案日期", None),  # a planned return recalls nothing
        ("借据号 联系人 关系 电话", "supplement"),
        ("案件编号 姓名 手机号 来源", "supplement"),
        ("案件编号 地址 地址类型", "supplement"),
        ("借据号 姓名 手机号 现居地址", None),  # nobody says where it is from
        ("借据号 电话 来源 逾期金额", None),  # money, but no person
        ("借据号 姓名 逾期金额", "placement"),
        ("借据号 身份证号 剩余本金", "placement"),
        ("loan_no borrower_name principal", "placement"),
    ],
)
def test_the_words_tell_the_kind(words, kind):
    assert kind_of(words.split()) == kind


PLACEMENT = ["借据号", "姓名", "身份证号", "逾期金额", "逾期天数", "委案日期"]
DATA = ["JJ1", "金东哲", "222401198001017018", "100", "5", "2026-06-01"]


def refusal(*sheets, fallback=None):
    with pytest.raises(RefusedFileError) as refused:
        layout_of(tables(*sheets), fallback)
    return refused.value.refusal.rule, refused.value.refusal.column


@pytest.mark.parametrize(
    ("lost", "column"),
    [
        ("借据号", "loan_no"),
        ("姓名", "borrower_name"),
        ("身份证号", "id_number"),
        ("逾期金额", "placed_amount"),
        ("逾期天数", "dpd"),
        ("委案日期", "placement_date"),
    ],
)
def test_a_column_that_everything_hangs_on_may_not_be_missing(lost, column):
    header = [word for word in PLACEMENT if word != lost]
    assert refusal(sheet(header, ["1"] * 5)) == ("required_column_missing", column)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("姓名 联系人 电话 关系", "loan_no"),
        ("借据号 还款日期 还款金额", "txn_id"),
        ("流水号 借据号 还款金额", "pay_date"),
        ("流水号 借据号 还款日期", "pay_amount"),
        ("联络时间 催收方式 通话记录", "loan_no"),
        ("借据号 联络时间 催收方式", "content"),
        ("姓名 退案日期 退案原因", "loan_no"),
    ],
)
def test_every_kind_has_columns_that_it_needs(header, column):
    assert refusal(sheet(header.split(), ["1"] * 4)) == ("required_column_missing", column)


@pytest.mark.parametrize(
    ("sheets", "rule"),
    [
        ((sheet(["致各合作机构"], ["姓名", "职务"]),), "no_header"),
        ((sheet(PLACEMENT, DATA, is_hidden=True),), "no_header"),  # only a hidden list
        ((sheet(PLACEMENT),), "no_data_rows"),
        ((sheet(PLACEMENT, ["合计", "", "", "100"]),), "no_data_rows"),
        ((sheet([*PLACEMENT, *(f"扩展{n}" for n in range(1000))], DATA),), "too_many_columns"),
    ],
)
def test_a_file_without_a_list_is_refused(sheets, rule):
    assert refusal(*sheets) == (rule, "")


def test_a_thousand_named_columns_are_still_read():
    header = [*PLACEMENT, *(f"扩展{n}" for n in range(994))]
    assert len(layout_of(tables(sheet(header, DATA)), None).sheets) == 1


def test_two_columns_of_one_field_must_agree():
    header = [*PLACEMENT, "客户姓名"]
    assert refusal(sheet(header, [*DATA, "金东"])) == ("header_ambiguous", "borrower_name")
    plan = layout_of(tables(sheet(header, [*DATA, "金东哲"])), None).sheets[0]
    assert [column.field for column in plan.columns].count("borrower_name") == 1


def test_several_remark_columns_are_all_read():
    plan = layout_of(
        tables(sheet([*PLACEMENT, "备注1", "备注2"], [*DATA, "a", "b"])), None
    ).sheets[0]
    assert [column.field for column in plan.columns].count("remark") == 2


def test_columns_that_must_not_be_read_are_dropped_by_name():
    header = [*PLACEMENT, "民族", "手机通讯录", "客户号"]
    plan = layout_of(tables(sheet(header, DATA)), None).sheets[0]
    assert [(each.title, each.rule) for each in plan.dropped] == [
        ("民族", "sensitive_column_dropped"),
        ("手机通讯录", "forbidden_column_dropped"),
    ]


@pytest.mark.parametrize(
    "word",
    ["M值系数", "委外机构", "剩余本金"],  # a commission, an agency, and no part of the debt
)
def test_words_that_look_like_others_are_not_taken_for_them(word):
    plan = layout_of(tables(sheet([*PLACEMENT, word], DATA)), None).sheets[0]
    assert not plan.fields & {"bucket", "lender", "principal"}


def test_sheets_of_several_kinds_are_read_and_others_left_out():
    layout = layout_of(
        tables(
            sheet(["填表说明"], ["姓名", "与身份证一致"], name="help"),
            sheet(PLACEMENT, DATA, name="list"),
            sheet(["借据号", "联系人", "关系", "电话"], ["JJ1"], name="people"),
            sheet(["姓名", "性别", "年龄"], ["a", "b", "c"], name="other"),
            sheet(PLACEMENT, DATA, name="void", is_hidden=True),
        ),
        None,
    )
    assert [(plan.name, plan.kind) for plan in layout.sheets] == [
        ("list", "placement"),
        ("people", "supplement"),
    ]
    assert layout.ignored == ("void",)


def test_the_kind_that_was_asked_for_counts_where_the_words_fit_none():
    rows = sheet(["案件编号", "姓名", "退案日期"], ["YB1", "金东哲", "2026-06-01"])
    assert layout_of(tables(rows), "recall").sheets[0].kind == "recall"
    assert refusal(rows) == ("required_column_missing", "id_number")


@pytest.mark.parametrize(
    ("title", "above", "unit"),
    [
        ("逾期金额（万元）", "单位：分", "万元"),  # the column's own header goes first
        ("逾期金额(元)", "", "元"),
        ("逾期金额【分】", "", "分"),
        ("逾期金额（单位：万元）", "", "万元"),
        ("overdue_amount_wan", "", "万元"),
        ("overdue_amount_fen", "单位：元", "分"),
        ("逾期金额", "金额单位：万元", "万元"),
        ("逾期金额", "单位: 分", "分"),
        ("逾期金额", "委托单位：延边样例银行", "元"),  # another kind of 单位
        ("逾期金额", "", "元"),
    ],
)
def test_the_unit_of_an_amount(title, above, unit):
    header = [title if word == "逾期金额" else word for word in PLACEMENT]
    plan = layout_of(tables(sheet([above], header, DATA)), None).sheets[0]
    assert next(each.unit for each in plan.columns if each.field == "overdue_amount") == unit


def without_day(above):
    """Return a sheet without a column for the day of placement, below one line of text."""
    return sheet(above, [word for word in PLACEMENT if word != "委案日期"], DATA[:-1])


@pytest.mark.parametrize(
    "above", [["数据截止：2026年5月31日"], ["账务日：2026-05-31"], ["委案日期：见附件"]]
)
def test_another_day_above_the_header_is_not_that_of_the_placement(above):
    assert refusal(without_day(above)) == ("required_column_missing", "placement_date")


@pytest.mark.parametrize(
    "above",
    [
        ["委案日期：2026年6月1日"],
        ["批次：A  委案日期: 2026-06-01  单位：元"],
        ["委案日期：", "2026/6/1"],
    ],
)
def test_the_placement_day_may_stand_above_the_header(above):
    found = layout_of(tables(without_day(above)), None)
    assert found.sheets[0].date_above == date(2026, 6, 1)
