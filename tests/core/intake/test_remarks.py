"""What remarks say that stops or limits contact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.intake.remarks import read_remark, refuses_contact

WORDS = {
    "deceased": "去世 死亡 身故 已故 过世 亡故 离世 病故 사망",
    "represented_by_lawyer": (
        "律师代理 代理律师 委托律师 委托了律师 聘请律师 聘请了律师 由律师 律师介入"
    ),
    "hospitalised": "住院 ICU 重症监护 입원",
    "complaint_open": "投诉 信访 12378 举报",
    "arrangement_active": (
        "协商分期 个性化分期 分期还款 分期协议 停催协议 还款协议 减免协议 按月履约"
    ),
}
STOPS = {
    "deceased": "未去世 未死亡 否认",
    "represented_by_lawyer": "称要 扬言 准备 考虑 拟",
    "hospitalised": "出院 住院部 住院医师 曾住院 之前住院 去年住院 痊愈",
    "complaint_open": (
        "已结案 已办结 已撤 撤销 撤回 撤诉 处理完毕 未投诉 无投诉 扬言 威胁 称要 要投诉 可能投诉"
    ),
    "arrangement_active": (
        "未达成 未成功 失败 违约 失效 被拒 拒绝 申请 拟 建议 可协商 意向 终止 作废"
    ),
}
PAIRS = [(flag, word) for flag, words in WORDS.items() for word in words.split()]


def said(text):
    found = read_remark(text)
    return [flag.word for flag in found.flags], found.needs_review


@pytest.mark.parametrize(("flag", "word"), PAIRS)
def test_every_trigger_raises_its_flag(flag, word):
    assert said(f"电话关机，{word}。") == ([flag], False)


@pytest.mark.parametrize(
    ("flag", "stop"), [(flag, stop) for flag, stops in STOPS.items() for stop in stops.split()]
)
def test_every_stop_word_in_the_clause_asks_for_a_look(flag, stop):
    trigger = WORDS[flag].split()[0]
    assert said(f"{stop}{trigger}") == ([], True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ([], False)),
        ("电话关机", ([], False)),
        ("父亲已去世，近期办丧事", ([], True)),
        ("配偶住院，需陪护", ([], True)),
        ("其母病故", ([], True)),
        ("联系人称已死亡", ([], True)),
        ("担保人由律师代理", ([], True)),
        ("同事告知本人已去世", (["deceased"], False)),  # the nearest person is the borrower
        ("家属称借款人身故", (["deceased"], False)),
        ("本人父亲去世", ([], True)),
        ("共同借款人去世", ([], True)),  # not the borrower, though the word is in it
        ("客户死亡 待核实", (["deceased"], False)),
        ("父亲去世；本人住院", (["hospitalised"], True)),
        ("配偶住院。客户住院", (["hospitalised"], False)),  # another clause raised it
        ("配偶投诉", (["complaint_open"], False)),  # a complaint is one, whoever makes it
        ("投诉已撤，又投诉", (["complaint_open"], False)),
        ("12378投诉处理中，暂缓外访", (["complaint_open"], False)),
        ("协商分期已违约，需重新跟进", ([], True)),
        ("住院，已协商分期", (["hospitalised", "arrangement_active"], False)),
        ("已寄律师函", ([], False)),  # the lender's own letter
        ("投訴中", (["complaint_open"], False)),  # traditional
        ("律師代理", (["represented_by_lawyer"], False)),
        ("已转icu", (["hospitalised"], False)),
    ],
)
def test_clauses_persons_and_stop_words(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "mark", ["，", "。", "；", ",", ";", "!", "！", "、", " ", "\n", "\r\n", "\u3000"]
)
def test_a_stop_word_counts_in_its_own_clause_only(mark):
    assert said(f"住院{mark}出院后再联系") == (["hospitalised"], False)


@pytest.mark.parametrize(
    "text",
    [
        "不要打电话到单位",
        "勿联系单位",
        "请勿致电公司",
        "不得到单位走访",
        "严禁上门至工作单位",
        "谢绝去公司",
        "别去单位",
        "别打公司电话",
        "禁访公司",
        "单位禁访",
        "公司不要去",
        "单位电话别打",
        "单位勿扰",
    ],
)
def test_the_workplace_may_be_forbidden_in_many_words(text):
    assert said(text) == (["no_workplace_contact"], False)


@pytest.mark.parametrize(
    "text",
    [
        "白天在单位",
        "单位电话无人接听",
        "特别喜欢公司",  # 别 without a verb of contact
        "不要打电话，单位已知",  # another clause
        "不要在晚上八点以后打到他的单位",  # more than eight characters apart
        "公司名称地址电话均禁",  # more than six characters apart
    ],
)
def test_a_workplace_that_is_only_mentioned_is_not_forbidden(text):
    assert said(text) == ([], False)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("要求不再联系", True),
        ("拒绝再次来电", True),
        ("请勿再打", True),
        ("不要再打", True),
        ("不愿再被联系", True),
        ("拒绝联系", True),
        ("勿扰", True),
        ("拒绝还款", False),
        ("", False),
    ],
)
def test_a_contact_person_refuses_in_these_words(text, refused):
    assert refuses_contact(text) is refused


@given(st.text(alphabet="本人父亲住院去世投诉单位勿打，。 ", max_size=40))
def test_a_flag_is_raised_or_looked_at_but_never_lost(text):
    flags, needs_review = said(text)
    is_said = "去世" in text and "未去世" not in text
    assert not is_said or "deceased" in flags or needs_review
