"""Over a line that loses, doubles and cuts, to a desk that is killed: is a record lost?"""

import os
import sys
from collections import Counter
from dataclasses import asdict

import pytest
from django.db import connection
from tests.app.demonstration import DAY, demo_clone, demo_database
from tests.faults.field.desk import Desk
from tests.faults.field.killing import killed_now_and_then
from tests.faults.field.phones import Found, all_at_once, carried, compared, through
from tests.faults.field.proxy import Line
from tests.faults.field.senders import is_once_each, sent_by_many

from doorstep.terms.local_time import beijing_instant

__all__ = ["demo_clone", "demo_database"]

SEED = int(os.environ.get("DOORSTEP_FAULT_SEED", "20261126"))
OPERATIONS = int(os.environ.get("DOORSTEP_FAULT_OPERATIONS", "240"))
PHONES = 12
IDS = int(os.environ.get("DOORSTEP_FAULT_IDS", "12"))
NOON = beijing_instant(DAY, 12)
AGENTS = ["agent1", "agent2", "agent3", "agent4"]


@pytest.fixture(scope="module")
def desk(demo_clone):
    """Return the desk over a clone of the synthetic store, in a process of its own."""
    with Desk(connection.settings_dict["NAME"], NOON.isoformat()) as running:
        yield running


def test_nothing_is_lost_doubled_or_altered(desk):
    sys.stdout.write(f"seed {SEED}, {OPERATIONS} operations\n")
    phones = carried(AGENTS, PHONES, desk.port, NOON)
    with Line(desk.port, 0.3, SEED) as line, killed_now_and_then(desk, SEED, (4, 8)) as kills:
        through(phones, line.port)
        all_at_once(phones, OPERATIONS // PHONES, SEED, 120)
    found = compared(phones)
    tries = sum((each.tries for each in phones), Counter())
    sys.stdout.write(f"{asdict(found)} {dict(line.met)} {dict(tries)} kills {len(kills)}\n")
    assert found == Found(OPERATIONS // PHONES * PHONES, 0, 0, 0, 0, 0)
    assert kills
    assert len(line.met) > 4


def test_a_phone_that_lets_go_before_the_receipt_is_found_out(desk):
    phones = carried(AGENTS, 3, desk.port, NOON)
    with Line(desk.port, 0.6, SEED) as line:
        through(phones, line.port)
        for each in phones:
            each.is_careless = True
        all_at_once(phones, 15, SEED, 60)
    assert compared(phones).lost


def test_the_same_names_from_eight_senders_at_once_have_one_effect_each(desk):
    assert is_once_each(sent_by_many(desk.port, AGENTS, NOON, IDS, SEED), IDS)


def test_senders_that_rename_what_they_send_again_are_found_out(desk):
    assert not is_once_each(sent_by_many(desk.port, AGENTS, NOON, 4, SEED, are_renamed=True), 4)
