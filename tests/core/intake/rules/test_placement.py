"""Which rows of a placement may be taken, rule by rule."""

import pytest
from tests.core.intake.lists import (
    ADDRESS,
    MAN,
    WOMAN,
    checked,
    flags,
    identity,
    placement,
    reasons,
    repairs,
    warnings,
)

from doorstep.terms.codes import RemarkFlag

CHILD = identity("22240120080602701")  # turns 18 on 2026-06-02
GROWN = identity("22240120080601701")  # turns 18 on the placement day
TAIL = next(
    number
    for serial in range(700, 1000)
    if (number := identity(f"22240119800101{serial}")).endswith("000")
)


def why(**changes):
    return [(column, rule) for _, column, rule in reasons(checked([placement(**changes)]))]


def hints(**changes):
    found = checked([placement(**changes)])
    assert reasons(found) == []
    return [(column, rule) for _, column, rule in warnings(found)]


def test_a_clean_row_is_taken_without_a_word():
    found = checked([placement()])
    report = found.report.as_dict()
    assert (report["outcome"], report["kind"]) == ("imported", "placement")
    assert report["rows"] == {"total": 1, "accepted": 1, "rejected": 0}
    assert report["totals"] == {"borrowers": 1, "accounts": 1, "outstanding_fen": 10_000}
    assert [report[part] for part in ("repaired", "warnings", "flags")] == [[], [], []]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("借据号", "loan_no"),
        ("姓名", "borrower_name"),
        ("身份证号", "id_number"),
        ("逾期金额", "overdue_amount"),
        ("委案日期", "placement_date"),
    ],
)
@pytest.mark.parametrize("empty", ["", "无", "-", "  "])
def test_required_cells_must_be_filled(header, column, empty):
    assert why(**{header: empty}) == [(column, "required_missing")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"姓名": "金*哲"}, ("borrower_name", "name_masked")),
        ({"姓名": "测试一"}, ("borrower_name", "test_row")),
        ({"姓名": "Test Kim"}, ("borrower_name", "test_row")),
        ({"姓名": "=1+1"}, ("borrower_name", "formula_cell")),
        ({"姓名": "金" * 65}, ("borrower_name", "cell_too_long")),
        ({"现居地址": "号" * 301}, ("home_address", "cell_too_long")),  # optional, but dangerous
        ({"手机号": "1636\x0029557"}, ("mobile", "control_character")),
        ({"身份证号": "222401********7018"}, ("id_number", "id_masked")),
        ({"身份证号": "2.22401E+17"}, ("id_number", "id_precision_lost")),
        ({"身份证号": "2224011980010170"}, ("id_number", "id_format")),
        ({"身份证号": "102401198001017018"}, ("id_number", "id_format")),
        ({"身份证号": "222401198002307018"}, ("id_number", "id_birthdate")),
        ({"身份证号": MAN[:-1] + "0"}, ("id_number", "id_checksum")),
        ({"身份证号": CHILD}, ("id_number", "borrower_minor")),
        ({"币种": "USD"}, ("currency", "currency_not_cny")),
        ({"逾期金额": "约5000"}, ("overdue_amount", "amount_unreadable")),
        ({"逾期金额": "-0.01"}, ("overdue_amount", "amount_negative")),
        ({"逾期金额": "0"}, ("overdue_amount", "amount_zero")),
        ({"委案日期": "2026-02-30"}, ("placement_date", "date_unreadable")),
        ({"委案日期": "03/07/2026"}, ("placement_date", "date_ambiguous")),
        ({"逾期天数": "0"}, ("dpd", "not_overdue")),
        ({"逾期天数": "-3"}, ("dpd", "not_overdue")),
        ({"逾期天数": ""}, ("dpd", "required_missing")),
        ({"逾期天数": "很久"}, ("dpd", "required_missing")),
    ],
)
def test_a_row_that_cannot_be_trusted_is_rejected(changes, expected):
    assert why(**changes) == [expected]


