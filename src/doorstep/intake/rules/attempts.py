"""Which past attempts may be taken as history? Breaches are kept and warned about."""

from collections import Counter
from datetime import date, datetime, time
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.headers import SheetPlan
from doorstep.intake.known import KnownAccount, KnownAccounts
from doorstep.intake.rows import AttemptRow
from doorstep.intake.rules.accounts import find_account
from doorstep.intake.rules.draft import Draft, Policy, drafts_of_all
from doorstep.intake.rules.flags import flag_refusal, flag_remarks
from doorstep.intake.rules.relations import warn_unknown_relation
from doorstep.intake.rules.sheet import CheckedSheet
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
) -> tuple[list[Draft], list[AttemptRow]]:
    """Read and check every row of a log, find repeated ones, then count per borrower."""
    drafts = list(drafts_of_all(sheets, day_zero, _policy))
    taken: list[tuple[Draft, AttemptRow]] = []
    seen = set[tuple[object, ...]]()
    for draft in drafts:
        account = None if draft.row.problem else _checked(draft, known, as_of)
        if account is None or not draft.is_accepted:
            continue
        content = (
            account.key,
            draft.values["contact_time"],
            draft.text("channel"),
            draft.numbers("phone"),
            draft.text("content"),
        )
        if content in seen:
            draft.reject("", "duplicate_row")
            continue
        seen.add(content)
        taken.append((draft, _row(draft, account)))
    _warn_daily_cap(taken)
    return drafts, [_row(draft, row.account) for draft, row in taken]


def _policy(plan: SheetPlan) -> Policy:
    return Policy(frozenset({plan.key_field, "contact_time"}), frozenset({"id_number"}))


def _checked(draft: Draft, known: KnownAccounts, as_of: date) -> KnownAccount | None:
    account = find_account(draft, known)
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
    return account


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


def _warn_daily_cap(taken: list[tuple[Draft, AttemptRow]]) -> None:
    """Warn from the fourth effective call to one borrower on one day, over all accounts."""
    calls: Counter[tuple[str, date]] = Counter()
    in_time = sorted(taken, key=lambda pair: pair[1].attempted_at)
    for draft, row in in_time:
        if row.is_effective_call:
            day = (row.account.identity_number, row.attempted_at.date())
            calls[day] += 1
            if calls[day] > _DAILY_CAP:
                draft.warn("contact_time", "attempt_daily_cap_exceeded")


def _row(draft: Draft, account: KnownAccount) -> AttemptRow:
    moment = draft.values["contact_time"]
    has_time = isinstance(moment, datetime)
    day = draft.day("contact_time")
    if day is None:
        raise ValueError("only an accepted row can be typed")
    clock = moment.time() if isinstance(moment, datetime) else time()
    channel = channel_of(draft.text("channel"))
    result = draft.text("result")
    is_effective = any(word in simplified(result or "") for word in _EFFECTIVE)
    return AttemptRow(
        origin=draft.origin,
        account=account,
        attempted_at=datetime.combine(day, clock, tzinfo=BEIJING),
        has_time=has_time,
        channel=channel,
        channel_text=draft.text("channel"),
        target_name=draft.text("target_name"),
        relation=draft.text("relation"),
        phones=draft.phones("phone"),
        result=result,
        is_effective_call=channel is Channel.CALL and is_effective,
        content=draft.text("content") or "",
        collector=draft.text("collector"),
        companion=draft.text("companion"),
        promised_on=draft.day("promise_date"),
        promised_fen=draft.whole("promise_amount"),
        flags=draft.flags,
        warnings=draft.warned_rules,
    )
