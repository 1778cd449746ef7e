"""Which phones and addresses that were sent later may be taken."""

import pytest
from tests.core.intake.lists import (
    ADDRESS,
    MAN,
    WOMAN,
    Book,
    account,
    checked,
    checked_file,
    flags,
    placement,
    reasons,
    store,
    table,
    warnings,
)


def row(**changes):
    return {
        "借据号": "JJ1",
        "联系人": "苏月",
        "关系": "子女",
        "电话": "15446050031",
        "地址": "",
        "来源": "合同约定",
        "备注": "",
        **changes,
    }


def find(*rows):
    return checked(rows, store())


def test_a_clean_row_brings_a_phone():
    found = find(row())
    taken = found.supplements[0]
    assert found.report.as_dict()["totals"] == {"phones": 1, "addresses": 0, "borrowers": 1}
    assert [phone.number for phone in taken.new_phones] == ["15446050031"]
    assert (taken.account.loan_no, taken.contact_name, taken.source) == ("JJ1", "苏月", "合同约定")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"借据号": ""}, ("loan_no", "required_missing")),
        ({"借据号": "JJ9"}, ("loan_no", "unknown_account")),
        ({"身份证号": WOMAN}, ("id_number", "account_person_mismatch")),
        ({"身份证号": "222401********7018"}, ("id_number", "id_masked")),
        ({"电话": ""}, ("phone", "required_missing")),
        ({"电话": "无"}, ("phone", "required_missing")),
        ({"电话": "123"}, ("phone", "phone_unusable")),
        ({"来源": "手机通讯录"}, ("source", "source_forbidden")),
        ({"来源": "通话详单"}, ("source", "source_forbidden")),
        ({"来源": "外购数据"}, ("source", "source_forbidden")),
        ({"来源": "快递面单"}, ("source", "source_forbidden")),
        ({"来源": "失联修复"}, ("source", "source_forbidden")),
        ({"关系": "女儿（未成年）"}, ("relation", "contact_minor")),
        ({"备注": "上小学四年级"}, ("remark", "contact_minor")),
        ({"备注": "今年8岁"}, ("remark", "contact_minor")),
        ({"备注": "17周岁"}, ("remark", "contact_minor")),
        ({"联系人": "=cmd"}, ("contact_name", "formula_cell")),
    ],
)
def test_what_must_not_be_used_is_rejected(changes, expected):
    assert reasons(find(row(**changes))) == [(2, *expected)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"关系": ""}, ("relation", "relation_unknown")),
        ({"关系": "前房东"}, ("relation", "relation_unknown")),
        ({"电话": "16362955707"}, ("phone", "already_known")),
        ({"电话": "13800138000"}, ("phone", "phone_placeholder")),
        ({"电话": "123", "地址": ADDRESS}, ("phone", "phone_invalid")),
        ({"电话": "", "地址": "延吉市"}, ("address", "address_vague")),
    ],
)
def test_where_a_person_should_look_the_row_is_taken(changes, expected):
    found = find(row(**changes))
    assert (reasons(found), warnings(found)) == ([], [(2, *expected)])


@pytest.mark.parametrize("remark", ["今年18岁", "38岁", "", "在中学任教"])
def test_grown_up_contacts_are_taken(remark):
    assert reasons(find(row(备注=remark))) == []


@pytest.mark.parametrize("number", [MAN, MAN.lower(), f" {MAN}"])
def test_the_borrowers_own_number_fits(number):
    assert reasons(find(row(身份证号=number))) == []


def test_a_known_number_is_no_new_contact_point():
    found = find(row(电话="16362955707/15446050031"))
    assert found.report.as_dict()["totals"]["phones"] == 1
    assert len(found.supplements[0].phones) == 2


def test_the_same_phone_and_address_for_one_account_is_a_repeat():
    rows = [row(), row(联系人="别人"), row(地址=ADDRESS), row(电话="+86 15446050031")]
    assert reasons(find(*rows)) == [(3, "", "duplicate_row"), (5, "", "duplicate_row")]


def test_an_address_sheet_needs_no_phone_and_no_relation():
    rows = [{"借据号": "JJ1", "地址": ADDRESS, "地址类型": "现居"}]
    found = checked(rows, store())
    assert (reasons(found), warnings(found)) == ([], [])
    assert found.report.as_dict()["totals"]["addresses"] == 1
    assert reasons(checked([{**rows[0], "地址": ""}], store())) == [
        (2, "address", "required_missing")
    ]


def test_a_contract_with_two_loans_is_not_guessed():
    known = store(account("1"), account("2", contract_no="HT1"))
    rows = [{"合同号": "HT1", "联系人": "苏月", "关系": "朋友", "电话": "15446050031"}]
    assert reasons(checked(rows, known)) == [(2, "contract_no", "account_ambiguous")]


@pytest.mark.parametrize(
    "remark",
    ["要求不再联系", "称打错了，拒绝再次来电", "勿再打", "要求勿扰", "拒绝聯係、拒绝联系"],
)
def test_a_contact_person_may_refuse(remark):
    assert flags(find(row(备注=remark))) == [(2, "contact_refused")]


def test_in_a_placement_workbook_supplements_speak_of_its_accepted_rows():
    book = Book().sheet(table(placement(), placement(借据号="JJ2", 姓名="金*")), name="a")
    people = [row(借据号="JJ0001"), row(借据号="JJ2"), row(借据号="JJ1")]
    book.sheet(table(*people), name="b")
    found = checked_file("a.xlsx", book.content(), store())
    assert [(each.sheet, each.row, each.rule) for each in found.report.rejected] == [
        ("a", 3, "name_masked"),
        ("b", 3, "unknown_account"),
        ("b", 4, "unknown_account"),
    ]
    totals = found.report.as_dict()["totals"]
    assert (totals["accounts"], totals["phones"], totals["borrowers"]) == (1, 1, 1)
    assert found.report.kind == "placement"


def test_a_row_repeats_one_of_another_sheet_too():
    book = Book().sheet(table(row()), name="a").sheet(table(row()), name="b")
    found = checked_file("a.xlsx", book.content(), store())
    assert [(each.sheet, each.rule) for each in found.report.rejected] == [("b", "duplicate_row")]


def test_new_numbers_are_known_afterwards():
    known = store()
    later = known.after(find(row()))
    assert warnings(checked([row()], later)) == [(2, "phone", "already_known")]


@pytest.mark.parametrize(
    "source", ["手機通訊錄", "通話詳單", "外購數據", "網購收貨", "快遞", "修復"]
)
def test_forbidden_sources_are_known_in_traditional_characters_too(source):
    assert reasons(find(row(来源=source))) == [(2, "source", "source_forbidden")]