def test_a_rejected_row_lists_all_its_reasons_and_nothing_else():
    found = checked([placement(姓名="", 身份证号="x", 逾期金额="a", 现居地址="同村 ")])
    assert set(reasons(found)) == {
        (2, "borrower_name", "required_missing"),
        (2, "id_number", "id_format"),
        (2, "overdue_amount", "amount_unreadable"),
    }
    assert repairs(found) == []
    assert warnings(found) == []
    assert all(entry["hint"] for entry in found.report.as_dict()["rejected"])


def test_the_hint_for_a_ruined_number_asks_for_text():
    assert "文本" in checked([placement(身份证号="2.2E+17")]).report.rejected[0].hint


@pytest.mark.parametrize("number", [GROWN, WOMAN, MAN])
def test_a_borrower_of_full_age_on_the_very_day_is_taken(number):
    assert why(身份证号=number) == []


@pytest.mark.parametrize("currency", ["CNY", "rmb", "人民币", "156", "", "-", "ＣＮＹ"])
def test_renminbi_has_several_names(currency):
    assert why(币种=currency) == []


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("护照", [("id_number", "id_not_verifiable")]),
        ("港澳台居民居住证", [("id_number", "id_not_verifiable")]),
        ("身份证", []),
        ("居民身份证", []),
        ("", []),
    ],
)
def test_only_a_residents_card_can_be_verified(kind, expected):
    number = MAN if not expected else "E12345678"
    assert hints(证件类型=kind, 身份证号=number) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"手机号": ""}, ("mobile", "phone_missing")),
        ({"手机号": "123"}, ("mobile", "phone_invalid")),
        ({"手机号": "13800138000"}, ("mobile", "phone_placeholder")),
        ({"手机号": "0433-0233080"}, ("mobile", "phone_is_landline")),
        ({"单位电话": "123"}, ("work_phone", "phone_invalid")),
        ({"联系人1电话": "+8616362955707"}, ("contact1_phone", "contact_same_as_borrower")),
        ({"联系人2电话": "16362955707"}, ("contact2_phone", "contact_same_as_borrower")),
        ({"性别": "不详"}, ("gender", "gender_unknown")),
        ({"性别": "女"}, ("gender", "gender_contradicts_id")),
        ({"性别": "2"}, ("gender", "gender_contradicts_id")),
        ({"出生日期": "1980-01-02"}, ("birth_date", "birth_date_contradicts_id")),
        ({"年龄": "48"}, ("age", "age_contradicts_id")),  # 46 on the placement day
        ({"身份证号": TAIL}, ("id_number", "id_suspect_precision")),
        ({"首次逾期日": "2026-04-01"}, ("dpd", "dpd_contradicts_due_date")),
        ({"首次逾期日": "2026-02-30"}, ("due_date", "optional_date_unreadable")),
        ({"M值": "M4"}, ("bucket", "bucket_contradicts_dpd")),
        ({"退案日期": "2026-05-31"}, ("return_date", "return_before_placement")),
        ({"剩余本金": "未知数"}, ("remaining_principal", "optional_number_unreadable")),
        ({"现居地址": "延吉市河南街道"}, ("home_address", "address_vague")),
        ({"单位地址": "延吉市"}, ("work_address", "address_vague")),
        ({"现居地址": ""}, ("home_address", "address_missing")),
        ({"城市": "敦化市"}, ("home_address", "address_without_city")),
        ({"现居地址": f"={ADDRESS}"}, ("home_address", "formula_like_text")),
        ({"备注": "+8613"}, ("remark", "formula_like_text")),
        ({"工作单位": "@公司"}, ("work_name", "formula_like_text")),
        ({"统一社会信用代码": "92222401MA0000000X"}, ("uscc", "uscc_invalid")),
    ],
)
def test_where_a_person_should_look_the_row_is_taken_with_a_warning(changes, expected):
    assert hints(**changes) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"性别": "男"},
        {"性别": "m"},
        {"性别": "1"},
        {"年龄": "47岁"},  # a year apart is the sender's way of counting
        {"首次逾期日": "2026-04-02"},  # a day apart
        {"M值": "M1"},  # 59 days are M2; one step apart
        {"M值": "M3"},
        {"逾期天数": "400", "M值": "M7+"},
        {"逾期天数": "200", "M值": "M14"},  # 7 and more are one bucket
        {"城市": "延吉市"},
        {"城市": "延边州"},
        {"退案日期": "2026-06-01"},
        {"联系人1电话": "15446050031"},
        {"统一社会信用代码": "92222424MA6PXEAR94"},
        {"现居地址": "吉林省延邊朝鮮族自治州延吉市人民路9號"},  # traditional characters too
    ],
)
def test_what_fits_is_not_warned_about(changes):
    assert hints(**changes) == []


