"""What may and may not be done at one stop, and what is asked about it afterwards?"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from doorstep.compliance.explain import rule_text
from doorstep.terms.local_time import BEIJING
from doorstep_desk.dayplans.lists import PlannedStop
from doorstep_desk.field.pages.day import OwnDay
from doorstep_desk.field.pages.words import LATE_REASONS, MET, OUTCOMES, picked
from doorstep_desk.field.presentation.day import (
    Pick,
    RecordedPage,
    RecordPage,
    Rule,
    StopPage,
)
from doorstep_desk.payments.queries import outstanding_of_case
from doorstep_desk.plumbing.speech import language, say
from doorstep_desk.policies.facts import rulebook_for_agency
from doorstep_desk.visits.outcomes import REASONS, VISIT_OUTCOMES
from doorstep_desk.visits.queries import StopRecord

PROMISE_DAYS: Final = 60
"""Last day that the form offers for a promise, counted from today."""

_EARLY: Final = timedelta(minutes=15)
_NEVER: Final = ("CN-TGT-04", "CN-VISIT-03", "CN-VISIT-07", "CN-VISIT-11", "RL-10")
_CHECKED: Final = (
    "CN-VISIT-01", "CN-VISIT-02", "CN-VISIT-04", "CN-VISIT-08", "HP-VISIT-HOURS",
    "HP-VISIT-LEN", "HP-REPEAT-DOOR",
)  # fmt: skip


def stop_page(own: OwnDay, stop: PlannedStop, now: datetime) -> StopPage:
    """Return the page before the door."""
    row = own.row_of(stop.pk)
    state = permit_state(stop, now)
    midnight = datetime.combine(own.on, datetime.min.time(), BEIJING)
    return StopPage(
        stop=row,
        permit_state=state,
        permit_from_at=midnight + timedelta(minutes=stop.opens_minute),
        permit_until_at=stop.permit.ends_at.astimezone(BEIJING),
        permit_because=_permit_because(state, stop),
        words=_words(row.language),
        duties=_duties(),
        rules=_rules(stop.permit.agency_id, own.on),
        may_start=row.state == "planned" and state == "issued",
        instead=_instead(state),
    )


def permit_state(stop: PlannedStop, now: datetime) -> str:
    """Return where the leave for a visit stands at an instant."""
    permit = stop.permit
    if permit.used_at is not None:
        return "used"
    if permit.cancelled_at is not None:
        return "withdrawn"
    if now >= permit.ends_at:
        return "expired"
    return "early" if now < permit.starts_at - _EARLY else "issued"


def record_page(
    own: OwnDay,
    stop: PlannedStop,
    client_id: str,
    values: Mapping[str, str],
    errors: Mapping[str, str],
) -> RecordPage:
    """Return the form that records a visit, with what was typed."""
    owed = outstanding_of_case(stop.case_id, own.on + timedelta(days=1))
    return RecordPage(
        stop=own.row_of(stop.pk), client_id=client_id, values=values, errors=errors,
        met=tuple(Pick(word, *picked(MET[word])) for word in VISIT_OUTCOMES),
        outcomes={
            met: tuple(Pick(each.word, *picked(OUTCOMES[each.word])) for each in outcomes)
            for met, outcomes in VISIT_OUTCOMES.items()
        },
        reasons=tuple(Pick(word, say(*LATE_REASONS[word])) for word in REASONS),
        most_fen=owed.fen, earliest_on=own.on, latest_on=own.on + timedelta(days=PROMISE_DAYS),
    )  # fmt: skip


def recorded_page(own: OwnDay, record: StopRecord, row: Any) -> RecordedPage:
    """Return what was taken, and what comes next."""
    following = (each for each in own.rows() if each.state == "planned")
    return RecordedPage(
        stop=row,
        recorded_at=record.recorded_at.astimezone(BEIJING),
        outcome=record.disposition,
        promise_fen=record.promise_fen,
        promise_on=record.promise_due_on,
        asked_to_leave=record.asked_to_leave,
        next_stop=next(following, None),
        follow_ups=_follow_ups(record),
    )


def _follow_ups(record: StopRecord) -> tuple[str, ...]:
    if record.promise_fen is None:
        return ()
    return (
        say(
            "办公室会按还款判断承诺是否兑现，到期前不再上门催问",
            "Payments decide whether the promise is kept; nobody asks before its day",
        ),
    )


def _permit_because(state: str, stop: PlannedStop) -> str:
    if state == "withdrawn":
        return say("这次上门许可已撤回", "The permit for this visit was withdrawn")
    if state == "expired":
        return say("许可时段已过", "The window of the permit is over")
    if state == "early":
        at = f"{stop.opens_minute // 60}:{stop.opens_minute % 60:02d}"
        return say(f"{at} 之后才可上门", f"A visit may begin from {at}")
    return ""


def _instead(state: str) -> str:
    return {
        "withdrawn": say("不要上门，前往下一站。", "Do not go; drive on to the next stop."),
        "expired": say("今天不要上门，请告诉组长。", "Do not go today; tell your team lead."),
        "early": say("请等到时段开始。", "Wait until the window begins."),
    }.get(state, "")


def _words(language_: str) -> tuple[tuple[str, str], ...]:
    greetings = {
        "zh": "您好，请问是本人吗？我们有一件私事想和您当面谈，可以吗？",
        "ko": "안녕하세요, 본인이십니까? 개인적인 일로 잠시 말씀드려도 되겠습니까?",
        "en": "Good day, are you the person we look for? May we speak about a private matter?",
    }
    first = language_ if language_ in greetings else "zh"
    order = dict.fromkeys((first, "zh", language()))
    return tuple((word, greetings[word]) for word in order)


def _duties() -> tuple[str, ...]:
    return (
        say("两人同行，出示证件", "Two together, papers shown"),
        say("开启录音录像", "Recorder running"),
        say("先确认是本人，再说来意", "Be sure who it is before saying why you came"),
        say("不收现金", "Take no cash"),
        say("被要求离开就离开", "Leave when asked"),
    )


def _rules(agency_id: int, on: date) -> tuple[Rule, ...]:
    """Return what must not be done at the door, then what the visit was checked against."""
    book = rulebook_for_agency(agency_id, on)
    found = []
    for verdict, rules in (("deny", _NEVER), ("allow", _CHECKED)):
        for rule in rules:
            entry = book.entries.get(rule)
            if entry is not None:
                leg = (*book.legs_on(rule, on), *entry.legs)[0]
                found.append(Rule(verdict, rule_text(entry, leg, language()), leg.force))
    return tuple(found)
