"""Which past attempts may be taken as history."""

import pytest
from tests.core.intake.lists import WOMAN, account, checked, flags, reasons, store, warnings

from doorstep.intake.rules.attempts import channel_of
from doorstep.terms.codes import Channel


def row(**changes):
    return {
        "案件编号": "YB1",
        "姓名": "金东哲",
        "联络时间": "2026-06-10 10:00:00",
        "催收方式": "电话",
        "关系": "本人",
        "联络电话": "16362955707",
        "催收结果": "无人接听",
        "通话记录": "多次未接",
        "陪访人": "",
        "承诺日期": "",
        "承诺金额": "",
        **changes,
    }


def find(*rows, known=None):
    return checked(rows, known or store())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"案件编号": ""}, ("case_no", "required_missing")),
        ({"案件编号": "YB9"}, ("case_no", "unknown_account")),
        ({"联络时间": ""}, ("contact_time", "required_missing")),
        ({"联络时间": "上周三下午"}, ("contact_time", "date_unreadable")),
        ({"联络时间": "05/06/2026 10:20"}, ("contact_time", "date_ambiguous")),
        ({"联络时间": "2026-07-01 00:00:01"}, ("contact_time", "date_in_future")),
        ({"催收结果": "", "通话记录": ""}, ("content", "required_missing")),
        ({"通话记录": "a\x00"}, ("content", "control_character")),
    ],
)
def test_a_row_that_says_nothing_of_use_is_rejected(changes, expected):
    assert (2, *expected) in reasons(find(row(**changes)))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"联络时间": "2026-06-10"}, ("contact_time", "time_missing")),
        ({"联络时间": "2026-06-10 22:00"}, ("contact_time", "attempt_in_quiet_hours")),
        ({"联络时间": "2026-06-10 07:59"}, ("contact_time", "attempt_in_quiet_hours")),
        ({"联络时间": "2026-06-10 00:00:01"}, ("contact_time", "attempt_in_quiet_hours")),
        ({"催收方式": "飞鸽"}, ("channel", "channel_unknown")),
        ({"催收方式": ""}, ("channel", "channel_unknown")),
        ({"催收方式": "外访"}, ("companion", "visit_single_collector")),
        ({"关系": "门卫"}, ("relation", "relation_unknown")),
        ({"联络电话": "12"}, ("phone", "phone_invalid")),
        ({"承诺日期": "发工资那天"}, ("promise_date", "optional_date_unreadable")),
        ({"承诺金额": "一半"}, ("promise_amount", "optional_number_unreadable")),
        ({"通话记录": "家属称其父亲去世"}, ("content", "remark_needs_review")),
    ],
)
def test_breaches_and_blemishes_are_kept_and_said(changes, expected):
    found = find(row(**changes))
    assert (reasons(found), warnings(found)) == ([], [(2, *expected)])


@pytest.mark.parametrize(
    "changes",
    [
        {"联络时间": "2026-06-10 08:00"},
        {"联络时间": "2026-06-10 21:59:59"},
        {"联络时间": "2026-06-10 23:00", "催收方式": "信函"},  # a letter has no hour
        {"催收方式": "外访", "陪访人": "样例员丁"},
        {"通话记录": ""},  # a result is enough
        {"催收结果": ""},
        {"联络时间": "2026-01-10 10:00"},  # before the placement: an earlier agency's history
        {"身份证号": WOMAN},  # identities are not compared here
        {"身份证号": "222401********7018"},
    ],
)
def test_what_is_in_order_is_not_warned_about(changes):
    found = find(row(**changes))
    assert (reasons(found), warnings(found)) == ([], [])


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("电话", Channel.CALL),
        ("电催", Channel.CALL),
        ("智能外呼", Channel.CALL),
        ("语音", Channel.CALL),
        ("短信", Channel.SMS),
        ("外访", Channel.VISIT),
        ("上门", Channel.VISIT),
        ("实地走访", Channel.VISIT),
        ("信函", Channel.LETTER),
        ("邮寄", Channel.LETTER),
        ("电子邮件", Channel.EMAIL),
        ("企微", Channel.IM),
        ("qq", Channel.IM),
        ("飞鸽", None),
        ("", None),
        (None, None),
    ],
)
def test_the_words_for_channels(word, channel):
    assert channel_of(word) is channel


def test_the_same_attempt_twice_is_a_repeat():
    rows = [row(), row(), row(催收结果="占线"), row(通话记录="x"), row(催收方式="短信")]
    assert reasons(find(*rows)) == [(3, "", "duplicate_row"), (4, "", "duplicate_row")]


def test_from_the_fourth_effective_call_of_a_day_on_each_is_said():
    known = store(account("1"), account("2"))
    rows = [
        row(联络时间=f"2026-06-10 {hour}:00", 催收结果="本人接听", 案件编号=case)
        for hour, case in (
            ("14", "YB1"),
            ("10", "YB2"),
            ("11", "YB1"),
            ("12", "YB2"),
            ("13", "YB1"),
        )
    ]
    found = find(*rows, row(联络时间="2026-06-11 09:00", 催收结果="本人接听"), known=known)
    assert warnings(found) == [
        (row_number, "contact_time", "attempt_daily_cap_exceeded") for row_number in (2, 6)
    ]
    assert "attempt_daily_cap_exceeded" in found.attempts[0].warnings


@pytest.mark.parametrize(
    ("changes", "effective"),
    [
        ({"催收结果": "本人接听"}, True),
        ({"催收结果": "承诺还款，月底"}, True),
        ({"催收结果": "协商中"}, True),
        ({"催收结果": "拒绝还款"}, True),
        ({"催收结果": "拒接"}, False),
        ({"催收结果": "见到本人", "催收方式": "外访", "陪访人": "丁"}, False),  # no call
    ],
)
def test_which_calls_are_effective(changes, effective):
    assert find(row(**changes)).attempts[0].is_effective_call is effective


def test_the_sums_of_a_log():
    rows = [
        row(催收结果="本人接听", 承诺日期="2026-06-15", 承诺金额="100"),
        row(催收方式="短信"),
        row(催收方式="外访", 陪访人="丁"),
        row(催收方式="信函"),
        row(催收方式="微信"),
        row(催收方式="邮件"),
        row(催收方式="飞鸽"),
    ]
    found = find(*rows)
    assert found.report.as_dict()["totals"] == {
        "attempts": 7,
        "borrowers": 1,
        "channel_call": 1,
        "channel_sms": 1,
        "channel_visit": 1,
        "channel_letter": 1,
        "channel_im": 1,
        "channel_email": 1,
        "channel_unknown": 1,
        "effective_calls": 1,
        "promises": 1,
    }
    assert (found.attempts[0].promised_fen, found.attempts[0].promised_on.day) == (10_000, 15)


def test_times_are_beijing_times():
    attempt = find(row()).attempts[0]
    assert attempt.attempted_at.isoformat() == "2026-06-10T10:00:00+08:00"
    assert attempt.has_time
    assert not find(row(联络时间="2026-06-10")).attempts[0].has_time


def test_the_content_raises_flags():
    assert flags(find(row(通话记录="接通。投诉中"))) == [(2, "complaint_open")]
    assert flags(find(row(通话记录="联系人表示请勿再打"))) == [(2, "contact_refused")]