def test_gender_and_birth_date_are_not_compared_with_another_document():
    assert hints(证件类型="护照", 身份证号="E1", 性别="女", 出生日期="1990-01-01") == [
        ("id_number", "id_not_verifiable")
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"账龄": "M0"}, [("bucket", "not_overdue")]),
        ({"账龄": "未知"}, [("bucket", "required_missing")]),
        ({"账龄": "M2"}, []),
        ({"账龄": "m7+"}, []),
    ],
)
def test_a_bucket_alone_is_enough(changes, expected):
    row = {key: value for key, value in placement(**changes).items() if key != "逾期天数"}
    assert [(c, r) for _, c, r in reasons(checked([row]))] == expected


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-06-01", [("due_date", "not_overdue")]),  # due on the placement day
        ("2026-05-31", []),
        ("", [("due_date", "required_missing")]),
        ("2026-02-30", [("due_date", "date_unreadable")]),
        ("03/04/2026", [("due_date", "date_ambiguous")]),
    ],
)
def test_a_due_date_alone_is_enough(due, expected):
    row = {key: value for key, value in placement(应还款日=due).items() if key != "逾期天数"}
    found = checked([row])
    assert [(c, r) for _, c, r in reasons(found)] == expected
    if not expected:
        assert found.placements[0].days_past_due == 1


PARTS = {"逾期本金": "90.00", "逾期利息": "8.00", "罚息": "2.00"}


@pytest.mark.parametrize(
    ("changes", "rejected", "warned"),
    [
        ({}, [], []),
        ({"罚息": "2.01"}, [], [("overdue_amount", "parts_rounding")]),
        ({"罚息": "3.00"}, [], [("overdue_amount", "parts_rounding")]),  # one yuan exactly
        ({"罚息": "3.01"}, [("overdue_amount", "parts_do_not_add_up")], []),
        ({"罚息": "", "逾期利息": "10"}, [], []),  # an empty part is zero
        ({"罚息": "二"}, [("penalty_interest", "amount_unreadable")], []),
        ({"逾期利息": "-8", "逾期本金": "106"}, [], [("interest", "component_negative")]),
        ({"逾期金额": "0"}, [("overdue_amount", "amount_zero")], []),  # then no check of parts
        ({"委案金额": "500"}, [], []),  # called in: more is placed than overdue
        ({"委案金额": "500", "罚息": "9"}, [("overdue_amount", "parts_do_not_add_up")], []),
        ({"委案金额": ""}, [("placed_amount", "required_missing")], []),
        (
            {"委案金额": "100", "逾期金额": "很多"},
            [],
            [("overdue_amount", "optional_number_unreadable")],
        ),
    ],
)
def test_the_parts_add_up_to_the_debt(changes, rejected, warned):
    found = checked([placement(**{**PARTS, **changes})])
    assert [(c, r) for _, c, r in reasons(found)] == rejected
    assert rejected or [(c, r) for _, c, r in warnings(found)] == warned


def test_one_part_alone_is_no_itemisation():
    assert why(逾期本金="5") == []


def test_without_a_total_the_parts_are_the_debt():
    row = placement(逾期本金="90", 逾期利息="8")
    del row["逾期金额"]
    found = checked([row])
    assert found.placements[0].outstanding_fen == 9_800
    assert found.report.as_dict()["totals"]["principal_fen"] == 9_000
    assert reasons(checked([{**row, "逾期本金": ""}])) == [(2, "principal", "required_missing")]
    assert reasons(checked([{**row, "逾期本金": "-98"}])) == [(2, "principal", "amount_negative")]


