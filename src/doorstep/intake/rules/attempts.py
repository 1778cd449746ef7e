"""Which past attempts may be taken as history? Breaches are kept and warned about."""

from datetime import date, datetime, time
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.headers import SheetPlan
from doorstep.intake.known import KnownAccounts
from doorstep.intake.rows import AttemptRow
from doorstep.intake.rules.accounts import account_of, find_account
from doorstep.intake.rules.calls import EffectiveCalls
from doorstep.intake.rules.draft import Draft, Policy, drafts_of_all
from doorstep.intake.rules.flags import flag_refusal, flag_remarks
from doorstep.intake.rules.relations import warn_unknown_relation
from doorstep.intake.rules.sheet import CheckedSheet
from doorstep.intake.rules.taken import Finding, Passing, Taken, digest_of
from doorstep.terms.codes import Channel
from doorstep.terms.local_time import BEIJING

_CHANNELS: Final = (
    (Channel.CALL, ("电话", "电催", "外呼", "语音")),
    (Channel.SMS, ("短信",)),
    (Channel.VISIT, ("外访", "上门", "实地", "走访")),
    (Channel.LETTER, ("信函", "函件", "邮寄")),
    (Channel.EMAIL, ("邮件",)),
    (Channel.IM, ("微信", "企微", "QQ")),
)
_EFFECTIVE: Final = ("本人接听", "承诺还款", "协商中", "拒绝还款", "见到本人")
_QUIET_FROM, _QUIET_UNTIL = time(22), time(8)
_DAILY_CAP: Final = 3
"""Effective calls to one borrower on one day that the self-discipline convention allows."""


def check_attempts(
    sheets: list[CheckedSheet], day_zero: date, known: KnownAccounts, as_of: date
) -> Taken[AttemptRow]:
    """Read and check every row of a log, find repeated ones, then count per borrower."""
    passing, seen, calls = Passing(sheets), set[bytes](), EffectiveCalls()
    for at, draft in drafts_of_all(sheets, day_zero, _policy):
        if not draft.row.problem:
            _check(draft, known, as_of)
        if draft.is_accepted:
            _reject_repeated(draft, seen)
        if passing.take(at, draft) and _is_effective_call(draft):
            person = account_of(draft).identity_number
            calls.add(len(passing.numbers) - 1, person, _attempted_at(draft))
    found = passing.nothing_found()
    found[calls.beyond(_DAILY_CAP)] = 1
    return passing.taken(_row, found, _findings)


def _policy(plan: SheetPlan) -> Policy:
    return Policy(frozenset({plan.key_field, "contact_time"}), frozenset({"id_number"}))


def _findings(_: SheetPlan) -> tuple[Finding, ...]:
    return (Finding("contact_time", "attempt_daily_cap_exceeded", False),)


def _reject_repeated(draft: Draft, seen: set[bytes]) -> None:
    content = digest_of(
        (
            account_of(draft).key,
            draft.values["contact_time"],
            draft.text("channel"),
            draft.numbers("phone"),
            draft.text("content"),
        )
    )
    if content in seen:
        draft.reject("", "duplicate_row")
    seen.add(content)


def _check(draft: Draft, known: KnownAccounts, as_of: date) -> None:
    find_account(draft, known)
    draft.require("contact_time")
    if not (draft.text("content") or draft.text("result")):
        draft.reject("content", "required_missing")
    day = draft.day("contact_time")
    if day and day > as_of:
        draft.reject("contact_time", "date_in_future")
    if day and not isinstance(draft.values["contact_time"], datetime):
        draft.warn("contact_time", "time_missing")
    channel = channel_of(draft.text("channel"))
    if channel is None and draft.has_column("channel"):
        draft.warn("channel", "channel_unknown")
    if channel is not Channel.LETTER and _is_quiet(draft):
        draft.warn("contact_time", "attempt_in_quiet_hours")
    has_companion = "companion" in draft.values or not draft.has_column("companion")
    if channel is Channel.VISIT and not has_companion:
        draft.warn("companion", "visit_single_collector")
    warn_unknown_relation(draft)
    flag_remarks(draft, ("content",))
    flag_refusal(draft, "content")


def channel_of(text: str | None) -> Channel | None:
    """Return the channel that a word of a log means, or None."""
    plain = simplified(text or "").upper()
    return next(
        (channel for channel, words in _CHANNELS if any(word in plain for word in words)), None
    )


def _is_quiet(draft: Draft) -> bool:
    """Say whether the attempt was made from 22:00 to before 08:00; without a time it is not."""
    moment = draft.values.get("contact_time")
    if not isinstance(moment, datetime):
        return False
    return moment.time() >= _QUIET_FROM or moment.time() < _QUIET_UNTIL


def _is_effective_call(draft: Draft) -> bool:
    result = simplified(draft.text("result") or "")
    is_call = channel_of(draft.text("channel")) is Channel.CALL
    return is_call and any(word in result for word in _EFFECTIVE)


def _attempted_at(draft: Draft) -> datetime:
    """Return when it was; midnight where the log has no time."""
    moment, day = draft.values["contact_time"], draft.day("contact_time")
    if day is None:
        raise ValueError("only an accepted row can be typed")
    clock = moment.time() if isinstance(moment, datetime) else time()
    return datetime.combine(day, clock, tzinfo=BEIJING)


def _row(draft: Draft) -> AttemptRow:
    channel = channel_of(draft.text("channel"))
    return AttemptRow(
        origin=draft.origin,
        account=account_of(draft),
        attempted_at=_attempted_at(draft),
        has_time=isinstance(draft.values["contact_time"], datetime),
        channel=channel,
        channel_text=draft.text("channel"),
        target_name=draft.text("target_name"),
        relation=draft.text("relation"),
        phones=draft.phones("phone"),
        result=draft.text("result"),
        is_effective_call=_is_effective_call(draft),
        content=draft.text("content") or "",
        collector=draft.text("collector"),
        companion=draft.text("companion"),
        promised_on=draft.day("promise_date"),
        promised_fen=draft.whole("promise_amount"),
        flags=draft.flags,
        warnings=draft.warned_rules,
    )
