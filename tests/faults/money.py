"""Many people and lenders work on the same money at once, and connections die under them."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Lock, Thread
from typing import TypeVar

import numpy as np
import psycopg
from django.db import InterfaceError, OperationalError, connection
from tests.app.arrangements.household import PARTS, SHEET, plan, reduced
from tests.app.conftest import Cast
from tests.app.portfolio import DAY, NOON, OWED_FEN, account, mandate, publish

from doorstep.ledger.events import AccountEvent, EventKind
from doorstep.ledger.incoming import SentPayment
from doorstep.terms.local_time import beijing_instant, day_number
from doorstep_desk.arrangements.actions import (
    Proposed,
    agree_arrangement,
    approve_arrangement,
    contest_arrangement,
    follow_arrangements,
    propose_arrangement,
    uphold_arrangement,
    withdraw_arrangement,
)
from doorstep_desk.arrangements.models import Arrangement
from doorstep_desk.cases.queries import KnownAccount, accounts_on_file
from doorstep_desk.commands.demo_store import day_runner
from doorstep_desk.ledger.actions.post import post_events
from doorstep_desk.payments.actions import take_payments
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.identifiers import new_id
from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.scope import acting_as

Result = TypeVar("Result")
STEPS_AN_ACCOUNT = 40
_DIES = (InterfaceError, OperationalError, psycopg.InterfaceError, psycopg.OperationalError)
"""How a killed connection or a deadlock shows itself; Django does not wrap what COPY raises."""
KILL_EVERY = 0.25
"""Seconds between two killed connections."""


@dataclass
class Told:
    """What the steps were told, to be compared with what the tables hold.

    Attributes:
        steps: How many ended, by kind.
        refused: How many were refused, by code.
        died: How many lost their connection or met a deadlock.
        deadlocks: How many of them met a deadlock.
        kills: How many connections were killed.
        kept: Numbers of payments of which a sender was told that they are kept.
    """

    steps: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    died: int = 0
    deadlocks: int = 0
    kills: int = 0
    kept: set[str] = field(default_factory=set)


class Crowd:
    """Workers that take random steps, and one who kills their connections."""

    def __init__(self, cast: Cast, seed: int, steps: int, workers: int = 4) -> None:
        self.cast = cast
        self.told = Told()
        self._seed, self._left, self._workers = seed, steps, workers
        self._lock, self._over = Lock(), Event()
        self._pids: dict[int, int] = {}
        batch = mandate(cast)
        self.size, self.numbers = max(12, steps // STEPS_AN_ACCOUNT), max(400, steps)
        publish(cast, [account(cast, batch, n, f"L{n}", **PARTS) for n in range(self.size)])
        self.accounts = accounts_on_file(cast.agency_id)
        self.runner = day_runner(cast.agency_id)

    def run(self) -> Told:
        """Take all steps and return what was told; a step that broke otherwise is raised."""
        broken: list[BaseException] = []
        threads = [Thread(target=self._work, args=(n, broken)) for n in range(self._workers)]
        killer = Thread(target=self._kill)
        for thread in (*threads, killer):
            thread.start()
        for thread in threads:
            thread.join()
        self._over.set()
        killer.join()
        if broken:
            raise broken[0]
        return self.told

    def again(self, seed: int, steps: int) -> Told:
        """Go on with other steps on the same accounts."""
        self._seed, self._left = seed, steps
        self._over.clear()
        return self.run()

    def _work(self, number: int, broken: list[BaseException]) -> None:
        chance = np.random.default_rng([self._seed, number])
        try:
            while self._next():
                self._step(number, chance)
        except BaseException as error:
            broken.append(error)
            self._left = 0
        finally:
            connection.close()

    def _next(self) -> bool:
        with self._lock:
            self._left -= 1
            return self._left >= 0

    def _step(self, number: int, chance: np.random.Generator) -> None:
        name, act = _STEPS[int(chance.choice(len(_STEPS), p=_WEIGHTS))]
        try:
            connection.ensure_connection()
            self._pids[number] = connection.connection.info.backend_pid
            act(self, chance)
        except Refused as refused:
            self._count(self.told.refused, refused.code)
        except _DIES as error:
            connection.close()
            with self._lock:
                self.told.died += 1
                self.told.deadlocks += "deadlock" in str(error)
            return
        self._count(self.told.steps, name)

    def _count(self, counter: Counter[str], name: str) -> None:
        with self._lock:
            counter[name] += 1

    def _kill(self) -> None:
        chance = np.random.default_rng([self._seed, 999])
        while not self._over.wait(KILL_EVERY * float(chance.random()) * 2):
            pids = list(self._pids.values())
            if not pids:
                continue
            with connection.cursor() as cursor:
                pid = pids[int(chance.integers(len(pids)))]
                cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
                self.told.kills += bool(cursor.fetchone()[0])
        connection.close()

    def keep(self, numbers: list[str]) -> None:
        """Remember that a sender was told about these payments."""
        with self._lock:
            self.told.kept.update(numbers)

    def somebody(self, chance: np.random.Generator) -> Actor:
        """Return one of the agency's people."""
        people = (self.cast.agent, self.cast.lead, self.cast.compliance)
        return people[int(chance.integers(len(people)))]

    def one(self, chance: np.random.Generator) -> KnownAccount:
        """Return one of the accounts."""
        return self.accounts[int(chance.integers(len(self.accounts)))]