@pytest.mark.parametrize(
    ("changes", "address", "rules"),
    [
        ({"现居地址": "同户籍地址", "户籍地址": ADDRESS}, ADDRESS, {"same_as_resolved"}),
        ({"现居地址": " 同身份证", "户籍地址": ADDRESS}, ADDRESS, {"same_as_resolved"}),
        ({"现居地址": "同户籍", "户籍地址": f"{ADDRESS} "}, ADDRESS, {"same_as_resolved"}),
        ({"现居地址": "同户籍", "户籍地址": ""}, "同户籍", set()),
        ({"现居地址": "同户籍", "户籍地址": "同现居"}, "同户籍", set()),  # a circle
        ({"现居地址": "同上"}, "同上", set()),  # no address column before it
    ],
)
def test_an_address_may_point_to_another(changes, address, rules):
    found = checked([placement(**changes)])
    assert found.placements[0].home_address == address
    assert {each[3] for each in repairs(found) if each[0] == "home_address"} == rules
    is_vague = (2, "home_address", "address_vague") in warnings(found)
    assert is_vague is (address != ADDRESS)


def test_as_above_means_the_address_column_before_it():
    found = checked([placement(户籍地址="同上", 通讯地址="同上")])
    row = found.placements[0]
    assert (row.registered_address, row.mailing_address) == (ADDRESS, ADDRESS)


def test_one_entry_for_each_repair_with_the_same_before_and_after():
    found = checked([placement(身份证号=" '" + MAN)])
    assert repairs(found) == [
        ("id_number", f" '{MAN}", MAN, "whitespace_trimmed"),
        ("id_number", f" '{MAN}", MAN, "leading_apostrophe_removed"),
    ]


@pytest.mark.parametrize(
    ("written", "number", "rule"),
    [
        ("11010519491231002x", "11010519491231002X", "id_x_uppercased"),
        ("222401700102881", "222401197001028818", "id15_upgraded"),
    ],
)
def test_an_identity_number_gets_its_one_form(written, number, rule):
    found = checked([placement(身份证号=written)])
    assert repairs(found) == [("id_number", written, number, rule)]
    assert found.placements[0].identity_number == number


def test_remarks_raise_flags_or_ask_for_a_look():
    found = checked(
        [
            placement(备注="借款人已身故", 备注1="住院"),
            placement(借据号="JJ2", 备注="父亲已去世"),
            placement(借据号="JJ3", 备注="投诉已撤", 备注1="投诉中"),
        ]
    )
    assert flags(found) == [(2, "deceased"), (2, "hospitalised"), (4, "complaint_open")]
    assert warnings(found) == [(3, "remark", "remark_needs_review")]
    assert found.placements[0].flags == (RemarkFlag.DECEASED, RemarkFlag.HOSPITALISED)
    assert found.placements[0].remark == "借款人已身故\n住院"


def test_flags_of_rejected_rows_are_not_listed():
    assert flags(checked([placement(备注="已身故", 姓名="")])) == []


def test_a_row_is_typed_field_by_field():
    row = checked(
        [
            placement(
                合同号="HT1",
                委案金额="150",
                性别="男",
                家庭电话="0433-0233080",
                联系人1姓名="苏月",
                联系人1关系="子女",
                联系人1电话="15446050031/0433-0233080",
                年利率="24%",
                逾期期数="2期",
                最后还款日="2026-03-01",
                最后还款金额="10",
                统一社会信用代码="92222424MA6PXEAR94",
                证件类型="身份证",
            )
        ]
    ).placements[0]
    assert (row.placed_fen, row.overdue_fen, row.outstanding_fen) == (15_000, 10_000, 15_000)
    assert (row.contract_no, row.key, row.origin.row) == ("HT1", "JJ0001", 2)
    assert (row.yearly_rate, row.periods_overdue, row.last_payment_fen) == ("24%", 2, 1_000)
    assert [phone.number for phone in row.contacts[0].phones] == ["15446050031", "0433-0233080"]
    assert (row.contacts[0].name, row.contacts[0].relation) == ("苏月", "子女")
    assert row.home_phones[0].number == "0433-0233080"
    assert (row.gender, row.is_identity_verified, row.born_on.year) == ("male", True, 1980)
    assert (row.credit_code, row.document_type) == ("92222424MA6PXEAR94", "身份证")


def test_a_residents_card_is_known_in_traditional_characters_too():
    found = checked([placement(证件类型="居民身份證")])
    assert found.placements[0].is_identity_verified
