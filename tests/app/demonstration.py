"""One small synthetic Yanbian for all tests that need a whole portfolio: made once, cloned often.

A module that wants it imports the fixtures in its folder's ``conftest.py``. Each module works on
a clone of the same database; each test's changes are undone, so the order of tests is free.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from tests import desk

desk.prepare()  # before anything of the desk is imported

# ruff: noqa: E402

from django.db import connection, transaction

from doorstep.terms.local_time import beijing_instant
from doorstep_desk.commands.demo_store import make_demo
from doorstep_desk.plumbing import clock
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.postgres import running
from doorstep_desk.staff.queries import actor_named
from doorstep_desk.workdays.actions.run_day import Stopwatch, run_day

DAY = date(2026, 11, 25)
DAWN = beijing_instant(DAY, 6)
ACCOUNTS = 300
_MADE: "dict[str, Demonstration]" = {}


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A store with one published day.

    Attributes:
        runner: Who runs its days.
        on: The day that was run.
        at: When that day was judged.
        summary: What the run said.
    """

    runner: Actor
    on: date
    at: datetime
    summary: dict[str, Any]

    @property
    def agency_id(self) -> int:
        """Return whose store it is."""
        return self.runner.agency_id

    def actor(self, username: str) -> Actor:
        """Return a member of the demonstration's staff."""
        found = actor_named(username)
        assert found is not None, username
        return found


def quiet() -> Stopwatch:
    """Return a stopwatch that tells nobody."""
    return Stopwatch(tell=lambda stage: None)


@pytest.fixture(scope="session")
def demo_database(django_db_setup, django_db_blocker) -> tuple[str, Demonstration]:
    """Make the synthetic store with one published day, and return its name and what it did."""
    usual = connection.settings_dict["NAME"]
    name = f"doorstep_demo_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    if name not in _MADE:  # each folder's conftest has its own copy of this fixture
        with django_db_blocker.unblock(), clock.fixed(DAWN):
            connection.close()
            clone("doorstep_template", name)
            connection.settings_dict["NAME"] = name
            runner = make_demo(on=DAY, at=DAWN, accounts=ACCOUNTS)
            _MADE[name] = Demonstration(
                runner, DAY, DAWN, run_day(actor=runner, on=DAY, watch=quiet())
            )
            connection.close()
            connection.settings_dict["NAME"] = usual
    return name, _MADE[name]


@pytest.fixture(scope="module")
def demo_clone(demo_database, django_db_blocker) -> Iterator[Demonstration]:
    """Point the module at a clone of the synthetic store."""
    source, made = demo_database
    usual = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        clone(source, f"{source}_clone")
        connection.settings_dict["NAME"] = f"{source}_clone"
        yield made
        connection.close()
        connection.settings_dict["NAME"] = usual


@pytest.fixture
def demo(demo_clone) -> Iterator[Demonstration]:
    """Return the synthetic store at dawn; what a test changes in it is undone afterwards."""
    with transaction.atomic(), clock.fixed(DAWN):
        yield demo_clone
        transaction.set_rollback(True)


def clone(source: str, name: str) -> None:
    """Make a database that is a copy of another; one of that name is given up."""
    with (
        running(desk.run_folder() / "store", is_throw_away=True) as server,
        server.cluster.connect() as connected,
    ):
        connected.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connected.execute(f"CREATE DATABASE {name} TEMPLATE {source} OWNER doorstep_owner")
