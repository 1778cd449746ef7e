"""Does everything that must stop us stop every kind of leave at once, with every agency?"""

from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

import pytest
from django.db import connection
from tests.app.portfolio import DAY, NOON, OWED_FEN, account, mandate, place

from doorstep.compliance.leave.permit import SHORT_LIFE
from doorstep.compliance.rulebook import rulebook_on
from doorstep.terms.codes import Channel, Purpose
from doorstep_desk.audit.queries import entries_for
from doorstep_desk.cases.actions.publish import publish_accounts
from doorstep_desk.cases.queries import KnownAccount, accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.complaints.actions import (
    STOPS_PERSON,
    pause_case,
    pause_cases,
    record_stop_request,
)
from doorstep_desk.notices.actions import NewNotice, queue_notices
from doorstep_desk.notices.models import Notice
from doorstep_desk.payments.actions import NewPayment, record_payment
from doorstep_desk.permits.actions import IssuedPermit, WantedPermit, Withheld, issue_permits
from doorstep_desk.permits.models import Permit
from doorstep_desk.plumbing.scope import acting_as

STOPPED_AT = NOON + timedelta(minutes=5)
KINDS = {
    "call": (Channel.CALL, Purpose.COLLECT),
    "message": (Channel.SMS, Purpose.REMIND),
    "visit": (Channel.VISIT, Purpose.COLLECT),
    "letter": (Channel.LETTER, Purpose.COLLECT),
    "notice": None,
}
"""Each kind of leave; a notice is queued and holds a permit of its own."""


@pytest.fixture
def people(cast) -> tuple[KnownAccount, KnownAccount]:
    """Return one person's case with our agency and with another, which we cannot see."""
    (ours,) = place(cast)
    other = mandate(cast, agency_id=cast.other_agency_id)
    publish_accounts(
        actor=day_runner(cast.other_agency_id), accounts=[account(cast, other, 0, "R0")],
        points=[], flags=[], at=NOON,
    )  # fmt: skip
    (theirs,) = accounts_on_file(cast.other_agency_id)
    return ours, theirs


def give_leave(agency_id: int, known: KnownAccount, kind: str) -> None:
    actor, book = day_runner(agency_id), rulebook_on(DAY)
    if KINDS[kind] is None:
        notice = NewNotice(known.case_id, known.borrower_id, None, "words", DAY, DAY)
        assert queue_notices(
            actor=actor, notices=[notice], rulebook=book, gateway="demo",
            sends_at=NOON + timedelta(hours=5), at=NOON,
        ) == 1  # fmt: skip
        return
    (answer,) = issue_permits(
        actor=actor, rulebook=book, at=NOON, wanted=[wanted(known, *KINDS[kind])]
    )
    assert isinstance(answer, IssuedPermit)


def wanted(known: KnownAccount, channel: Channel, purpose: Purpose) -> WantedPermit:
    until = NOON + (timedelta(hours=2) if channel is Channel.VISIT else SHORT_LIFE)
    return WantedPermit(
        case_id=known.case_id, person_id=known.borrower_id, point_id=0, channel=channel,
        purpose=purpose, starts_at=NOON, ends_at=until, expires_at=until,
    )  # fmt: skip


def by_pause(reason: str) -> Callable:
    def stop(cast, known) -> None:
        pause_case(
            actor=cast.lead, case_id=known.case_id, reason=reason, note="", until_on=None,
            at=STOPPED_AT,
        )  # fmt: skip

    return stop


def by_request(cast, known) -> None:
    record_stop_request(
        actor=cast.lead, borrower_id=known.borrower_id, person_key=known.person_key,
        case_id=known.case_id, form="oral", at=STOPPED_AT,
    )  # fmt: skip


def by_import(cast, known) -> None:
    pause_cases(actor=cast.lead, reasons=[(known.case_id, "death", "row 1")], at=STOPPED_AT)


