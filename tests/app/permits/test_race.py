"""Can two dialers ever pass a limit together? Eight real connections try."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection
from tests.app.portfolio import DAY, NOON, account, mandate, place

from doorstep.compliance.leave.permit import SHORT_LIFE
from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.cases.actions.guard import lock_case
from doorstep_desk.cases.actions.publish import publish_accounts
from doorstep_desk.cases.queries import KnownAccount, accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.permits.actions import IssuedPermit, WantedPermit, issue
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.locks import lock_people
from doorstep_desk.plumbing.scope import acting_as

ROUNDS = 25
DIALERS = 8
A_DAY = 3
"""HP-TOTAL: at most so many contacts a day, over channels and agencies."""
CHANNELS = (Channel.CALL, Channel.SMS, Channel.EMAIL, Channel.CALL)

Ask = tuple[Actor, KnownAccount, Channel]


def both_agencies(cast, people: int) -> list[list[Ask]]:
    """Place the same people with two agencies and return eight askers for each of them."""
    ours = place(cast, people)
    other = mandate(cast, agency_id=cast.other_agency_id)
    publish_accounts(
        actor=day_runner(cast.other_agency_id), points=[], flags=[], at=NOON,
        accounts=[account(cast, other, n, f"R{n}") for n in range(people)],
    )  # fmt: skip
    theirs = {each.person_key: each for each in accounts_on_file(cast.other_agency_id)}
    return [
        [
            (cast.lead, known, CHANNELS[n % 4])
            if n % 2
            else (cast.rival, theirs[known.person_key], CHANNELS[n // 2])
            for n in range(DIALERS)
        ]
        for known in ours
    ]


def ask(start: Barrier, asker: Ask) -> bool:
    actor, known, channel = asker
    try:
        start.wait()
        with acting_as(actor):
            (answer,) = issue.issue_permits(
                actor=actor, rulebook=rulebook_on(DAY), at=NOON, wanted=[wanted(known, channel)]
            )
        return isinstance(answer, IssuedPermit)
    finally:
        connection.close()


def wanted(known: KnownAccount, channel: Channel) -> WantedPermit:
    return WantedPermit(
        case_id=known.case_id, person_id=known.borrower_id, point_id=0, channel=channel,
        purpose=Purpose.COLLECT, starts_at=NOON, ends_at=NOON + SHORT_LIFE,
        expires_at=NOON + SHORT_LIFE,
    )  # fmt: skip


def raced(askers: list[Ask]) -> int:
    start = Barrier(DIALERS)
    with ThreadPoolExecutor(DIALERS) as pool:
        return sum(pool.map(lambda asker: ask(start, asker), askers))


@pytest.mark.django_db(transaction=True)
def test_eight_dialers_of_two_agencies_never_pass_the_cap(cast):
    given = [raced(askers) for askers in both_agencies(cast, ROUNDS)]
    assert given == [A_DAY] * ROUNDS


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_they_do_pass_it(cast, monkeypatch):
    everyone_has_looked: Callable[[], int] = Barrier(DIALERS).wait
    made = issue.contacts_made

    def looked_together(*args):
        found = made(*args)
        everyone_has_looked()
        return found

    monkeypatch.setattr(issue, "lock_people", lambda _keys: None)
    monkeypatch.setattr(issue, "contacts_made", looked_together)
    (askers,) = both_agencies(cast, 1)
    assert raced(askers) > A_DAY


@pytest.mark.django_db(transaction=True)
def test_whoever_holds_a_case_and_then_its_person_never_meets_leave_the_other_way_round(cast):
    (known,) = place(cast)
    has_case, has_person = Event(), Event()

    def book() -> None:
        try:
            with acting_as(cast.lead):
                lock_case(cast.lead, known.case_id)
                has_case.set()
                assert has_person.wait(10)
                lock_people([known.person_key])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        booking = pool.submit(book)
        assert has_case.wait(10)
        with acting_as(cast.lead):
            lock_people([known.person_key])
            has_person.set()
            (answer,) = issue.issue_permits(
                actor=cast.lead, rulebook=rulebook_on(DAY), at=NOON,
                wanted=[wanted(known, Channel.CALL)],
            )  # fmt: skip
        booking.result(10)
    assert isinstance(answer, IssuedPermit)
