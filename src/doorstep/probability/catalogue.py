"""What may a chance be computed from? The closed list.

Everything is first-party: the credit agreement, its payments, and our own record of contacts.
There is no age, gender, ethnicity, language, place, social or bought data, and no free text. A
feature enters by a change of this file, which is reviewed; the test of the list names what may
never be in it.

Bases are those of the Personal Information Protection Law of 2021, article 13 (1).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from doorstep.probability.heads import Head
from doorstep.terms.codes import Channel, Product


class LawfulBasis(StrEnum):
    """Why we may use it."""

    CONTRACT = "necessary for performing the credit contract (PIPL article 13 (1) no. 2)"
    DUTY = "contact record kept by legal duty (PIPL article 13 (1) no. 3)"
    PLAN = "not personal: property of the planned attempt or of the calendar"


class Unit(StrEnum):
    """How a value is written."""

    COUNT = "count"
    DAYS = "days"
    SHARE = "share"
    RATIO = "ratio"
    LOG_YUAN = "log yuan"
    HOUR = "hour"
    WEEKDAY = "weekday"
    CHANNEL = "channel"
    PRODUCT = "product"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Feature:
    """One entry of the list.

    Attributes:
        name: Identifier, stable for ever.
        label_zh: One line for people who read Chinese.
        label_en: One line for people who read English.
        unit: How its value is written.
        basis: Why it may be used.
        heads: Heads that may use it.
    """

    name: str
    label_zh: str
    label_en: str
    unit: Unit
    basis: LawfulBasis
    heads: frozenset[Head]


_EVERY: Final = frozenset(Head)
_CONTACT: Final = frozenset({Head.CONTACT})
_CALENDAR: Final = frozenset({Head.CONTACT, Head.PROMISE})


def _listed(
    basis: LawfulBasis, heads: frozenset[Head], rows: tuple[tuple[str, str, str, Unit], ...]
) -> tuple[Feature, ...]:
    return tuple(Feature(name, zh, en, unit, basis, heads) for name, zh, en, unit in rows)


_MONEY: Final = (
    ("days_past_due", "逾期天数", "days past due", Unit.DAYS),
    ("log_owed", "尚欠金额", "amount owed", Unit.LOG_YUAN),
    ("owed_share", "尚欠占借款比例", "owed as a share of the loan", Unit.SHARE),
    ("log_loan", "借款金额", "amount lent", Unit.LOG_YUAN),
    ("loan_to_last", "本次借款与上次之比", "this loan against the last one", Unit.RATIO),
    ("open_accounts", "未结清账户数", "open accounts", Unit.COUNT),
    ("days_since_payout", "放款至今天数", "days since pay-out", Unit.DAYS),
    ("days_to_due", "放款至到期天数", "days from pay-out to the due day", Unit.DAYS),
    ("instalments", "分期期数", "instalments agreed", Unit.COUNT),
    ("product", "产品类别", "kind of credit", Unit.PRODUCT),
    ("earlier_loans", "此前已结清借款数", "earlier loans repaid", Unit.COUNT),
    ("earlier_late_share", "此前借款逾期占比", "share of earlier loans paid late", Unit.SHARE),
    ("earlier_days_late", "此前平均逾期天数", "mean days late of earlier loans", Unit.DAYS),
    ("last_days_late", "上一笔逾期天数", "days late of the last loan", Unit.DAYS),
    ("most_days_late", "此前最长逾期天数", "most days late of an earlier loan", Unit.DAYS),
    ("days_since_repaid", "上一笔结清至今天数", "days since the last loan was repaid", Unit.DAYS),
    ("payments_30_days", "近30天还款次数", "payments in 30 days", Unit.COUNT),
    ("payments_90_days", "近90天还款次数", "payments in 90 days", Unit.COUNT),
    ("paid_share_30_days", "近30天已还占比", "share paid in 30 days", Unit.SHARE),
    ("paid_share_90_days", "近90天已还占比", "share paid in 90 days", Unit.SHARE),
    ("days_since_payment", "最近还款至今天数", "days since the last payment", Unit.DAYS),
    ("promises_made", "承诺次数", "promises made", Unit.COUNT),
    ("promises_kept", "已兑现承诺数", "promises kept", Unit.COUNT),
    ("promises_broken", "未兑现承诺数", "promises not kept", Unit.COUNT),
    ("days_since_promise", "最近承诺至今天数", "days since the last promise", Unit.DAYS),
    ("days_to_promise", "距承诺还款日天数", "days until the promised day", Unit.DAYS),
)

_RECORD: Final = (
    ("calls_7_days", "近7天拨打次数", "calls in 7 days", Unit.COUNT),
    ("calls_30_days", "近30天拨打次数", "calls in 30 days", Unit.COUNT),
    ("calls_90_days", "近90天拨打次数", "calls in 90 days", Unit.COUNT),
    ("messages_7_days", "近7天消息条数", "messages in 7 days", Unit.COUNT),
    ("messages_30_days", "近30天消息条数", "messages in 30 days", Unit.COUNT),
    ("messages_90_days", "近90天消息条数", "messages in 90 days", Unit.COUNT),
    ("visits_7_days", "近7天上门次数", "visits in 7 days", Unit.COUNT),
    ("visits_30_days", "近30天上门次数", "visits in 30 days", Unit.COUNT),
    ("visits_90_days", "近90天上门次数", "visits in 90 days", Unit.COUNT),
    ("reached_30_days", "近30天联系到本人次数", "times reached in 30 days", Unit.COUNT),
    ("reached_90_days", "近90天联系到本人次数", "times reached in 90 days", Unit.COUNT),
    ("reached_share_90_days", "近90天联系到本人占比", "share reached in 90 days", Unit.SHARE),
    ("call_reached_share", "历次拨打联系到本人占比", "share of calls that reached", Unit.SHARE),
    ("visit_reached_share", "历次上门见到本人占比", "share of visits that met", Unit.SHARE),
    ("days_since_attempt", "最近联系尝试至今天数", "days since the last attempt", Unit.DAYS),
    ("days_since_reached", "最近联系到本人至今天数", "days since last reached", Unit.DAYS),
    ("last_call", "最近一次拨打结果", "what came of the last call", Unit.ANSWER),
    ("last_message", "最近一条消息结果", "what came of the last message", Unit.ANSWER),
    ("last_visit", "最近一次上门结果", "what came of the last visit", Unit.ANSWER),
    ("inbound_90_days", "近90天主动来联系次数", "times they contacted us in 90 days", Unit.COUNT),
    ("asked_to_leave", "要求离开次数", "times asked to leave", Unit.COUNT),
)

_PLANNED: Final = (
    ("planned_channel", "计划联系渠道", "channel of the attempt", Unit.CHANNEL),
    ("band_reached_share", "同时段拨打联系到本人占比", "share reached at this time", Unit.SHARE),
)
_WHEN: Final = (
    ("hour", "时刻", "hour of the day", Unit.HOUR),
    ("weekday", "星期", "day of the week", Unit.WEEKDAY),
)

FEATURES: Final = (
    *_listed(LawfulBasis.CONTRACT, _EVERY, _MONEY),
    *_listed(LawfulBasis.DUTY, _EVERY, _RECORD),
    *_listed(LawfulBasis.DUTY, _CONTACT, _PLANNED),
    *_listed(LawfulBasis.PLAN, _CALENDAR, _WHEN),
)
"""The closed list, in the order of the feature matrix."""

BY_NAME: Final = {feature.name: feature for feature in FEATURES}

ANSWERS_ZH: Final = ("未接触到人", "仅送达", "第三人", "本人")
ANSWERS_EN: Final = ("nobody", "delivered only", "a third party", "the borrower")
_WEEKDAYS_ZH: Final = "一二三四五六日"
_WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CHANNELS_ZH: Final = ("电话", "短信", "邮件", "即时消息", "上门", "信函", "法律文书", "第三人")
_PRODUCTS_ZH: Final = ("其他", "消费贷款", "经营贷款", "信用卡", "网络借贷")


def feature_names(head: Head) -> tuple[str, ...]:
    """Return the features that a head may use, in the order of the list."""
    return tuple(feature.name for feature in FEATURES if head in feature.heads)


def words_for(feature: Feature, value: float) -> tuple[str, str]:
    """Return a value as people read it, Chinese and English."""
    if np.isnan(value):
        return "未知", "unknown"
    if feature.unit in _NAMED:
        zh, en = _NAMED[feature.unit]
        return zh[int(value)], en[int(value)]
    return _number_words(feature.unit, value)


_NAMED: Final = {
    Unit.CHANNEL: (_CHANNELS_ZH, tuple(c.word.replace("_", " ") for c in Channel)),
    Unit.PRODUCT: (_PRODUCTS_ZH, tuple(p.word.replace("_", " ") for p in Product)),
    Unit.ANSWER: (ANSWERS_ZH, ANSWERS_EN),
    Unit.WEEKDAY: (tuple(f"星期{day}" for day in _WEEKDAYS_ZH), _WEEKDAYS_EN),
}


def _number_words(unit: Unit, value: float) -> tuple[str, str]:
    match unit:
        case Unit.DAYS:
            return f"{value:.0f} 天", f"{value:.0f} days"
        case Unit.SHARE:
            return f"{value:.0%}", f"{value:.0%}"
        case Unit.RATIO:
            return f"{value:.2f} 倍", f"× {value:.2f}"
        case Unit.LOG_YUAN:
            return f"{np.expm1(value):,.0f} 元", f"{np.expm1(value):,.0f}"
        case Unit.HOUR:
            return f"{int(value):02d} 时", f"{int(value):02d}:00"
        case _:
            return f"{value:.0f}", f"{value:.0f}"