CAUSES = {
    "a request to stop": by_request,
    "an imported remark": by_import,
    **{reason: by_pause(reason) for reason in STOPS_PERSON},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cause", CAUSES)
def test_each_cause_takes_back_each_kind_of_leave_with_every_agency(cast, people, cause, kind):
    holder = {"call": 0, "message": 1, "visit": 0, "letter": 1, "notice": 1}[kind]
    agencies = (cast.agency_id, cast.other_agency_id)
    give_leave(agencies[holder], people[holder], kind)
    with acting_as(cast.lead):
        CAUSES[cause](cast, people[0])
    permit = Permit.objects.get()
    assert (permit.cancelled_at, permit.used_at) == (STOPPED_AT, None)
    assert not Notice.objects.filter(cancelled_at=None).exists()
    newest = entries_for(f"case:{people[holder].case_id}")
    (told,) = [entry for entry in newest if entry.verb == "permit.cancelled"]
    assert told.actor == ("lead" if holder == 0 else "another organisation")


def test_a_payment_of_a_part_stops_only_the_case_that_it_is_on(cast, people):
    for agency, known in zip((cast.agency_id, cast.other_agency_id), people, strict=True):
        give_leave(agency, known, "message")
    record_payment(
        actor=cast.lead, at=STOPPED_AT, origin="test",
        payment=NewPayment(people[0].account_id, people[0].case_id, "T1", DAY, OWED_FEN - 1),
    )  # fmt: skip
    live = Permit.objects.filter(cancelled_at=None)
    assert [permit.case_id for permit in live] == [people[1].case_id]


def test_a_recall_stops_only_the_case_that_was_recalled(cast, people):
    for agency, known in zip((cast.agency_id, cast.other_agency_id), people, strict=True):
        give_leave(agency, known, "message")
    with acting_as(cast.lead):
        by_pause("recall")(cast, people[0])
    live = Permit.objects.filter(cancelled_at=None)
    assert [permit.case_id for permit in live] == [people[1].case_id]


def test_whoever_judged_before_the_stop_gives_no_leave_after_it(cast, people):
    ours, theirs = people
    with acting_as(cast.lead):
        by_request(cast, ours)
    answers = [
        issue_permits(
            actor=day_runner(cast.other_agency_id), rulebook=rulebook_on(DAY), at=at,
            known_at=known_at, wanted=[wanted(theirs, Channel.SMS, Purpose.REMIND)],
        )[0]
        for at, known_at in ((STOPPED_AT, NOON), (STOPPED_AT, STOPPED_AT))
    ]  # fmt: skip
    assert answers[0] == Withheld(theirs.case_id, "stopped")
    assert isinstance(answers[1], IssuedPermit)  # read after the stop: the law answered


def test_a_stranger_to_the_person_stops_nothing(cast, people):
    give_leave(cast.agency_id, people[0], "visit")
    with acting_as(cast.rival), connection.cursor() as cursor:
        keys = [b"no borrower of theirs".ljust(32)]
        cursor.execute(
            "SELECT permits FROM doorstep_stop_contact(%s, NULL, %s, 'x', 'x', %s, %s)",
            [keys, cast.other_agency_id, NOON, ["permit.cancelled", "notice.cancelled"]],
        )
        assert cursor.fetchone() == (0,)
    assert Permit.objects.get().cancelled_at is None


MANY = 100_000
_COPIES = """
INSERT INTO permits_permit (id, agency_id, case_id, point_id, channel, purpose, starts_at, ends_at,
    person_key, creditor_id, agents, obligations, rulebook, body, signature, issued_at,
    cancelled_because)
SELECT gen_random_uuid(), agency_id, case_id, point_id, channel, purpose, starts_at, ends_at,
    decode(md5(n::text), 'hex'), creditor_id, agents, obligations, rulebook, body, signature,
    issued_at, ''
  FROM permits_permit, generate_series(1, %s) AS n
"""


def test_a_stop_takes_less_than_a_second_among_100_000_permits(cast, people):
    give_leave(cast.other_agency_id, people[1], "visit")
    with connection.cursor() as cursor:
        cursor.execute(_COPIES, [MANY])
        cursor.execute("ANALYZE permits_permit")
    begun = perf_counter()
    with acting_as(cast.lead):
        by_request(cast, people[0])
    took = perf_counter() - begun
    assert Permit.objects.exclude(cancelled_at=None).count() == 1
    assert took < 1, f"{took:.3f} s"
