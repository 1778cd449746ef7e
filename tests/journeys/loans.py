"""A store with 12,728 real loans and their repayments, and one day run on them.

The lender gave neither names nor addresses; nothing about people is in them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from tests.app.demonstration import quiet

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.commands.settlement import settle_day
from doorstep_desk.intake.actions.import_file import Imported
from doorstep_desk.intake.actions.import_loans import SentBook, import_loans
from doorstep_desk.organisations.actions import add_organisation
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import SYSTEM, Actor
from doorstep_desk.staff.actions import NewShift, NewStaff, add_pair, add_shift, add_staff
from doorstep_desk.workdays.actions.run_day import day_begins, run_day

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "credit" / (
    "superlender_repay.parquet"
)  # fmt: skip
DAY = date(2017, 2, 15)
AT = beijing_instant(DAY, 6)

WITH_THE_FILE = pytest.mark.skipif(
    not FILE.is_file(), reason="the real repayments are not beside this repository"
)


@dataclass(frozen=True, slots=True)
class Book:
    """A store with the real loans and one day run on them."""

    runner: Actor
    imported: Imported
    day: dict[str, Any]


def sent(seed: int | None) -> SentBook:
    """Return the file, to be settled with a seed or as it is."""
    return SentBook(FILE.name, FILE.read_bytes(), DAY, "superlender", seed)


@contextmanager
def a_store_with_the_loans(blocker: Any, seed: int | None) -> Iterator[Book]:
    """Import the loans, put two pairs on shift, and run the day; all undone at the end."""
    with blocker.unblock(), transaction.atomic(), clock.fixed(AT):
        agency = add_organisation(actor=SYSTEM, kind="agency", name="长白外访", at=AT)
        runner = day_runner(agency.id)
        imported = import_loans(actor=runner, sent=sent(seed), at=AT)
        put_two_pairs_on_shift(runner)
        settle_day(actor=runner, on=DAY, at=day_begins(DAY))
        yield Book(runner, imported, run_day(actor=runner, on=DAY, watch=quiet()))
        transaction.set_rollback(True)


def put_two_pairs_on_shift(runner: Actor) -> None:
    """Add four certified agents in two pairs that work all day."""
    for letter in ("甲", "乙"):
        members = []
        for place in ("one", "two"):
            new = NewStaff(
                username=f"agent-{ord(letter)}-{place}", display_name="演员", role="agent",
                organisation_id=runner.agency_id, password="a-long-enough-password",
                certificate_valid_until=DAY + timedelta(days=400),
            )  # fmt: skip
            members.append(add_staff(actor=runner, new=new, at=AT).id)
        pair = add_pair(
            actor=runner, letter=letter, first_id=members[0], second_id=members[1], at=AT
        )
        shift = NewShift(pair.id, DAY, 9 * 60, 18 * 60, 42.9, 129.5, 12)
        add_shift(actor=runner, new=shift, at=AT)
