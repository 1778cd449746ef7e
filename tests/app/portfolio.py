"""Small named builders: a few borrowers with accounts, as a lender would place them."""

from dataclasses import replace
from datetime import date, datetime

from tests.app.conftest import Cast

from doorstep.terms.codes import Channel, Disposition, Purpose
from doorstep.terms.local_time import beijing_instant
from doorstep_desk.attempts.actions import NewAttempt, record_attempts
from doorstep_desk.cases.actions.assign import assign_for_day
from doorstep_desk.cases.actions.publish import (
    NewAccount,
    NewBorrower,
    NewPoint,
    Published,
    publish_accounts,
)
from doorstep_desk.cases.queries import KnownAccount, accounts_on_file, points_of
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.organisations.actions import NewPlacement, add_placement
from doorstep_desk.plumbing.actor import SYSTEM

DAY = date(2026, 11, 25)
MORNING = beijing_instant(DAY, 9)
NOON = beijing_instant(DAY, 12)
OWED_FEN = 100_000


def borrower(number: int) -> NewBorrower:
    """Return an invented borrower with a reference of the lender's."""
    return NewBorrower(
        name=f"金某{number}",
        identity_number=None,
        identity_state="absent",
        external_ref=f"person-{number}",
        birth_on=date(1985, 3, 1),
        is_synthetic=True,
    )


def mandate(cast: Cast, batch: str = "B1", agency_id: int | None = None) -> int:
    """Return the placement of a batch."""
    new = NewPlacement(
        lender_id=cast.lender_id,
        agency_id=agency_id or cast.agency_id,
        batch_no=batch,
        placed_on=date(2026, 10, 1),
    )
    return add_placement(actor=SYSTEM, placement=new, at=MORNING).id


def account(cast: Cast, placement_id: int, person: int, key: str, **changed: object) -> NewAccount:
    """Return an account of a borrower, due for eight weeks and owing 1,000 yuan."""
    usual = NewAccount(
        borrower=borrower(person),
        placement_id=placement_id,
        creditor_id=cast.lender_id,
        key=key,
        loan_no=key,
        placed_on=date(2026, 10, 1),
        due_on=date(2026, 9, 30),
        owed_fen=OWED_FEN,
        principal_fen=OWED_FEN,
        product="consumer_loan",
    )
    return replace(usual, **changed)


def phone_of(person: int, number: str) -> NewPoint:
    """Return a mobile number of a borrower."""
    return NewPoint(
        person_key=borrower(person).person_key,
        kind="mobile",
        role="mobile",
        value=number,
        masked="154****0000",
        provenance="contract",
        source="test",
        confidence=70,
    )


def publish(
    cast: Cast, accounts: list[NewAccount], points: list[NewPoint] | None = None
) -> Published:
    """Publish accounts for the first agency."""
    return publish_accounts(
        actor=day_runner(cast.agency_id), accounts=accounts, points=points or [], flags=[],
        at=MORNING,
    )  # fmt: skip


def place(cast: Cast, people: int = 1) -> list[KnownAccount]:
    """Place one account for each of some borrowers with the first agency, and return them."""
    placement = mandate(cast)
    publish(
        cast,
        [account(cast, placement, n, f"L{n}") for n in range(people)],
        [phone_of(n, f"154{n:08d}") for n in range(people)],
    )
    return accounts_on_file(cast.agency_id)


def called_elsewhere(cast: Cast, *people: int, **changed: object) -> None:
    """Let the other agency have accounts of people, and have called each of them at nine."""
    other = mandate(cast, agency_id=cast.other_agency_id)
    runner = day_runner(cast.other_agency_id)
    publish_accounts(
        actor=runner, accounts=[account(cast, other, n, f"E{n}") for n in people], points=[],
        flags=[], at=MORNING,
    )  # fmt: skip
    call = NewAttempt(
        borrower_id=0, case_id=0, creditor_id=None, point_id=None, person_key=b"", at=MORNING,
        channel=Channel.CALL, purpose=Purpose.COLLECT, disposition=Disposition.NO_ANSWER,
    )  # fmt: skip
    calls = [
        replace(
            call, borrower_id=known.borrower_id, case_id=known.case_id,
            person_key=borrower(person).person_key, **changed,
        )
        for known, person in zip(accounts_on_file(cast.other_agency_id), people, strict=True)
    ]  # fmt: skip
    record_attempts(actor=runner, attempts=calls, at=MORNING, subject="test:1")


def assign(cast: Cast, *pairs: tuple[int, int], on: date = DAY, at: datetime = MORNING) -> int:
    """Let people see cases for a day; each pair is (case, staff)."""
    return assign_for_day(actor=day_runner(cast.agency_id), pairs=pairs, on=on, at=at)


def point_of(known: KnownAccount) -> int:
    """Return the surest contact point of an account's borrower."""
    return points_of(known.borrower_id)[0].pk
