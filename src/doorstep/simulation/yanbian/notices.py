"""Which visits have been announced, so that they are lawful on the world's day?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from doorstep.simulation.rows import WorldNotice
from doorstep.simulation.yanbian.contacts import PastContacts
from doorstep.terms.codes import Channel, Disposition
from doorstep.terms.local_time import beijing_instant

LEAD_DAYS: Final = 2
"""Notices left two days before, between ten and six, so more than a day before the first door."""

VALID_DAYS: Final = 7
QUIET_DAYS_SINCE_VISIT: Final = 31

_DECLINED_SHARE: Final = 0.05
_NOT_FAILED: Final = (
    Disposition.RIGHT_PARTY_CONTACT,
    Disposition.THIRD_PARTY_CONTACT,
    Disposition.CONNECTED_SHORT,
    Disposition.REPLIED,
)
_TEXT_ZH: Final = (
    "【{lender}】受托机构{agency}拟于{begin.month}月{begin.day}日至{end.month}月{end.day}日的9:00至19:30由两名工作人员"
    "到您的住处与您沟通，不会向他人说明事由。如不愿被到访，请回复“不见”，也可约定其他时间或方式。"
)
_TEXT_KO: Final = (
    "【{lender}】 위탁기관 {agency} 직원 두 명이 "
    "{begin.month}월 {begin.day}일부터 {end.month}월 {end.day}일까지 "
    "9:00-19:30 사이에 댁을 방문하여 상담하고자 합니다. 다른 사람에게 용건을 알리지 않습니다. "
    "방문을 원하지 않으시면 ‘거절’이라고 회신해 주시고, 다른 시간이나 방법도 정하실 수 있습니다."
)


@dataclass(frozen=True, slots=True)
class Announced:
    """What a notice needs to know of a person.

    Attributes:
        person_key: Who.
        mobile: Where it is sent.
        language: ``"zh"`` or ``"ko"``.
        lender: On whose behalf.
        agency: Who visits.
    """

    person_key: str
    mobile: str
    language: str
    lender: str
    agency: str


def may_be_announced(contacts: PastContacts, persons: int, day: int) -> NDArray[np.bool_]:
    """Return for whom a visit would be a last resort and not one too many, shape ``(persons,)``.

    At least one channel other than SMS must have failed at its last attempt (the notice itself
    becomes the second, unless it is answered), nobody visited in the last 31 days, and the
    borrower never asked visitors to leave.
    """
    failed = np.zeros(persons, dtype=np.bool_)
    for channel in (Channel.CALL, Channel.EMAIL, Channel.LETTER):
        rows = np.flatnonzero(contacts.channel == channel)
        last = np.full(persons, -1, dtype=np.int64)
        np.maximum.at(last, contacts.person[rows], rows)
        tried = last >= 0
        failed |= tried & ~np.isin(contacts.outcome.disposition[last], _NOT_FAILED)
    is_visit = contacts.channel == Channel.VISIT
    is_recent = is_visit & (contacts.day >= day - QUIET_DAYS_SINCE_VISIT)
    unwelcome = np.zeros(persons, dtype=np.bool_)
    unwelcome[contacts.person[is_recent | contacts.outcome.asked_to_leave]] = True
    return failed & ~unwelcome


def draw_notices(chosen: Sequence[Announced], day: date, chance: Generator) -> list[WorldNotice]:
    """Return one notice for each, sent two days before ``day`` by SMS in the person's language."""
    sent_on = day - timedelta(days=LEAD_DAYS)
    until = day + timedelta(days=VALID_DAYS - 1)
    minutes = np.sort(chance.integers(10 * 60, 18 * 60, size=len(chosen)))
    declined = chance.random(len(chosen)) < _DECLINED_SHARE
    notices = []
    for each, minute, was_declined in zip(chosen, minutes, declined, strict=True):
        template = _TEXT_KO if each.language == "ko" else _TEXT_ZH
        text = template.format(lender=each.lender, agency=each.agency, begin=day, end=until)
        notices.append(
            WorldNotice(
                person_key=each.person_key,
                point_value=each.mobile,
                channel=Channel.SMS,
                sent_at=beijing_instant(sent_on, *divmod(int(minute), 60)),
                visit_from_on=day,
                visit_until_on=until,
                has_decline_option=True,
                was_declined=bool(was_declined),
                language=each.language,
                text=text,
            )
        )
    return notices
