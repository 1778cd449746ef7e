"""Is any contact ever made without an allow before it? Random histories try, through PostgreSQL.

Each history is a person with contacts by others, then days on which leave is asked, used, used
twice, stolen, used late, and on which the person stops us. ``DOORSTEP_HISTORIES`` sets how many
(2,000 by default).
"""

import os
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import numpy as np
from django.db import connection
from tests.app.portfolio import MORNING, account, mandate, publish

from doorstep.compliance.leave.permit import SHORT_LIFE
from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep.terms.local_time import local_day
from doorstep_desk.attempts.actions import (
    Execution,
    NewAttempt,
    execute_attempts,
    record_attempts,
)
from doorstep_desk.attempts.models import Attempt
from doorstep_desk.cases.queries import KnownAccount, accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.actions import pause_cases
from doorstep_desk.permits.actions import IssuedPermit, WantedPermit, issue_permits
from doorstep_desk.permits.models import Permit
from doorstep_desk.policies.facts import rulebook_for_agency

T = TypeVar("T")
Chance = np.random.Generator
HISTORIES = int(os.environ.get("DOORSTEP_HISTORIES", "2000"))
HOURS = (8, 9, 10, 11, 14, 26, 27, 51)
"""When leave is asked, hours after the morning: five times on one day, then on later ones."""
NEVER = MORNING + timedelta(days=999)
CHANNELS = (Channel.CALL, Channel.SMS, Channel.EMAIL, Channel.VISIT)
OUTCOME = {
    Channel.CALL: (Disposition.RIGHT_PARTY_CONTACT, Disposition.NO_ANSWER),
    Channel.SMS: (Disposition.DELIVERED,),
    Channel.EMAIL: (Disposition.DELIVERED,),
    Channel.LETTER: (Disposition.POSTED,),
    Channel.VISIT: (Disposition.MET_BORROWER, Disposition.NOBODY_MET),
}
REACHED = {"right_party_contact", "delivered", "met_borrower"}


def picked(chance: Chance, items: Sequence[T]) -> T:
    return items[int(chance.integers(len(items)))]


def earlier(chance: Chance) -> datetime:
    return MORNING - timedelta(hours=int(chance.integers(1, 240)))


def made(chance: Chance, known: KnownAccount, channel: Channel, at: datetime) -> NewAttempt:
    return NewAttempt(
        borrower_id=known.borrower_id, case_id=known.case_id, creditor_id=known.creditor_id,
        point_id=None, person_key=known.person_key, at=at, channel=channel,
        purpose=Purpose.COLLECT, disposition=picked(chance, OUTCOME[channel]),
    )  # fmt: skip


def wanted(known: KnownAccount, channel: Channel, at: datetime) -> WantedPermit:
    return WantedPermit(
        case_id=known.case_id, person_id=known.borrower_id, point_id=0, channel=channel,
        purpose=Purpose.COLLECT, starts_at=at, ends_at=at + SHORT_LIFE,
        expires_at=at + SHORT_LIFE,
    )  # fmt: skip


def histories(chance: Chance, people: list[KnownAccount]) -> list[NewAttempt]:
    return [
        made(chance, known, picked(chance, CHANNELS), earlier(chance))
        for known in people
        for _ in range(int(chance.integers(4)))
    ]  # fmt: skip


def tried(
    chance: Chance,
    asked: list[tuple[KnownAccount, Channel]],
    given: list,
    at: datetime,
) -> list[Execution]:
    """Return what is tried with the leave that was given, most of it wrongly."""
    permits = [answer.permit_id for answer in given if isinstance(answer, IssuedPermit)]
    found = []
    for (known, channel), answer in zip(asked, given, strict=True):
        own = answer.permit_id if isinstance(answer, IssuedPermit) else None
        turn = chance.random()
        if own is not None and turn < 0.6:
            found.append(Execution(own, made(chance, known, channel, at)))
        elif own is not None and turn < 0.7:  # too late
            found.append(Execution(own, made(chance, known, channel, at + SHORT_LIFE)))
        elif permits and turn < 0.8:  # somebody else's
            found.append(Execution(picked(chance, permits), made(chance, known, channel, at)))
        elif own is not None and turn < 0.9:  # by another channel
            found.append(Execution(own, made(chance, known, Channel.LETTER, at)))
    return list({each.permit_id: each for each in found}.values())


def test_no_contact_is_made_without_an_allow_before_it(cast):
    chance = np.random.default_rng(20261125)
    placement, runner = mandate(cast), day_runner(cast.agency_id)
    publish(cast, [account(cast, placement, n, f"L{n}") for n in range(HISTORIES)])
    people = accounts_on_file(cast.agency_id)
    record_attempts(
        actor=runner, attempts=histories(chance, people), at=MORNING, subject="file:random"
    )
    book = rulebook_for_agency(cast.agency_id, local_day(MORNING))
    stopped_at: dict[int, datetime] = {}
    for hours in HOURS:
        at = MORNING + timedelta(hours=hours)
        asked = [
            (known, picked(chance, CHANNELS))
            for known in people
            if known.case_id not in stopped_at
        ]
        given = issue_permits(
            actor=runner, rulebook=book, at=at, wanted=[wanted(k, c, at) for k, c in asked]
        )
        cases = [known.case_id for known, _ in asked]
        stops = chance.choice(cases, len(cases) // 20, replace=False).tolist()
        pause_cases(actor=runner, reasons=[(case, "complaint", "") for case in stops], at=at)
        stopped_at |= dict.fromkeys(stops, at)
        again = tried(chance, asked, given, at)
        for _ in range(2):  # the second time nothing is good any more
            good = execute_attempts(
                actor=runner, executions=again, at=at + SHORT_LIFE, subject="test"
            )
        assert good == set()
    assert executed_without_leave() == 0
    executed = list(Attempt.objects.filter(origin="executed"))
    assert len(executed) > HISTORIES
    assert not [
        row for row in executed if row.at >= stopped_at.get(row.case_id, row.at + SHORT_LIFE)
    ]
    no_limit_is_passed()


def executed_without_leave() -> int:
    """Count, by the database alone, executed contacts that no permit of theirs precedes."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FROM attempts_attempt a WHERE a.origin = 'executed' AND NOT EXISTS (
                SELECT 1 FROM permits_permit p WHERE p.id = a.permit_id
                   AND p.person_key = a.person_key AND p.channel = a.channel
                   AND p.issued_at <= a.at AND p.used_at = a.at AND p.cancelled_at IS NULL)
            """
        )
        return int(cursor.fetchone()[0])


def no_limit_is_passed() -> None:
    """Count again by plain adding up: whoever was contacted under leave was below the limits."""
    rows = list(Attempt.objects.order_by("at"))
    days = Counter(
        (bytes(row.person_key), local_day(row.at)) for row in rows if row.disposition in REACHED
    )
    touched = {(bytes(r.person_key), local_day(r.at)) for r in rows if r.origin == "executed"}
    assert max(days[key] for key in touched) <= 3
    visits: dict[bytes, list[Attempt]] = {}
    for row in rows:
        if row.channel == "visit":
            earlier = visits.setdefault(bytes(row.person_key), [])
            if row.origin == "executed":
                week = [e for e in earlier if local_day(row.at) - local_day(e.at) < timedelta(7)]
                assert week == []
            earlier.append(row)
    assert Permit.objects.filter(used_at=None, cancelled_at=None).exists()
