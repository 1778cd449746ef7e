"""Whose visit is announced today, so that one of the next days may be lawful?"""

from datetime import datetime, timedelta
from typing import Final

import numpy as np

from doorstep.compliance.decide import judge
from doorstep.compliance.history import Attempts
from doorstep.compliance.words import Answer
from doorstep.terms.codes import Treatment
from doorstep.terms.local_time import beijing_instant, instant_number
from doorstep_desk.cases.queries import case_names
from doorstep_desk.decisions.actions.decide import Decided
from doorstep_desk.decisions.actions.draft import Draft
from doorstep_desk.decisions.portfolio import CaseRow
from doorstep_desk.decisions.requests import CONTACTS, VISIT_COLUMN, notice_requests
from doorstep_desk.notices.actions import NewNotice, queue_notices
from doorstep_desk.notices.queries import announced_cases
from doorstep_desk.organisations.queries import store_is_demo
from doorstep_desk.plumbing.actor import Actor

DEMO_GATEWAY: Final = "demo"
REAL_GATEWAY: Final = "unset"
SENDS_AT_HOUR: Final = 17
VALID_DAYS: Final = 7
NOTICES_PER_VISIT: Final = 3
"""Announced visits per visit that the pairs can make; many are declined or become needless."""

_WAITS_FOR_NOTICE: Final = ("HP-VISIT-NOTICE", "CN-VISIT-10")
_PASSES_BY_ITSELF: Final = ("HP-WEEKEND", "HP-HOLIDAY", "CN-VISIT-12")

WORDS: Final = {
    "zh": "【{lender}】{name}您好，我们的两位工作人员拟于{first}至{last}白天到访，"
    "协助您了解还款选项。不方便请回复 N，不需要说明原因；改时间请回复数字日期。",
    "ko": "【{lender}】{name} 님, {first}~{last} 낮에 직원 두 명이 방문하여 상환 방법을 "
    "안내해 드리려 합니다. 원하지 않으시면 N으로 답장해 주세요. 이유는 묻지 않습니다.",
}


def announce_visits(*, actor: Actor, draft: Draft, chosen: Decided, at: datetime) -> int:
    """Queue announcements for the cases that only lack one, most worthwhile first.

    A message leaves only where the law allows that message, each under its own permit.

    Raises:
        Refused: The actor may not.
    """
    agency = actor.agency_id
    room = NOTICES_PER_VISIT * draft.crew.capacity().visits
    rows = _worth_announcing(draft, announced_cases(agency, draft.day.on + timedelta(days=1)))
    cases = [draft.day.cases[row] for row in rows[: 2 * room]]
    allowed = _may_be_told(draft, cases)
    picked = [case for case, is_allowed in zip(cases, allowed, strict=True) if is_allowed][:room]
    if not picked:
        return 0
    gateway = DEMO_GATEWAY if store_is_demo() else REAL_GATEWAY
    by_time: dict[datetime, list[CaseRow]] = {}
    for case in picked:
        by_time.setdefault(_sends_at(draft, case), []).append(case)
    return sum(
        queue_notices(
            actor=actor, notices=_notices(draft, cases), rulebook=draft.rulebook,
            gateway=gateway, sends_at=sends_at, at=at,
        )
        for sends_at, cases in sorted(by_time.items())
    )  # fmt: skip


def _sends_at(draft: Draft, case: CaseRow) -> datetime:
    """Return when an announcement leaves: late in the day, or when the borrower wishes it."""
    on = draft.day.on
    return beijing_instant(on, case.hour_near(on, SENDS_AT_HOUR))


def _worth_announcing(draft: Draft, announced: set[int]) -> list[int]:
    """Return rows of cases that only lack the announcement, the most worthwhile first."""
    answers = draft.judgement.answers[:, VISIT_COLUMN :: len(CONTACTS)]
    speaks = answers >= Answer.HOLD
    free = np.array(
        [rule in (*_WAITS_FOR_NOTICE, *_PASSES_BY_ITSELF) for rule in draft.judgement.rules]
    )
    only_notice = speaks.any(axis=0) & ~speaks[~free].any(axis=0)
    worth = draft.values.value_fen[:, Treatment.VISIT]
    rows = [
        int(row)
        for row in np.flatnonzero(only_notice & (worth > 0))
        if draft.day.cases[row].is_lead
        and draft.day.cases[row].appointment is None
        and draft.day.cases[row].case_id not in announced
    ]
    return sorted(rows, key=lambda row: (-float(worth[row]), row))


def _may_be_told(draft: Draft, cases: list[CaseRow]) -> np.ndarray:
    sends_at = [_sends_at(draft, case) for case in cases]
    known_at = instant_number(draft.day.facts.as_of)
    requests = notice_requests(cases, sends_at, known_at, draft.day.declared)
    history = Attempts.of(draft.day.facts.attempts)
    return judge(requests, history, draft.rulebook, draft.calendar).is_allowed


def _notices(draft: Draft, cases: list[CaseRow]) -> list[NewNotice]:
    names = case_names(case.case_id for case in cases)
    first = draft.day.on + timedelta(days=1)
    last = draft.day.on + timedelta(days=VALID_DAYS)
    found = []
    for case in cases:
        phone = case.point_for(("mobile",))
        name = names[case.case_id]
        words = WORDS["ko" if case.language == "ko" else "zh"]
        found.append(
            NewNotice(
                case_id=case.case_id, borrower_id=case.person_id,
                point_id=phone.point_id if phone else None,
                body=words.format(
                    lender=name.creditor, name=name.borrower, first=f"{first:%m-%d}",
                    last=f"{last:%m-%d}",
                ),
                visits_from_on=first, visits_until_on=last,
            )
        )  # fmt: skip
    return found
