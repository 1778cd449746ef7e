"""What was typed on the phone about a visit, and how is a refusal said beside it?"""

import secrets
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from doorstep.terms.local_time import local_day
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.typed import typed_id
from doorstep_desk.visits.answers import Answers, answers_of

_PLACES: Final = {
    "promise-amount": "promise_amount",
    "promise-past": "promise_due_on",
    "promise-incomplete": "promise_due_on",
    "promise-without-borrower": "promise_amount",
    "outcome-does-not-fit": "disposition",
}
_CHINESE: Final = {
    "promise-amount": "承诺金额要大于零，且不超过欠款。",
    "promise-past": "承诺日期请选今天或以后。",
    "case-paused": "此案已暂停，请不要接受承诺，并告诉复核人。",
    "visit-recorded": "这次上门已有记录，以第一次为准；如有误请更正。",
    "stop-over": "这一站已经结束，请打开今日列表。",
    "record-changed": "你打开之后有人更新了此案，请重新打开。",
}
_TIMED: Final = 7
_TIME_SHIFT: Final = 80
_RANDOM_BITS: Final = 74
_STAYS: Final = frozenset({"not-permitted", "stop-unknown", "case-unknown"})


def answers_at_stop(posted: Mapping[str, str]) -> Answers:
    """Read the record form of a stop: always a visit, and it began when it was sent."""
    return answers_of({**posted, "channel": "visit"})


def form_id(now: datetime) -> uuid.UUID:
    """Return a new version 7 identifier for a form that is opened now."""
    random = secrets.randbits(_RANDOM_BITS)
    milliseconds = int(now.timestamp() * 1000)
    high = (milliseconds << 16) | (_TIMED << 12) | (random >> 62)
    low = (0b10 << 62) | (random & ((1 << 62) - 1))
    return uuid.UUID(int=(high << 64) | low)


def begun_at(answers: Answers, on: date, now: datetime) -> datetime:
    """Return when the record form was opened, which its identifier tells to the millisecond.

    So the same form sent twice says the same. An identifier of another day counts for nothing.
    """
    try:
        client_id = typed_id(answers.typed.get("record_id", ""))
    except ValueError:
        return now
    if client_id.version != _TIMED:
        return now
    opened = datetime.fromtimestamp((client_id.int >> _TIME_SHIFT) / 1000, UTC)
    return opened if opened <= now and local_day(opened) == on else now


def form_errors(refused: Refused) -> dict[str, str]:
    """Return a refusal as the error of the field it belongs to.

    Raises:
        Refused: It is not about what was typed.
    """
    if refused.code in _STAYS:
        raise refused
    sentence = say(_CHINESE.get(refused.code, refused.message), refused.message)
    return {_PLACES.get(refused.code, ""): sentence}
