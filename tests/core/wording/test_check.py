"""What is said against a template, and against the words of one borrower?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.wording.corpus import FRAMES, ON, corpus

from doorstep.parameters.strict_yaml import ParameterError
from doorstep.terms.codes import Channel, Purpose
from doorstep.wording.check import examine, examine_filled
from doorstep.wording.draft import Audience, Draft
from doorstep.wording.fields import FieldFault, filled
from doorstep.wording.phrases import read_list, word_list
from doorstep.wording.starters import starter, starters

GOOD = corpus("good")[0].draft
FOOT = "退订回TD，投诉{complaint}。"
MAIL = starter("payment_reminder", Channel.EMAIL, "zh")


def codes(draft: Draft) -> set[str]:
    return {objection.code for objection in examine(draft)}


def mail(**changed) -> Draft:
    draft = Draft(MAIL.channel, MAIL.purpose, MAIL.language, MAIL.body, ON, MAIL.subject)
    return replace(draft, **changed)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("【{lender}】{name}您好，{secret}。退订回TD，投诉{complaint}。", "field-unknown"),
        ("【{lender}】{name您好。退订回TD，投诉{complaint}。", "field-broken"),
        ("【{lender}】{name}您好。" + "我们在。" * 120 + FOOT, "too-long"),
        ("【{lender}】{name}您\u202e好。退订回TD，投诉{complaint}。", "characters-hidden"),
        ("{name}您好，" + "请看看。" * 20 + "【{lender}】" + FOOT, "sender-missing"),
    ],
)  # fmt: skip
def test_a_broken_template_is_refused(body, code):
    assert code in codes(replace(GOOD, body=body))


def test_a_mail_names_the_agency_too_and_its_subject_tells_nobody_anything():
    assert codes(mail()) == set()
    assert codes(mail(body=MAIL.body.replace("{agency}", "他们"))) == {"sender-missing"}
    assert "debt-word" in codes(mail(subject="您的贷款"))
    assert "debt-word" in codes(mail(subject="{amount}"))
    assert codes(mail(subject="{name}，一封信")) == set()


def test_a_third_person_reads_neither_names_nor_sums():
    others = replace(GOOD, audience=Audience.OTHERS, body="{name} 请回电。退订回TD。")
    assert "debt-word" in codes(others)


def test_an_answer_to_the_borrower_needs_no_way_to_stop():
    body = "【{lender}】验证码 {code}，{minutes} 分钟内有效。"
    assert codes(replace(GOOD, body=body, purpose=Purpose.REPLY)) == set()
    assert codes(replace(GOOD, body=body)) == {"stop-missing", "complaint-missing"}


def test_every_template_of_the_house_passes():
    templates = starters()
    assert templates
    for each in templates:
        draft = Draft(each.channel, each.purpose, each.language, each.body, ON, each.subject)
        assert examine(draft) == (), each


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ("법원에서 알려 드립니다.", "poses-as-other"),
        ("경찰 조사가 시작됩니다.", "poses-as-other"),
        ("법적 조치를 하겠습니다.", "invented-consequence"),
        ("신용불량자가 됩니다.", "invented-consequence"),
        ("가만두지 않겠습니다.", "threat"),
        ("새 대출로 갚으십시오.", "new-borrowing"),
        ("가족들이 알게 됩니다.", "pressure-through-others"),
        ("회사에 알리겠습니다.", "pressure-through-others"),
        ("이름을 공개하겠습니다.", "shaming"),
        ("학교로 찾아가겠습니다.", "children"),
        ("오늘 안에 갚으십시오.", "presses-at-once"),
        ("24시간 이내에 갚으십시오.", "presses-at-once"),
        ("어디 사는지 압니다.", "tracking"),
        ("현금을 준비하십시오.", "money-to-a-person"),
        ("채무를 인정한다고 답장하십시오.", "revives-old-debt"),
    ],
)
def test_what_may_not_be_said_may_not_be_said_in_korean(says, code):
    body = FRAMES["ko"].replace("SAYS", says)
    assert codes(Draft(Channel.SMS, Purpose.REMIND, "ko", body, ON)) == {code}


@pytest.mark.parametrize(
    "says",
    [
        "{instalment}의 상환일은 {day}입니다.", "지금 갚기 어려우시면 알려 주세요.",
        "나누어 갚거나 날짜를 바꿀 수 있습니다.", "이의 제기는 페이지에서 하실 수 있습니다.",
        "{until}까지 답변드립니다.",
    ],
)  # fmt: skip
def test_what_helps_can_be_said_in_korean(says):
    body = FRAMES["ko"].replace("SAYS", says)
    assert codes(Draft(Channel.SMS, Purpose.REMIND, "ko", body, ON)) == set()


def test_a_template_that_is_missing_in_a_language_is_sent_in_chinese():
    assert starter("receipt", Channel.SMS, "ja").language == "zh"
    with pytest.raises(KeyError):
        starter("receipt", Channel.VISIT, "zh")


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_a_sum_is_the_books_or_it_is_refused(owed, other):
    draft = replace(GOOD, body="合计 {amount}")
    text = filled(draft.body, {"amount": owed})
    assert examine_filled(draft, text, {"amount": owed}) == ()
    found = {objection.code for objection in examine_filled(draft, text, {"amount": other})}
    assert found == (set() if owed == other else {"sum-not-from-books"})


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("{name}", {}),
        ("{name}", {"name": ""}),
        ("{secret}", {"secret": "x"}),
        ("{amount}", {"amount": "¥5.00"}),
        ("{name}", {"name": 5}),
        ("{name}", {"name": "王\n某"}),
        ("{name}", {"name": "http://x.example"}),
    ],
)
def test_a_field_that_cannot_be_filled_stops_the_message(template, values):
    with pytest.raises(FieldFault):
        filled(template, values)


def test_a_value_is_never_read_as_a_field():
    assert filled("{name}", {"name": "{amount}"}) == "{amount}"


@given(st.text(max_size=200))
def test_no_text_breaks_the_check(text):
    assert all(each.rule for each in examine(replace(GOOD, body=text, subject=text)))


def test_no_list_holds_before_the_first_and_a_broken_one_is_an_error():
    with pytest.raises(ParameterError, match="no list"):
        word_list(ON.replace(year=2020))
    with pytest.raises(ParameterError, match="should have"):
        read_list({"source": ""}, "x.yaml")
    entry = {"rule": "RL-05", "en": "x", "zh": "x", "patterns": ["("]}
    said = {"effective_from": ON, "source": "", "objections": {"a": entry}, "debt": entry}
    said["notes"] = {}
    with pytest.raises(ParameterError, match=r"x\.yaml: a"):
        read_list(said, "x.yaml")