def _pay(crowd: Crowd, chance: np.random.Generator) -> None:
    """Send a few payments and reversals, many of them again, some that fit nothing."""
    sent = [_sent(crowd, chance) for _ in range(int(chance.integers(1, 4)))]
    with acting_as(crowd.cast.lead):
        take_payments(
            actor=crowd.cast.lead, lender_id=crowd.cast.lender_id, sent=sent, at=_now(chance),
            origin="api",
        )  # fmt: skip
    crowd.keep([each.transaction_id for each in sent])


def _sent(crowd: Crowd, chance: np.random.Generator) -> SentPayment:
    # What stands under a number follows from the number, so that repeats are repeats.
    number = int(chance.integers(crowd.numbers))
    own = np.random.default_rng([7, number])
    reference = f"L{own.integers(crowd.size)}" if number % 11 else "nobody"
    fen = int(own.integers(1, OWED_FEN // 3))
    if chance.random() < 0.3:
        return SentPayment(reference, f"R{number}", DAY, fen, reverses=f"T{number}")
    return SentPayment(reference, f"T{number}", DAY, fen)


def _accrue(crowd: Crowd, chance: np.random.Generator) -> None:
    on = DAY + timedelta(days=int(chance.integers(5)))
    key = f"statement:{on}"
    event = AccountEvent(key, EventKind.STATEMENT, day_number(on))
    wanted = {crowd.one(chance).account_id: [event] for _ in range(3)}
    post_events(actor=crowd.runner, events=wanted, at=_now(chance))


def _propose(crowd: Crowd, chance: np.random.Generator) -> None:
    case = crowd.one(chance).case_id
    terms = reduced() if chance.random() < 0.7 else plan(OWED_FEN // 2, OWED_FEN // 2)
    # Only a lead sees every case without being assigned to it.
    wanted = Proposed(new_id(), case, terms, SHEET, "tried")
    with acting_as(crowd.cast.lead):
        propose_arrangement(actor=crowd.cast.lead, proposed=wanted, at=NOON)


def _decide(crowd: Crowd, chance: np.random.Generator) -> None:
    """Do something about one of the newest arrangements, often what cannot be done."""
    newest = list(Arrangement.objects.order_by("-proposed_at", "-id")[:15])
    if not newest:
        return
    row = newest[int(chance.integers(len(newest)))]
    seal = row.payload_hash if chance.random() < 0.9 else "0" * 64
    acts: list[tuple[Callable[..., object], dict[str, str]]] = [
        (approve_arrangement, {"seal": seal, "because": "fits"}),
        (agree_arrangement, {"seal": seal}),
        (agree_arrangement, {"seal": seal}),
        (contest_arrangement, {"because": "no"}),
        (uphold_arrangement, {"seal": seal, "because": "heard"}),
        (withdraw_arrangement, {"because": "no"}),
    ]
    act, more = acts[int(chance.integers(len(acts)))]
    actor = crowd.somebody(chance)
    with acting_as(actor):
        act(actor=actor, arrangement_id=row.pk, at=_now(chance), **more)


def _follow(crowd: Crowd, chance: np.random.Generator) -> None:
    on = DAY + timedelta(days=int(chance.integers(60)))
    follow_arrangements(actor=crowd.runner, on=on, at=beijing_instant(on, 6))


def _now(chance: np.random.Generator) -> datetime:
    return NOON + timedelta(seconds=int(chance.integers(3600)))


_STEPS: list[tuple[str, Callable[[Crowd, np.random.Generator], None]]] = [
    ("pay", _pay), ("accrue", _accrue), ("propose", _propose), ("decide", _decide),
    ("follow", _follow),
]  # fmt: skip
_WEIGHTS = (0.45, 0.15, 0.12, 0.26, 0.02)


def lost(told: Told) -> set[str]:
    """Return the payments that a sender was told about and that stand nowhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT transaction_id FROM payments_payment"
            " UNION SELECT transaction_id FROM payments_waitingpayment"
        )
        return told.kept - {row[0] for row in cursor.fetchall()}


def timed(run: Callable[[], Result]) -> tuple[Result, float]:
    """Return what came of something, and its seconds."""
    begun = time.perf_counter()
    result = run()
    return result, time.perf_counter() - begun
